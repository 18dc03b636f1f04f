#include "analysis/calibrate/voting_block.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;
using Eigen::Index;
using Eigen::Vector3d;
using Eigen::VectorXd;

namespace {

double logistic(double z) { return 1 / (1 + std::exp(-z)); }

/// Chances of no, abstention and yes.
std::array<double, 3> chances(double z, double band)
{
    const double no = logistic(-z - band), yes = logistic(z - band);
    return {no, 1 - no - yes, yes};
}

std::size_t drawn_vote(const std::array<double, 3>& p, double u) { return u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2; }

VotingBlockParams drawn_params(TestChance& chance)
{
    const auto in = [&](double low, double high) { return low + (high - low) * chance.uniform(); };
    VotingBlockParams params;
    params.slope = in(0.5, 4);
    params.half_band = in(0.2, 3);
    params.leverage = in(0, 3);
    params.bandwagon = in(0, 2);
    params.bloc_copying = in(0, 1);
    params.style_china = in(0.3, 3);
    params.style_russia = in(0.3, 3);
    params.band_spread = in(0.05, 2);
    return params;
}

/// Countries 0 and 1 are China and Russia, the next `bloc` copy one another. Votes are drawn as rule 4.6 says, on texts in clusters of two.
VotingData simulated(const VotingBlockParams& params, int countries, int bloc, int texts, double std_error, TestChance& chance)
{
    VotingData data;
    data.positions.resize(countries, 1);
    data.std_errors = Eigen::MatrixXd::Constant(countries, 1, std_error);
    data.in_bloc.setConstant(countries, 1, false);
    data.bloc_positions = VectorXd::Constant(1, 0.8);
    data.leverage.resize(countries, 2);
    data.weakness.resize(countries);
    data.china = 0;
    data.russia = 1;
    VectorXd truth(countries);
    for (int i = 0; i < countries; ++i) {
        const bool copies = i >= 2 && i < 2 + bloc;
        truth[i] = copies ? 0.8 + 0.3 * chance.normal() : chance.normal();
        data.positions(i, 0) = truth[i] + std_error * chance.normal();
        data.in_bloc(i, 0) = copies;
        data.leverage.row(i) << (copies || i < 2 ? 0 : chance.uniform()), (copies || i < 2 ? 0 : chance.uniform());
        data.weakness[i] = copies || i < 2 ? 0 : chance.uniform();
    }
    data.num_clusters = (texts + 1) / 2;
    for (int k = 0; k < texts; ++k) {
        VotedText text;
        text.cluster = k / 2;
        text.line.resize(2);
        text.winner.resize(2);
        for (Index g = 0; g < 2; ++g) {
            text.line[g] = std::floor(3 * chance.uniform()) - 1;
            text.winner[g] = 2 * chance.uniform() - 1;
        }
        const double slope = 2 * params.slope * step_sd * chance.normal(), shift = 1.5 * chance.normal(), band = params.half_band * std::exp(params.band_spread * chance.normal());
        const std::size_t bloc_vote = drawn_vote(chances(slope * 0.8 + shift, band), chance.uniform());
        for (int i = 0; i < countries; ++i) {
            const double pull = params.leverage * data.leverage.row(i).dot(text.line) + params.bandwagon * data.weakness[i] * text.line.dot(text.winner);
            const double style = i == 0 ? params.style_china : i == 1 ? params.style_russia : 1;
            std::size_t vote = drawn_vote(chances(slope * truth[i] + shift + pull, style * band), chance.uniform());
            if (data.in_bloc(i, 0) && chance.uniform() < params.bloc_copying) vote = bloc_vote;
            text.votes.push_back({i, static_cast<Choice>(vote)});
        }
        data.texts.push_back(std::move(text));
    }
    return data;
}

/// The integrand of a text's likelihood, from its definition.
double integrand(const VotedText& text, const VotingData& data, const VotingBlockParams& params, const Vector3d& at)
{
    const double slope = 2 * params.slope * step_sd * at[0], band = params.half_band * std::exp(at[2]);
    double product = std::exp(-0.5 * at[0] * at[0]) / std::sqrt(2 * std::numbers::pi) * std::exp(-at[1] * at[1] / 50) / (5 * std::sqrt(2 * std::numbers::pi)) *
                     std::exp(-0.5 * std::pow(at[2] / params.band_spread, 2)) / (params.band_spread * std::sqrt(2 * std::numbers::pi));
    const std::array<double, 3> of_bloc = chances(slope * data.bloc_positions[0] + at[1], band);
    std::array<double, 3> members{1, 1, 1};
    bool any = false;
    for (const auto& [i, choice] : text.votes) {
        const double pull = params.leverage * data.leverage.row(i).dot(text.line) + params.bandwagon * data.weakness[i] * text.line.dot(text.winner);
        const double style = i == 0 ? params.style_china : i == 1 ? params.style_russia : 1;
        const double shrink = 1 / std::sqrt(1 + std::pow(slope * data.std_errors(i, 0) / 1.702, 2));
        const auto v = static_cast<std::size_t>(choice);
        const double own = chances(shrink * (slope * data.positions(i, 0) + at[1] + pull), shrink * style * band)[v];
        if (!data.in_bloc(i, 0)) {
            product *= own;
            continue;
        }
        any = true;
        for (std::size_t b = 0; b < 3; ++b) members[b] *= (1 - params.bloc_copying) * own + (b == v ? params.bloc_copying : 0);
    }
    return any ? product * (of_bloc[0] * members[0] + of_bloc[1] * members[1] + of_bloc[2] * members[2]) : product;
}

double contraction(const Posterior& posterior, const std::string& path)
{
    for (const Diagnostic& each : posterior.diagnostics)
        if (each.quantity == "contraction" && each.subject == path) return each.value;
    throw std::runtime_error("no contraction of " + path);
}

}  // namespace

TEST_CASE("a text's likelihood is the integral over its cut, slope and half-band", "[analysis][calibrate]")
{
    TestChance chance(6);
    const VotingBlockParams params{1.5, 1.1, 1, 0.5, 0.6, 1.4, 0.8, 0.5};
    const double std_error = GENERATE(0.0, 0.4);
    const VotingData data = simulated(params, 100, 10, 4, std_error, chance);
    for (const VotedText& text : data.texts) {
        Eigen::Matrix3d modes = Eigen::Matrix3d::Zero();
        const double laplace = text_log_likelihood(text, data, params, modes);
        Vector3d mode = modes.col(0);
        for (Index v = 1; v < 3; ++v)
            if (integrand(text, data, params, modes.col(v)) > integrand(text, data, params, mode)) mode = modes.col(v);
        // sums on a grid around the mode, of which only the middle matters
        double sum = 0;
        const double step_h = 0.06, step_a = 0.16, step_w = 0.08;
        for (int h = -18; h <= 18; ++h)
            for (int a = -18; a <= 18; ++a)
                for (int w = -18; w <= 18; ++w) sum += integrand(text, data, params, mode + Vector3d(h * step_h, a * step_a, w * step_w));
        const double whole = std::log(sum * step_h * step_a * step_w);
        CAPTURE(laplace, whole, mode);
        CHECK(std::abs(laplace - whole) < 0.1);  // Laplace's own error with 100 votes
    }
}

TEST_CASE("a text's likelihood is the same wherever the search for its modes begins", "[analysis][calibrate]")
{
    TestChance chance(31);
    const VotingBlockParams params{3, 1.4, 1, 0.3, 0.6, 1.3, 1.2, 0.8};
    const VotingData data = simulated(params, 60, 14, 12, 0.2, chance);
    for (const VotedText& text : data.texts) {
        Eigen::Matrix3d modes = Eigen::Matrix3d::Zero();
        const double expected = text_log_likelihood(text, data, params, modes);
        for (int begun = 0; begun < 20; ++begun) {
            for (Index v = 0; v < 3; ++v) modes.col(v) << chance.normal(), 4 * chance.normal(), chance.normal();
            CHECK(std::abs(text_log_likelihood(text, data, params, modes) - expected) < 1e-6);
        }
    }
}

TEST_CASE("parameters of rule 4.6 lie within their intervals as often as these say", "[analysis][calibrate]")
{
    constexpr int worlds = 6;
    VectorXd covered = VectorXd::Zero(7), shrunk = VectorXd::Zero(7);
    for (int w = 0; w < worlds; ++w) {
        TestChance chance(2000 + static_cast<std::uint64_t>(w));
        const VotingBlockParams truth = drawn_params(chance);
        const Posterior fit = voting_block(simulated(truth, 40, 8, 60, 0, chance), {.proposals = 200, .draws = 200, .seed = 1, .threads = 2});
        REQUIRE(fit.draws.cols() == 7);
        VectorXd values(7);
        values << truth.slope, truth.half_band, truth.leverage, truth.bandwagon, truth.bloc_copying, truth.style_china, truth.style_russia;
        for (Index k = 0; k < 7; ++k) {
            VectorXd draws = fit.draws.col(k);
            std::sort(draws.begin(), draws.end());
            covered[k] += draws[10] <= values[k] && values[k] <= draws[189];
            shrunk[k] += contraction(fit, fit.parameters[static_cast<std::size_t>(k)].path) / worlds;
        }
    }
    CAPTURE(covered, shrunk);
    // Truth is drawn from the prior: 38 of 42 are expected; 29 or fewer of independent intervals have a chance of 1e-4, 2 or fewer of 6 one of .001.
    CHECK(covered.minCoeff() > 2);
    CHECK(covered.sum() > 29);
    CHECK(shrunk.minCoeff() > 0.3);
    CHECK(shrunk[4] > 0.9);
}

TEST_CASE("without announced lines the pulls of leaders stay at their priors", "[analysis][calibrate]")
{
    TestChance chance(12);
    VotingData data = simulated({1.5, 1.1, 0, 0, 0.6, 1.4, 0.8, 0.5}, 30, 6, 40, 0, chance);
    for (VotedText& text : data.texts) text.line.setZero();
    const Posterior fit = voting_block(data, {.proposals = 700, .draws = 700, .seed = 2, .threads = 2});
    for (const auto& [k, range] : {std::pair{2, 3.0}, std::pair{3, 2.0}}) {
        const VectorXd draws = fit.draws.col(k);
        CAPTURE(k, draws.mean());
        CHECK(std::abs(draws.mean() / range - 0.5) < 0.08);
        CHECK(std::abs((draws.array() - draws.mean()).square().mean() / (range * range / 12) - 1) < 0.25);
        CHECK(std::abs(contraction(fit, fit.parameters[static_cast<std::size_t>(k)].path)) < 0.2);
    }
    CHECK(contraction(fit, "voting.bloc_copying") > 0.8);
}

TEST_CASE("a posterior of voting does not depend on threads, and needs texts", "[analysis][calibrate]")
{
    TestChance chance(21);
    VotingData data = simulated({1.5, 1.1, 1, 0.5, 0.6, 1.4, 0.8, 0.5}, 20, 5, 24, 0.1, chance);
    const Posterior one = voting_block(data, {.proposals = 60, .draws = 40, .seed = 2, .threads = 1});
    CHECK(one.draws == voting_block(data, {.proposals = 60, .draws = 40, .seed = 2, .threads = 2}).draws);
    data.texts.clear();
    CHECK_THROWS_AS(voting_block(data, {}), std::invalid_argument);
}
