#include "analysis/calibrate/positions_block.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <Eigen/LU>

#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr int windows = 8, window_rounds = 12;

/// In the order of the block's draws.
VectorXd values_of(const PositionParams& params)
{
    VectorXd values(8);
    values << params.rate, params.susceptibility, params.threat_pull, params.regime_pull, params.noise, params.weight[0], params.weight[1], params.weight[2];
    return values;
}

/// Parameters drawn from the block's priors.
PositionParams drawn_params(TestChance& chance)
{
    PositionParams params{0.1 * chance.uniform(), 0.95 + 0.05 * chance.uniform(), 0.05 * chance.uniform(), 4 * chance.uniform(), 0.2 * chance.uniform(), 0.05 + 3.95 * chance.uniform(), {}};
    double sum = 0;
    for (double& weight : params.weight) sum += weight = -std::log(chance.uniform());
    for (double& weight : params.weight) weight /= sum;
    return params;
}

/// Countries whose partners, regimes and threat wander, and whose positions follow rule 4.3 as MODEL.md writes it, anchors and all.
PositionData simulated(const PositionParams& params, int countries, TestChance& chance)
{
    const int rounds = windows * window_rounds;
    PositionData data;
    data.exposure.resize(countries, rounds);
    data.threat.resize(countries, rounds);
    data.num_clusters = countries;
    for (int i = 0; i < countries; ++i) {
        data.cluster.push_back(i);
        double regime = chance.uniform(), threat = 0.3;
        const int change = static_cast<int>(chance.uniform() * rounds);
        for (int t = 0; t < rounds; ++t) {
            if (t == change) regime = chance.uniform();
            threat = std::clamp(threat + 0.06 * chance.normal(), 0.0, 1.0);
            data.exposure(i, t) = regime;
            data.threat(i, t) = threat;
        }
        for (const double load : {1.0, 0.0}) {
            PositionTrack track;
            track.country = i;
            track.load = load;
            track.position.resize(windows);
            track.std_error = VectorXd::Constant(windows, 0.1);
            track.partners.resize(windows, num_layers);
            track.total = {1, 1, 1, 0.5};
            for (int k = 0; k < windows; ++k) {
                track.round.push_back(k * window_rounds + window_rounds / 2);
                for (Index l = 0; l < num_layers; ++l) track.partners(k, l) = (k == 0 ? 0 : track.partners(k - 1, l)) + 0.5 * track.total[static_cast<std::size_t>(l)] * chance.normal();
            }
            double total = 0;
            for (std::size_t l = 0; l < num_layers; ++l) total += params.weight[l] * track.total[l];
            const auto mean_of_partners = [&](int t) {
                const int k = std::min((t - track.round[0]) / window_rounds, windows - 2);
                const double share = static_cast<double>(t - track.round[static_cast<std::size_t>(k)]) / window_rounds;
                double mean = 0;
                for (std::size_t l = 0; l < num_layers; ++l)
                    mean += params.weight[l] * ((1 - share) * track.partners(k, static_cast<Index>(l)) + share * track.partners(k + 1, static_cast<Index>(l)));
                return mean / total;
            };
            const int start = track.round.front();
            const double s = params.susceptibility, eta = params.rate, x0 = chance.normal();
            const double anchor = (x0 - s * ((1 - eta) * x0 + eta * mean_of_partners(start))) / (1 - s);
            double x = x0;
            std::size_t next = 0;
            for (int t = start;; ++t) {
                if (t == track.round[next]) {
                    track.position[static_cast<Index>(next)] = x + params.error_factor * 0.1 * chance.normal();
                    if (++next == track.round.size()) break;
                }
                const double b = anchor - load * params.regime_pull * (data.exposure(i, t + 1) - data.exposure(i, start));
                x = s * ((1 - eta) * x + eta * mean_of_partners(t)) + (1 - s) * b - load * params.threat_pull * data.exposure(i, t + 1) * (data.threat(i, t + 1) - data.threat(i, start)) +
                    params.noise * chance.normal();
            }
            data.tracks.push_back(std::move(track));
        }
    }
    return data;
}

double value(const Posterior& posterior, const std::string& quantity, const std::string& subject)
{
    for (const Diagnostic& each : posterior.diagnostics)
        if (each.quantity == quantity && each.subject == subject) return each.value;
    throw std::runtime_error("no such diagnostic: " + quantity + " of " + subject);
}

}  // namespace

TEST_CASE("a track's likelihood is that of normal data with a flat start", "[analysis][calibrate]")
{
    TestChance chance(3);
    const PositionParams params{0.03, 0.97, 0.02, 1.5, 0.07, 1.2, {0.4, 0.3, 0.2, 0.1}};
    const PositionData data = simulated(params, 1, chance);
    const PositionTrack& track = data.tracks[0];
    const std::vector<double> path = forced_path(track, data, params);
    const double kept = params.susceptibility * (1 - params.rate);
    const Index n = windows;
    MatrixXd covariance(n, n);
    VectorXd off(n);
    for (Index k = 0; k < n; ++k) {
        const int at = track.round[static_cast<std::size_t>(k)] - track.round[0];
        off[k] = track.position[k] - path[static_cast<std::size_t>(at)];
        for (Index l = 0; l < n; ++l) {
            const int other = track.round[static_cast<std::size_t>(l)] - track.round[0];
            covariance(k, l) = k == l ? std::pow(params.error_factor * 0.1, 2) : 0;
            for (int t = 1; t <= std::min(at, other); ++t) covariance(k, l) += std::pow(params.noise, 2) * std::pow(kept, at + other - 2 * t);
        }
    }
    const MatrixXd precision = covariance.inverse();
    const VectorXd ones = VectorXd::Ones(n);
    const double information = ones.dot(precision * ones), mean = ones.dot(precision * off) / information;
    const VectorXd left = off.array() - mean;
    const double dense = -0.5 * (std::log(covariance.determinant()) + std::log(information) + left.dot(precision * left));
    CHECK(std::abs(track_log_likelihood(track, data, params) - dense) < 1e-9);
}

TEST_CASE("without noise positions take the path that rule 4.3 forces on them", "[analysis][calibrate]")
{
    TestChance chance(5);
    const PositionParams params{0.05, 0.96, 0.04, 3, 0, 0, {0.4, 0.3, 0.2, 0.1}};
    const PositionData data = simulated(params, 3, chance);
    for (const PositionTrack& track : data.tracks) {
        const std::vector<double> path = forced_path(track, data, params);
        for (int k = 0; k < windows; ++k)
            CHECK(std::abs(track.position[k] - track.position[0] - path[static_cast<std::size_t>(k * window_rounds)]) < 1e-10);
    }
}

TEST_CASE("parameters of rule 4.3 lie within their intervals as often as these say", "[analysis][calibrate]")
{
    constexpr int worlds = 30;
    VectorXd covered = VectorXd::Zero(8), shrunk = VectorXd::Zero(8);
    for (int w = 0; w < worlds; ++w) {
        TestChance chance(1000 + static_cast<std::uint64_t>(w));
        const PositionParams truth = drawn_params(chance);
        const Posterior fit = positions_block(simulated(truth, 80, chance), {.proposals = 600, .draws = 400, .seed = 1, .threads = 2});
        REQUIRE(fit.draws.cols() == 8);
        for (Index k = 0; k < 8; ++k) {
            VectorXd draws = fit.draws.col(k);
            std::sort(draws.begin(), draws.end());
            covered[k] += draws[20] <= values_of(truth)[k] && values_of(truth)[k] <= draws[379];
            shrunk[k] += value(fit, "contraction", fit.parameters[static_cast<std::size_t>(k)].path) / worlds;
        }
    }
    CAPTURE(covered, shrunk);
    // Truth is drawn from the prior, so 27 of 30 are expected in each 90 % interval, whatever data tell; 20 or fewer have a chance of 1e-4.
    CHECK(covered.minCoeff() > 20);
    CHECK(covered.sum() > 0.84 * 8 * worlds);
    CHECK(shrunk[4] > 0.9);  // noise and the two pulls are told by such data
    CHECK(shrunk[2] > 0.5);
    CHECK(shrunk[3] > 0.3);
}

TEST_CASE("where regimes and threat stand still, their pulls stay at the prior", "[analysis][calibrate]")
{
    TestChance chance(17);
    PositionData data = simulated({0.05, 0.97, 0, 0, 0.06, 1, {0.4, 0.3, 0.2, 0.1}}, 60, chance);
    data.exposure.colwise() = data.exposure.col(0).eval();
    data.threat.colwise() = data.threat.col(0).eval();
    const Posterior fit = positions_block(data, {.proposals = 4000, .draws = 2000, .seed = 2, .threads = 2});
    for (const auto& [k, range] : {std::pair{2, 0.05}, std::pair{3, 4.0}}) {
        const VectorXd draws = fit.draws.col(k);
        CAPTURE(k, draws.mean(), range);
        CHECK(std::abs(draws.mean() / range - 0.5) < 0.06);
        CHECK(std::abs((draws.array() - draws.mean()).square().mean() / (range * range / 12) - 1) < 0.2);
    }
    CHECK(value(fit, "contraction", "influence.noise") > 0.9);
}

TEST_CASE("a posterior of positions does not depend on threads, and needs tracks", "[analysis][calibrate]")
{
    TestChance chance(23);
    PositionData data = simulated({0.05, 0.97, 0.02, 2, 0.06, 1, {0.4, 0.3, 0.2, 0.1}}, 20, chance);
    const Posterior one = positions_block(data, {.proposals = 100, .draws = 50, .seed = 2, .threads = 1});
    CHECK(one.draws == positions_block(data, {.proposals = 100, .draws = 50, .seed = 2, .threads = 2}).draws);
    data.tracks[0].position.conservativeResize(1);
    CHECK_THROWS_AS(positions_block(data, {}), std::invalid_argument);
    data.tracks.clear();
    CHECK_THROWS_AS(positions_block(data, {}), std::invalid_argument);
}
