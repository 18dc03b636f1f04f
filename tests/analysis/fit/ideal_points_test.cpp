#include "analysis/fit/ideal_points.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using namespace comity::tests;
using Catch::Matchers::Equals;
using Eigen::VectorXd;

namespace {

int easternmost(const VectorXd& points)
{
    Eigen::Index row = 0;
    points.maxCoeff(&row);
    return static_cast<int>(row);
}

double root_mean_square(const VectorXd& errors) { return std::sqrt(errors.squaredNorm() / static_cast<double>(errors.size())); }

PlacedPoints placed(const IdealPointFit& fit)
{
    return place_points(fit, std::vector<bool>(static_cast<std::size_t>(fit.points.size()), true), {});
}

/// A simpler estimator that ignores the items: the mean vote of each country, turned item by item to agree with the truth.
VectorXd mean_votes(const SimulatedVotes& simulated)
{
    VectorXd slope = VectorXd::Zero(simulated.calls.num_items);
    for (const auto& vote : simulated.calls.votes) slope[vote.item] += static_cast<double>(vote.choice) * simulated.points[vote.country];
    VectorXd sum = VectorXd::Zero(simulated.points.size());
    for (const auto& vote : simulated.calls.votes) sum[vote.country] += (slope[vote.item] > 0 ? 1 : -1) * (static_cast<double>(vote.choice) - 1);
    return standardised(sum);
}

}  // namespace

TEST_CASE("points are recovered from votes drawn at them, closer than by counting votes", "[analysis][ideal_points]")
{
    const auto simulated = simulated_votes(100, 600, 11);
    const auto fit = fit_ideal_points(simulated.calls, {}, easternmost(simulated.points));
    const double error = root_mean_square(placed(fit).position - simulated.points);
    const double by_counting = root_mean_square(mean_votes(simulated) - simulated.points);
    CAPTURE(error, by_counting, fit.iterations);
    CHECK(error < .10);
    CHECK(by_counting > .15);  // though it was told the direction of each item
}

TEST_CASE("nine in ten intervals of nominal 90 % hold the true point", "[analysis][ideal_points]")
{
    int held = 0;
    int held_if_half = 0;
    int intervals = 0;
    for (std::uint64_t world = 0; world < 30; ++world) {
        const auto simulated = simulated_votes(60, 120, 100 + world);
        const auto points = placed(fit_ideal_points(simulated.calls, {}, easternmost(simulated.points)));
        for (Eigen::Index i = 0; i < points.position.size(); ++i) {
            const double off = std::abs(points.position[i] - simulated.points[i]) / points.std_error[i];
            held += off < 1.6449 ? 1 : 0;
            held_if_half += off < 1.6449 / 2 ? 1 : 0;
            ++intervals;
        }
    }
    const double coverage = static_cast<double>(held) / intervals;
    const double coverage_if_half = static_cast<double>(held_if_half) / intervals;
    CAPTURE(coverage, coverage_if_half);
    CHECK(coverage > .875);
    CHECK(coverage < .925);
    CHECK(coverage_if_half < .65);
}

TEST_CASE("the order of countries, roll calls and votes does not matter", "[analysis][ideal_points]")
{
    const auto simulated = simulated_votes(40, 60, 5);
    const int anchor = easternmost(simulated.points);
    const auto fit = fit_ideal_points(simulated.calls, {}, anchor);
    RollCalls turned = simulated.calls;
    for (auto& vote : turned.votes) {
        vote.country = 39 - vote.country;
        vote.item = (vote.item * 7 + 3) % 60;
    }
    std::reverse(turned.votes.begin(), turned.votes.end());
    const auto again = fit_ideal_points(turned, {}, 39 - anchor);
    CHECK((again.points.reverse() - fit.points).cwiseAbs().maxCoeff() < 1e-7);
    CHECK(std::abs(again.covariance(0, 0) - fit.covariance(39, 39)) < 1e-7);
}

TEST_CASE("the sign follows the positive country and nothing else does", "[analysis][ideal_points]")
{
    const auto simulated = simulated_votes(40, 60, 6);
    Eigen::Index west = 0;
    simulated.points.minCoeff(&west);
    const auto fit = fit_ideal_points(simulated.calls, {}, easternmost(simulated.points));
    const auto mirrored = fit_ideal_points(simulated.calls, {}, static_cast<int>(west));
    CHECK((mirrored.points + fit.points).cwiseAbs().maxCoeff() < 1e-7);
    CHECK((mirrored.slope + fit.slope).cwiseAbs().maxCoeff() < 1e-6);
    CHECK((mirrored.covariance - fit.covariance).cwiseAbs().maxCoeff() < 1e-7);
}

TEST_CASE("calling every yes a no turns the slopes and leaves the points", "[analysis][ideal_points]")
{
    const auto simulated = simulated_votes(40, 120, 7);
    const int anchor = easternmost(simulated.points);
    const auto fit = fit_ideal_points(simulated.calls, {}, anchor);
    RollCalls turned = simulated.calls;
    for (auto& vote : turned.votes)
        if (vote.choice != Choice::abstain) vote.choice = vote.choice == Choice::yes ? Choice::no : Choice::yes;
    const auto again = fit_ideal_points(turned, {}, anchor);
    // Not exactly: the prior on the lower threshold is not the mirror of a prior on the upper one.
    CHECK((again.points - fit.points).cwiseAbs().maxCoeff() < .02);
    CHECK((again.points + fit.points).cwiseAbs().maxCoeff() > 2);
}

TEST_CASE("wherever the search starts it ends at the same maximum", "[analysis][ideal_points]")
{
    const auto simulated = simulated_votes(40, 80, 8);
    const int anchor = easternmost(simulated.points);
    const auto fit = fit_ideal_points(simulated.calls, {}, anchor);
    TestChance chance(9);
    VectorXd start = simulated.points;
    for (double& x : start) x += chance.normal();
    const auto again = fit_ideal_points(simulated.calls, {}, anchor, start);
    CHECK(again.log_posterior == Approx(fit.log_posterior).margin(1e-8));
    CHECK((again.points - fit.points).cwiseAbs().maxCoeff() < 1e-7);
}

TEST_CASE("a country that never voted stays at the centre of its prior, as uncertain as the prior", "[analysis][ideal_points]")
{
    auto simulated = simulated_votes(40, 60, 10);
    std::erase_if(simulated.calls.votes, [](const CastVote& vote) { return vote.country == 3; });
    IdealPointPriors priors;
    priors.point_centre = simulated.points;
    priors.point_sd = .5;
    const auto fit = fit_ideal_points(simulated.calls, priors, easternmost(simulated.points));
    CHECK(fit.points[3] == Approx(simulated.points[3]).margin(1e-9));
    CHECK(fit.covariance(3, 3) == Approx(.25).margin(1e-9));
}

TEST_CASE("a narrow prior holds points at their centres and a wide one lets the votes decide", "[analysis][ideal_points]")
{
    const auto simulated = simulated_votes(40, 60, 12);
    const VectorXd centre = simulated.points.reverse();  // wrong on purpose
    const auto moved = [&](double sd) {
        IdealPointPriors priors;
        priors.point_centre = centre;
        priors.point_sd = sd;
        return root_mean_square(fit_ideal_points(simulated.calls, priors, 0, simulated.points).points - centre);
    };
    CHECK(moved(.01) < .02);
    CHECK(moved(1) > 10 * moved(.01));
}

TEST_CASE("placing points fixes mean and s.d., and what they fix carries no uncertainty", "[analysis][ideal_points]")
{
    // Points -1, 0, 1 with independent errors of variance .04. Standardised z = (-s, 0, s), s = sqrt(3/2). Of the three
    // directions two are fixed; the third is (1, -2, 1) / sqrt 6, so variances keep shares 1/6, 4/6, 1/6.
    IdealPointFit fit;
    fit.points = VectorXd::LinSpaced(3, -1, 1);
    fit.covariance = Eigen::MatrixXd::Identity(3, 3) * .04;
    const auto points = place_points(fit, {true, true, true}, {.5, 2});
    const double stretch = 2 / std::sqrt(2.0 / 3);
    CHECK(points.position[0] == Approx(.5 - stretch));
    CHECK(points.position[1] == Approx(.5));
    CHECK(points.position[2] == Approx(.5 + stretch));
    CHECK(points.std_error[0] == Approx(stretch * .2 * std::sqrt(1.0 / 6)));
    CHECK(points.std_error[1] == Approx(stretch * .2 * std::sqrt(4.0 / 6)));
    CHECK_THROWS_AS(place_points(fit, {true, true, false}, {}), std::invalid_argument);
}

TEST_CASE("votes that cannot be placed are refused", "[analysis][ideal_points]")
{
    RollCalls calls{2, 1, {}};
    CHECK_THROWS_WITH(fit_ideal_points(calls, {}, 0), Equals("ideal points need at least one vote"));
    calls.votes = {{2, 0, Choice::yes}};
    CHECK_THROWS_WITH(fit_ideal_points(calls, {}, 0), Equals("a vote names a country or a roll call that is not there"));
    calls.votes = {{1, 0, Choice::yes}};
    CHECK_THROWS_WITH(fit_ideal_points(calls, {}, 2), Equals("the positive country is not there"));
    CHECK_THROWS_WITH(fit_ideal_points(calls, {}, 0, VectorXd::Zero(3)), Equals("the first points are not one for each country"));
    IdealPointPriors priors;
    priors.point_centre = VectorXd::Zero(3);
    CHECK_THROWS_WITH(fit_ideal_points(calls, priors, 0), Equals("the prior centres are not one for each country"));
}
