#include "analysis/calibrate/abc/box_kernel.hpp"

#include <cmath>

#include "sim/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::analysis;

namespace {

enum class Purpose : std::uint8_t { proposal };

/// Two members on the diagonal of the unit square, the first with three quarters of the weight.
///
/// mean .4 + .2/4 = .45, variance on each axis (.75 x .05^2 + .25 x .15^2)/(1 - .625) = .02, the same between them
BoxKernel diagonal_kernel()
{
    Eigen::MatrixXd places(2, 2);
    places << 0.4, 0.4, 0.6, 0.6;
    return {places, Eigen::Vector2d(0.75, 0.25)};
}

Eigen::VectorXd proposal(const BoxKernel& kernel, std::uint32_t attempt)
{
    return kernel.propose([attempt](int k) { return sim::Draws(3, attempt, 0).uniform(Purpose::proposal, 1, static_cast<std::uint32_t>(k)); });
}

}  // namespace

TEST_CASE("proposals scatter with twice the covariance around the members", "[analysis][calibrate]")
{
    const BoxKernel kernel = diagonal_kernel();
    constexpr long count = 20'000;
    long apart = 0, near_first = 0;
    for (long k = 0; k < count; ++k) {
        const Eigen::VectorXd u = proposal(kernel, static_cast<std::uint32_t>(k));
        REQUIRE(u.minCoeff() >= 0);
        REQUIRE(u.maxCoeff() <= 1);
        apart += std::abs(u(0) - u(1)) > 1e-4;  // the members agree on the diagonal, and so does their spread
        near_first += u(0) < 0.4;
    }
    CHECK(apart == 0);
    // Along the diagonal z ~ N(member, .04): s.d. .2, cut to [0, 1], which is (-2, 3) and (-3, 2) s.d. about the members.
    const auto phi = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
    const double inside = phi(3) - phi(-2);
    const double chance = (0.75 * (phi(0) - phi(-2)) + 0.25 * (phi(-1) - phi(-3))) / inside;
    CHECK(tests::plausible(near_first, count, chance));
    CHECK_FALSE(tests::plausible(near_first, count, 0.5));  // members of equal weight
}

TEST_CASE("the density of a kernel is the weighted sum of normal laws", "[analysis][calibrate]")
{
    Eigen::MatrixXd places(2, 1);
    places << 0.4, 0.6;
    const BoxKernel kernel(places, Eigen::Vector2d(0.5, 0.5));  // covariance 2 x .02: s.d. .2
    const auto at = [&](double u) { return kernel.density(Eigen::VectorXd::Constant(1, u)); };
    const auto normal = [](double z) { return std::exp(-z * z / 2); };
    CHECK(at(0.4) == Approx(0.5 * (1 + normal(1))));
    CHECK(at(0.9) / at(0.5) == Approx((normal(2.5) + normal(1.5)) / (2 * normal(0.5))));
}
