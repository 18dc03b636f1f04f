#include "analysis/calibrate/positions_block.hpp"

#include <cmath>
#include <stdexcept>

#include "analysis/calibrate/block_report.hpp"
#include "analysis/calibrate/coordinates.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// In the order of the coordinates; the weights' three follow.
const std::vector<FreeParameter>& plain_parameters()
{
    static const std::vector<FreeParameter> parameters{{"influence.rate", {0, 0.1}},
                                                       {"influence.susceptibility", {0.95, 1}},
                                                       {"influence.threat_pull", {0, 0.05}},
                                                       {"influence.regime_pull", {0, 4}},
                                                       {"influence.noise", {0, 0.2}},
                                                       {"error_factor", {0.05, 4}}};
    return parameters;
}
constexpr Index num_plain = 6, num_weights = 3;
const std::array<FreeParameter, num_weights> weight_parameters{
    {{"influence.security_weight", {0, 1}}, {"influence.trade_weight", {0, 1}}, {"influence.caucus_weight", {0, 1}}}};

std::vector<sim::Range> plain_ranges()
{
    std::vector<sim::Range> ranges;
    for (const FreeParameter& each : plain_parameters()) ranges.push_back(each.prior);
    return ranges;
}

PositionParams params_at(const VectorXd& at)
{
    const VectorXd plain = from_coordinates(plain_ranges(), at.head(num_plain)), weights = simplex(at.tail(num_weights));
    PositionParams params{plain[0], plain[1], plain[2], plain[3], plain[4], plain[5], {}};
    for (std::size_t k = 0; k < num_layers; ++k) params.weight[k] = weights[static_cast<Index>(k)];
    return params;
}

/// Weight that partners have together: 0 where a country has none.
double total_weight(const PositionTrack& track, const PositionParams& params)
{
    double sum = 0;
    for (std::size_t k = 0; k < num_layers; ++k) sum += params.weight[k] * track.total[k];
    return sum;
}

/// The partners' mean at each observation.
VectorXd partner_means(const PositionTrack& track, const PositionParams& params, double total)
{
    VectorXd means = VectorXd::Zero(track.position.size());
    for (Index k = 0; k < num_layers; ++k) means += params.weight[static_cast<std::size_t>(k)] / total * track.partners.col(k);
    return means;
}

double carried(const PositionParams& params, double total) { return params.susceptibility * (total > 0 ? 1 - params.rate : 1); }

void check(const PositionData& data)
{
    if (data.tracks.empty()) throw std::invalid_argument("the block of positions needs tracks of positions");
    for (const PositionTrack& track : data.tracks)
        if (track.position.size() < 2) throw std::invalid_argument("a track of positions needs at least two observations");
}

MatrixXd model_draws(const MatrixXd& coordinates)
{
    MatrixXd draws(coordinates.rows(), num_plain + num_weights);
    for (Index d = 0; d < coordinates.rows(); ++d) {
        const VectorXd at = coordinates.row(d).transpose();
        draws.row(d) << from_coordinates(plain_ranges(), at.head(num_plain)).transpose(), simplex(at.tail(num_weights)).head(num_weights).transpose();
    }
    return draws;
}

}  // namespace

std::vector<double> forced_path(const PositionTrack& track, const PositionData& data, const PositionParams& params)
{
    const double total = total_weight(track, params), kept = carried(params, total), pull = total > 0 ? params.susceptibility * params.rate : 0;
    const VectorXd means = total > 0 ? partner_means(track, params, total) : VectorXd::Zero(track.position.size());
    const int first = track.round.front(), i = track.country;
    std::vector<double> path{0};
    for (std::size_t k = 1; k < track.round.size(); ++k) {
        const double from = means[static_cast<Index>(k) - 1] - means[0], to = means[static_cast<Index>(k)] - means[0];
        const int before = track.round[k - 1], length = track.round[k] - before;
        for (int t = before + 1; t <= track.round[k]; ++t) {
            const double partners = from + (to - from) * (t - 1 - before) / length;
            const double regime = (1 - params.susceptibility) * params.regime_pull * (data.exposure(i, t) - data.exposure(i, first));
            const double threat = params.threat_pull * data.exposure(i, t) * (data.threat(i, t) - data.threat(i, first));
            path.push_back(kept * path.back() + pull * partners - track.load * (regime + threat));
        }
    }
    return path;
}

double track_log_likelihood(const PositionTrack& track, const PositionData& data, const PositionParams& params)
{
    const std::vector<double> path = forced_path(track, data, params);
    const double kept = carried(params, total_weight(track, params)), shock = params.noise * params.noise;
    double variance = 0, state = 0, state_of_one = 0;  // of d less its path, and of what answers to a column of ones
    double log_scale = 0, squares = 0, products = 0, information = 0;
    for (std::size_t k = 0; k < track.round.size(); ++k) {
        for (int t = k == 0 ? 0 : track.round[k] - track.round[k - 1]; t > 0; --t) {
            state *= kept;
            state_of_one *= kept;
            variance = kept * kept * variance + shock;
        }
        const auto at = static_cast<Index>(k);
        const double error = params.error_factor * track.std_error[at];
        const double spread = variance + error * error, gain = variance / spread;
        const double off = track.position[at] - path[static_cast<std::size_t>(track.round[k] - track.round.front())] - state, one = 1 - state_of_one;
        log_scale += std::log(spread);
        squares += off * off / spread;
        products += off * one / spread;
        information += one * one / spread;
        state += gain * off;
        state_of_one += gain * one;
        variance *= 1 - gain;
    }
    return -0.5 * (log_scale + std::log(information) + squares - products * products / information);
}

Posterior positions_block(const PositionData& data, const SirOptions& options)
{
    check(data);
    ClusteredProblem problem;
    problem.start = VectorXd::Zero(num_plain + num_weights);
    problem.log_likelihoods = [&](const VectorXd& at, int threads) {
        const PositionParams params = params_at(at);
        std::vector<double> each(data.tracks.size());
        sim::for_each_index(static_cast<std::int64_t>(each.size()), threads, [&](std::int64_t k) {
            each[static_cast<std::size_t>(k)] = track_log_likelihood(data.tracks[static_cast<std::size_t>(k)], data, params);
        });
        VectorXd sums = VectorXd::Zero(data.num_clusters);
        for (std::size_t k = 0; k < each.size(); ++k) sums[data.cluster[static_cast<std::size_t>(data.tracks[k].country)]] += each[k];
        return sums;
    };
    problem.log_prior = [](const VectorXd& at) { return log_flat(at.head(num_plain)) + log_flat_simplex(at.tail(num_weights)); };
    const SirResult fit = laplace_sir(problem, options);

    const MatrixXd draws = model_draws(fit.draws);
    Posterior found{"positions",
                    "likelihood of positions in windows by a Kalman filter (de Jong 1991); mode by BOBYQA, Laplace, curvature adjusted for clusters (Ribatet, "
                    "Cooley & Davison 2012), importance resampling (Rubin 1987)",
                    {}, {}, fit_diagnostics(fit)};
    found.draws.resize(draws.rows(), num_plain - 1 + num_weights);
    found.draws << draws.leftCols(num_plain - 1), draws.rightCols(num_weights);
    for (Index k = 0; k < num_plain - 1; ++k) {
        const FreeParameter& of = plain_parameters()[static_cast<std::size_t>(k)];
        found.parameters.push_back(of);
        found.diagnostics.push_back(contraction(of.path, draws.col(k), flat_variance(of.prior)));
    }
    for (Index k = 0; k < num_weights; ++k) {
        const FreeParameter& of = weight_parameters[static_cast<std::size_t>(k)];
        found.parameters.push_back(of);
        found.diagnostics.push_back(contraction(of.path, draws.col(num_plain + k), 3.0 / 80));  // flat on a simplex of four weights
    }
    const Eigen::ArrayXd eta = draws.col(0), s = draws.col(1);
    found.diagnostics.push_back(summary("mean", "error_factor", draws.col(5)));
    found.diagnostics.push_back(summary("mean", "s eta / (1 - s)", (s * eta / (1 - s)).matrix()));
    found.diagnostics.push_back(summary("mean", "s (1 - eta)", (s * (1 - eta)).matrix()));
    const Eigen::ArrayXd ties = draws.rightCols(num_weights).rowwise().sum();
    for (Index k = 0; k < num_weights; ++k)
        found.diagnostics.push_back(summary("mean", weight_parameters[static_cast<std::size_t>(k)].path + " / (1 - th_P)", (draws.col(num_plain + k).array() / ties).matrix()));
    return found;
}

}  // namespace comity::analysis
