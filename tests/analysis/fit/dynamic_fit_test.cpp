#include "analysis/fit/dynamic_fit.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include <Eigen/LU>

#include "analysis/fit/block_chain.hpp"
#include "analysis/fit/spatial_fit.hpp"
#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

struct Wandering {
    MatrixXd points;  ///< [dimension, period x country]
    PeriodVotes votes;
};

struct Shape {
    int dimensions, countries, periods, items;
    double walk_sd;
};

/// Votes drawn from points that wander; one vote in ten is missing, and the last country votes in the first half of the periods alone. Points and items
/// are drawn by `seed`, votes by `votes`.
Wandering wandering(const Shape& shape, std::uint64_t seed, std::uint64_t votes)
{
    const auto& [dimensions, countries, periods, items, walk_sd] = shape;
    TestChance chance(seed), luck(7000 + votes);
    Wandering found{MatrixXd(dimensions, periods * countries), {countries, {}}};
    for (int t = 0; t < periods; ++t) {
        RollCalls calls{countries, items, {}};
        for (int i = 0; i < countries; ++i)
            for (int d = 0; d < dimensions; ++d) {
                const double width = d == 0 ? 1 : 0.6;
                found.points(d, t * countries + i) = t == 0 ? width * chance.normal() : found.points(d, (t - 1) * countries + i) + walk_sd * chance.normal();
            }
        for (int k = 0; k < items; ++k) {
            VectorXd item(dimensions + 2);
            for (int d = 0; d < dimensions; ++d) item[d] = 2 * chance.normal();
            item[dimensions] = -0.5 + chance.normal();
            item[dimensions + 1] = -0.3;
            for (int i = 0; i < countries; ++i) {
                const Eigen::Array3d p = spatial_chances(found.points.col(t * countries + i), item);
                const double u = luck.uniform();
                if (luck.uniform() < 0.1 || (i == countries - 1 && t >= periods / 2 && periods > 1)) continue;
                calls.votes.push_back({i, k, u < p[0] ? Choice::no : u < p[0] + p[1] ? Choice::abstain : Choice::yes});
            }
        }
        found.votes.periods.push_back(std::move(calls));
    }
    return found;
}

/// Points on the scale that identifies them, each axis on the side of `like`.
MatrixXd identified(const MatrixXd& points, const std::vector<bool>& counts, const MatrixXd& like)
{
    const MatrixXd turned = turn_to_axes(points, counts) * points;
    MatrixXd placed = PrincipalAxes(turned, counts).place(VectorXd::Zero(turned.size()), MatrixXd::Zero(turned.size(), turned.rows() + turned.rows() * (turned.rows() + 1) / 2)).position;
    for (Index d = 0; d < placed.rows(); ++d)
        if (placed.row(d).dot(like.row(d)) < 0) placed.row(d) *= -1;
    return placed;
}

/// Distance from the truth in standard errors, over country-periods with a vote.
VectorXd distances(const Wandering& truth, const DynamicFit& fit)
{
    const MatrixXd points = identified(truth.points, fit.voted, fit.points.position);
    std::vector<double> off;
    for (Index j = 0; j < points.cols(); ++j)
        for (Index d = 0; d < points.rows() && fit.voted[static_cast<std::size_t>(j)]; ++d)
            off.push_back((fit.points.position(d, j) - points(d, j)) / fit.points.std_error(d, j));
    return Eigen::Map<VectorXd>(off.data(), static_cast<Index>(off.size()));
}

double root_mean_square(const VectorXd& values) { return std::sqrt(values.squaredNorm() / static_cast<double>(values.size())); }

}  // namespace

TEST_CASE("a chain of blocks is solved and inverted like the whole matrix", "[analysis][dynamic_fit]")
{
    const Index n = 3, periods = 4;
    const double tie = 0.8;
    MatrixXd whole = MatrixXd::Zero(n * periods, n * periods);
    std::vector<MatrixXd> blocks;
    TestChance chance(2);
    for (Index t = 0; t < periods; ++t) {
        MatrixXd root(n, n);
        for (double& x : root.reshaped()) x = chance.normal();
        blocks.push_back(root * root.transpose() + 2 * MatrixXd::Identity(n, n));
        whole.block(t * n, t * n, n, n) = blocks.back();
        if (t > 0) whole.block(t * n, t * n - n, n, n) = whole.block(t * n - n, t * n, n, n) = -tie * MatrixXd::Identity(n, n);
    }
    const BlockChain chain(blocks, tie);
    REQUIRE(chain.whole());
    const MatrixXd inverse = whole.inverse();
    CHECK((chain.solve(MatrixXd::Identity(n * periods, n * periods)) - inverse).cwiseAbs().maxCoeff() < 1e-12);
    CHECK((chain.inverse_diagonal() - inverse.diagonal()).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(std::abs(chain.log_determinant() - std::log(whole.determinant())) < 1e-10);
    CHECK_FALSE(BlockChain(blocks, 10).whole());
}

TEST_CASE("points that wander are followed, within their standard errors", "[analysis][dynamic_fit]")
{
    const int periods = GENERATE(1, 5);
    VectorXd all(0);
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const Wandering truth = wandering({1, 150, periods, 60, 0.15}, seed, seed);
        const VectorXd off = distances(truth, fit_dynamic(truth.votes, 1, {}, 0, 0.15));
        all.conservativeResize(all.size() + off.size());
        all.tail(off.size()) = off;
    }
    // 90 % intervals; errors of neighbours in time go together, so the band is wider than that of independent trials
    const double covered = static_cast<double>((all.array().abs() < 1.645).count()) / static_cast<double>(all.size());
    CAPTURE(periods, covered, root_mean_square(all));
    CHECK(covered > 0.86);
    CHECK(covered < 0.94);
    CHECK(root_mean_square(all) > 0.88);
    CHECK(root_mean_square(all) < 1.12);
}

TEST_CASE("standard errors in a plane are as wide as votes that are drawn again make them", "[analysis][dynamic_fit]")
{
    const int periods = GENERATE(1, 3);
    constexpr int samples = 24;
    std::vector<MatrixXd> placed;
    MatrixXd square, mean;
    for (std::uint64_t sample = 0; sample < samples; ++sample) {
        const Wandering truth = wandering({2, 40, periods, 100, 0.2}, 3, 50 + sample);
        const DynamicFit fit = fit_dynamic(truth.votes, 2, {}, 0, 0.2);
        MatrixXd points = fit.points.position;
        for (Index d = 0; d < 2; ++d)
            if (sample > 0 && points.row(d).dot(placed[0].row(d)) < 0) points.row(d) *= -1;
        placed.push_back(points);
        const MatrixXd variance = fit.points.std_error.cwiseAbs2() / samples;
        square = sample == 0 ? variance : MatrixXd(square + variance);
        mean = sample == 0 ? MatrixXd(points / samples) : MatrixXd(mean + points / samples);
    }
    MatrixXd spread = MatrixXd::Zero(mean.rows(), mean.cols());
    for (const MatrixXd& points : placed) spread += (points - mean).cwiseAbs2() / (samples - 1);
    for (Index d = 0; d < 2; ++d) {
        const double ratio = std::sqrt(spread.row(d).cwiseQuotient(square.row(d)).mean());
        CAPTURE(periods, d, ratio);
        // the prior holds estimates together, so they spread somewhat less than the posterior
        CHECK(ratio > 0.7);
        CHECK(ratio < 1.15);
    }
}

TEST_CASE("the step of the walk is found from the votes", "[analysis][dynamic_fit]")
{
    for (const double walk_sd : {0.08, 0.3}) {
        const Wandering truth = wandering({1, 150, 4, 60, walk_sd}, 11, 11);
        const DynamicFit fit = fit_dynamic(truth.votes, 1, {}, 0);
        const Index n = truth.points.cols();
        const double width = std::sqrt((truth.points.array() - truth.points.mean()).square().sum() / static_cast<double>(n));
        CAPTURE(walk_sd, fit.raw_walk_sd, fit.walk_sd, width);
        CHECK(std::abs(std::log(fit.walk_sd[0] * width / walk_sd)) < 0.25);  // 450 steps, partly hidden by the votes' noise
        CHECK(fit.log_marginal > fit_dynamic(truth.votes, 1, {}, 0, 2 * fit.raw_walk_sd).log_marginal + 2);
        CHECK(fit.log_marginal > fit_dynamic(truth.votes, 1, {}, 0, fit.raw_walk_sd / 2).log_marginal + 2);
    }
}

TEST_CASE("one period is the static fit, and a walk that stands still is the fit of all periods", "[analysis][dynamic_fit]")
{
    const Wandering truth = wandering({2, 30, 2, 40, 0}, 5, 5);
    const PeriodVotes one{30, {truth.votes.periods[0]}};
    const SpatialFit still = fit_spatial(one.periods[0], 2, {}, 0);
    const PrincipalAxes axes(still.points, std::vector<bool>(30, true));
    const PlacedAxes placed = axes.place(still.covariance.diagonal(), still.covariance * axes.functionals());
    const DynamicFit alone = fit_dynamic(one, 2, {}, 0, 0.1);
    CHECK((alone.points.position - placed.position).cwiseAbs().maxCoeff() < 1e-4);
    CHECK((alone.points.std_error - placed.std_error).cwiseAbs().maxCoeff() < 1e-4);

    const Wandering line = wandering({1, 30, 2, 40, 0}, 5, 5);
    RollCalls both = line.votes.periods[0];
    for (const CastVote& vote : line.votes.periods[1].votes) both.votes.push_back({vote.country, vote.item + both.num_items, vote.choice});
    both.num_items *= 2;
    const MatrixXd pooled = fit_spatial(both, 1, {}, 0).points.leftCols(29);
    const MatrixXd fixed = fit_dynamic(line.votes, 1, {}, 0, 1e-3).points.position;
    CHECK((fixed.leftCols(29) - fixed.middleCols(30, 29)).cwiseAbs().maxCoeff() < 1e-3);
    const VectorXd a = (fixed.leftCols(29).array() - fixed.leftCols(29).mean()).matrix().transpose(), b = (pooled.array() - pooled.mean()).matrix().transpose();
    CHECK(a.dot(b) / (a.norm() * b.norm()) > 0.99999);
}

TEST_CASE("a dynamic fit gives the same bits again, and refuses what it cannot fit", "[analysis][dynamic_fit]")
{
    const Wandering truth = wandering({1, 12, 3, 15, 0.2}, 7, 7);
    const DynamicFit fit = fit_dynamic(truth.votes, 1, {}, 0), again = fit_dynamic(truth.votes, 1, {}, 0);
    CHECK(fit.points.position == again.points.position);
    CHECK(fit.points.std_error == again.points.std_error);
    CHECK_THROWS_AS(fit_dynamic({12, {}}, 1, {}, 0), std::invalid_argument);
    CHECK_THROWS_AS(fit_dynamic(truth.votes, 3, {}, 0), std::invalid_argument);
    CHECK_THROWS_AS(fit_dynamic(truth.votes, 1, {}, 12), std::invalid_argument);
    CHECK_THROWS_AS(fit_dynamic(truth.votes, 1, {}, 0, 0.0), std::invalid_argument);
    PeriodVotes silent = truth.votes;
    silent.periods[1].votes.clear();
    CHECK_THROWS_AS(fit_dynamic(silent, 1, {}, 0), std::invalid_argument);
}
