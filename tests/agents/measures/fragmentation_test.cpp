#include <cmath>

#include "agents/measures/fragmentation.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity::agents;

TEST_CASE("the scalars of fragmentation by hand", "[agents][measures]")
{
    const Fragmentation f{0.1, 0.2, 0.4, 0.8, 0.1, 0.2};
    CHECK(equal_weight_mean(f) == Approx(1.8 / 6));
    CHECK(geometric_mean(f) == Approx(std::pow(0.1 * 0.2 * 0.4 * 0.8 * 0.1 * 0.2, 1.0 / 6)));
    CHECK(worst_component(f) == 0.8);
}

TEST_CASE("a component that is not defined leaves the scalars undefined, one that is nil makes the geometric mean nil", "[agents][measures]")
{
    Fragmentation f{0.1, 0.2, 0.0, 0.8, 0.1, 0.2};
    CHECK(geometric_mean(f) == 0);
    f.spheres = undefined;
    CHECK(std::isnan(equal_weight_mean(f)));
    CHECK(std::isnan(geometric_mean(f)));
    CHECK(std::isnan(worst_component(f)));
}

TEST_CASE("rank acceptability of two alternatives that are worse in one component each", "[agents][measures]")
{
    // three components; the first alternative is worst where w_0 > w_1: half of the simplex by symmetry
    Eigen::ArrayXXd f(2, 3);
    f << 1, 0, 0.5,  //
        0, 1, 0.5;
    constexpr int samples = 20'000;
    const Eigen::ArrayXXd share = rank_acceptability(f, samples, 7);
    const auto first = std::lround(share(0, 0) * samples);
    CHECK(comity::tests::plausible(first, samples, 0.5));
    CHECK((share.rowwise().sum() - 1).abs().maxCoeff() < 1e-12);
    CHECK((share.colwise().sum() - 1).abs().maxCoeff() < 1e-12);

    // where the advantage is halved the first is worst if w_0 > w_1 / 2: of the simplex 2/3, as w_0 / (w_0 + w_1) is uniform
    f(1, 1) = 0.5;
    const auto now = std::lround(rank_acceptability(f, samples, 7)(0, 0) * samples);
    CHECK(comity::tests::plausible(now, samples, 2.0 / 3));
    CHECK_FALSE(comity::tests::plausible(now, samples, 0.64));
}

TEST_CASE("an alternative that is worse in every component is always ranked first", "[agents][measures]")
{
    Eigen::ArrayXXd f(2, 2);
    f << 0.2, 0.1,  //
        0.9, 0.8;
    CHECK(rank_acceptability(f, 100, 1)(1, 0) == 1);
}
