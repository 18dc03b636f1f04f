#include "analysis/calibrate/laplace_sir.hpp"

#include <cmath>
#include <stdexcept>

#include <Eigen/LU>

#include "analysis/calibrate/coordinates.hpp"
#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

/// Normal data with unknown mean (coordinate 0) of s.d. 1; coordinate 1 does not touch the data. Priors N(0, 10^2) and N(0.5, 2^2).
ClusteredProblem normal_mean(const std::vector<std::vector<double>>& clusters)
{
    ClusteredProblem problem;
    problem.start = VectorXd::Zero(2);
    problem.log_likelihoods = [clusters](const VectorXd& at, int) {
        VectorXd sums = VectorXd::Zero(static_cast<Index>(clusters.size()));
        for (std::size_t c = 0; c < clusters.size(); ++c)
            for (const double y : clusters[c]) sums[static_cast<Index>(c)] -= 0.5 * (y - at[0]) * (y - at[0]);
        return sums;
    };
    problem.log_prior = [](const VectorXd& at) { return -0.5 * (at[0] * at[0] / 100 + std::pow((at[1] - 0.5) / 2, 2)); };
    return problem;
}

/// `size` values a cluster: what they share has s.d. `shared`, the rest 1.
std::vector<std::vector<double>> drawn(int clusters, int size, double mean, double shared, TestChance& chance)
{
    std::vector<std::vector<double>> all;
    for (int c = 0; c < clusters; ++c) {
        const double common = shared * chance.normal();
        std::vector<double> values;
        for (int k = 0; k < size; ++k) values.push_back(mean + common + chance.normal());
        all.push_back(values);
    }
    return all;
}

double sd(const VectorXd& draws) { return std::sqrt((draws.array() - draws.mean()).square().mean()); }

}  // namespace

TEST_CASE("draws are those of the posterior where it is known, and of the prior where data say nothing", "[analysis][calibrate]")
{
    TestChance chance(4);
    std::vector<std::vector<double>> data = drawn(400, 1, 0.3, 0, chance);
    // what they are is set, so that adjusting for clusters changes next to nothing
    double mean = 0, square = 0;
    for (const auto& each : data) mean += each[0] / 400;
    for (const auto& each : data) square += (each[0] - mean) * (each[0] - mean) / 399;
    for (auto& each : data) each[0] = 0.3 + (each[0] - mean) / std::sqrt(square);
    const SirResult fit = laplace_sir(normal_mean(data), {.proposals = 8000, .draws = 4000, .seed = 3, .threads = 2});
    const double precision = 400 + 0.01;
    CHECK(std::abs(fit.mode[0] - 0.3 * 400 / precision) < 1e-4);
    CHECK(std::abs(fit.information(0, 0) - 400) < 0.01);
    CHECK(std::abs(fit.covariance(0, 0) * precision - 1) < 0.01);
    CHECK(fit.informed == 1);
    CHECK(fit.ess > 4000);
    // 4,000 draws by importance: five standard errors
    CHECK(std::abs(fit.draws.col(0).mean() - fit.mode[0]) < 0.1 / std::sqrt(precision));
    CHECK(std::abs(sd(fit.draws.col(0)) * std::sqrt(precision) - 1) < 0.08);
    CHECK(std::abs(fit.draws.col(1).mean() - 0.5) < 0.2);
    CHECK(std::abs(sd(fit.draws.col(1)) / 2 - 1) < 0.08);
}

TEST_CASE("data that go together count for less", "[analysis][calibrate]")
{
    // 60 clusters of 10 that share most: the mean's true s.d. is sqrt((1.5^2 + 1/10) / 60), what independence has is sqrt(1/600)
    const double truth = std::sqrt((2.25 + 0.1) / 60), naive = std::sqrt(1.0 / 600);
    int covered = 0;
    double width = 0;
    constexpr int worlds = 60;
    for (int w = 0; w < worlds; ++w) {
        TestChance chance(100 + static_cast<std::uint64_t>(w));
        const SirResult fit = laplace_sir(normal_mean(drawn(60, 10, 0.3, 1.5, chance)), {.proposals = 400, .draws = 400, .seed = 1});
        VectorXd draws = fit.draws.col(0);
        std::sort(draws.begin(), draws.end());
        covered += draws[20] < 0.3 && 0.3 < draws[379];
        width += sd(draws) / worlds;
    }
    CAPTURE(covered, width, truth, naive);
    CHECK(covered >= 46);  // of 60 at 90 %: fewer has a chance of 4e-4
    CHECK(std::abs(width / truth - 1) < 0.1);
    CHECK(width > 3 * naive);
}

TEST_CASE("draws do not depend on threads, and too few clusters are refused", "[analysis][calibrate]")
{
    TestChance chance(9);
    const ClusteredProblem problem = normal_mean(drawn(20, 3, 0, 0.5, chance));
    const SirResult one = laplace_sir(problem, {.proposals = 200, .draws = 100, .seed = 7, .threads = 1});
    CHECK(one.draws == laplace_sir(problem, {.proposals = 200, .draws = 100, .seed = 7, .threads = 2}).draws);
    CHECK(one.draws != laplace_sir(problem, {.proposals = 200, .draws = 100, .seed = 8, .threads = 1}).draws);
    CHECK_THROWS_AS(laplace_sir(normal_mean(drawn(3, 3, 0, 0.5, chance)), {}), std::invalid_argument);
}

TEST_CASE("coordinates lead to their parameters and back, flat where they should be", "[analysis][calibrate]")
{
    const std::vector<comity::sim::Range> ranges{{0, 0.1}, {-2, 5}};
    VectorXd values(2);
    values << 0.02, 4;
    CHECK((from_coordinates(ranges, to_coordinates(ranges, values)) - values).cwiseAbs().maxCoeff() < 1e-12);
    // the density of a coordinate is the slope of its parameter
    const auto slope = [&](double u, std::size_t k) {
        const std::vector<comity::sim::Range> one{ranges[k]};
        const double h = 1e-5;
        return (from_coordinates(one, VectorXd::Constant(1, u + h))[0] - from_coordinates(one, VectorXd::Constant(1, u - h))[0]) / (2 * h) / (ranges[k].high - ranges[k].low);
    };
    for (const double u : {-3.0, 0.2, 1.7}) CHECK(std::abs(std::exp(log_flat(VectorXd::Constant(1, u))) / slope(u, 1) - 1) < 1e-6);

    VectorXd at(3);
    at << 0.4, -1, 2;
    const VectorXd weights = simplex(at);
    CHECK(weights.size() == 4);
    CHECK(std::abs(weights.sum() - 1) < 1e-12);
    MatrixXd jacobian(3, 3);
    for (Index k = 0; k < 3; ++k) {
        VectorXd up = at, down = at;
        up[k] += 1e-5;
        down[k] -= 1e-5;
        jacobian.col(k) = (simplex(up) - simplex(down)).head(3) / 2e-5;
    }
    CHECK(std::abs(std::exp(log_flat_simplex(at)) / jacobian.determinant() - 1) < 1e-6);
}
