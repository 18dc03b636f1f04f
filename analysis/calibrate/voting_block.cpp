#include "analysis/calibrate/voting_block.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "agents/rules/cast_votes.hpp"
#include "analysis/calibrate/block_report.hpp"
#include "analysis/calibrate/coordinates.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr sim::Range style_range{0.3, 3}, spread_range{0.05, 2};

/// A parameter of the block, and where it goes.
struct Free {
    FreeParameter of;
    double VotingBlockParams::*to;
    bool of_model = true;
};

/// The range that rule 4.6 gives a parameter.
sim::Range range_of(const std::string& name)
{
    sim::Range found;
    const agents::VotingParams rule;
    agents::VotingParams::describe(rule, [&](std::string_view each, const auto&, sim::Range range, auto&&...) {
        if (each == name) found = range;
    });
    return found;
}

std::vector<Free> free_parameters(const VotingData& data)
{
    using Params = VotingBlockParams;
    std::vector<Free> free;
    const auto add = [&](const char* name, double Params::*to) { free.push_back({{std::string("voting.") + name, range_of(name)}, to}); };
    add("slope", &Params::slope);
    add("half_band", &Params::half_band);
    add("leverage", &Params::leverage);
    add("bandwagon", &Params::bandwagon);
    add("bloc_copying", &Params::bloc_copying);
    if (data.china >= 0) free.push_back({{"style.CHN", style_range}, &Params::style_china});
    if (data.russia >= 0) free.push_back({{"style.RUS", style_range}, &Params::style_russia});
    free.push_back({{"band_spread", spread_range}, &Params::band_spread, false});
    return free;
}

VotingBlockParams params_of(const std::vector<Free>& free, const VectorXd& values)
{
    VotingBlockParams params;
    for (std::size_t k = 0; k < free.size(); ++k) params.*free[k].to = values[static_cast<Index>(k)];
    return params;
}

/// The defaults of rule 4.6, from which the search starts.
VectorXd defaults(const std::vector<Free>& free)
{
    const VotingBlockParams params;
    VectorXd values(static_cast<Index>(free.size()));
    for (std::size_t k = 0; k < free.size(); ++k) values[static_cast<Index>(k)] = params.*free[k].to;
    return values;
}

/// The best modes of each text, begun with the slope at 0, and well on either side.
std::vector<Eigen::Matrix3d> first_guesses(const VotingData& data, const VotingBlockParams& params, int threads)
{
    std::vector<Eigen::Matrix3d> guesses(data.texts.size());
    sim::for_each_index(static_cast<std::int64_t>(guesses.size()), threads, [&](std::int64_t k) {
        const auto at = static_cast<std::size_t>(k);
        double best = -std::numeric_limits<double>::infinity();
        for (const double slope : {0.0, -1.0, 1.0}) {
            Eigen::Matrix3d place = Eigen::Matrix3d::Zero();
            place.row(0).setConstant(slope);
            const double found = text_log_likelihood(data.texts[at], data, params, place);
            if (found <= best) continue;
            best = found;
            guesses[at] = place;
        }
    });
    return guesses;
}

}  // namespace

Posterior voting_block(const VotingData& data, const SirOptions& options)
{
    if (data.texts.empty()) throw std::invalid_argument("the block of voting needs texts that were voted on");
    const std::vector<Free> free = free_parameters(data);
    std::vector<sim::Range> ranges;
    for (const Free& each : free) ranges.push_back(each.of.prior);

    // Each text's search begins at a place of its own, whatever was asked before: the same parameters have the same bits.
    std::vector<Eigen::Matrix3d> guesses = first_guesses(data, params_of(free, defaults(free)), options.threads);
    const auto each_text = [&](const VotingBlockParams& params, std::vector<Eigen::Matrix3d>& starts, int threads) {
        std::vector<double> each(data.texts.size());
        sim::for_each_index(static_cast<std::int64_t>(each.size()), threads, [&](std::int64_t k) {
            const auto at = static_cast<std::size_t>(k);
            each[at] = text_log_likelihood(data.texts[at], data, params, starts[at]);
        });
        return each;
    };

    ClusteredProblem problem;
    problem.start = to_coordinates(ranges, defaults(free));
    problem.log_likelihoods = [&](const VectorXd& at, int threads) {
        std::vector<Eigen::Matrix3d> starts = guesses;
        const std::vector<double> each = each_text(params_of(free, from_coordinates(ranges, at)), starts, threads);
        VectorXd sums = VectorXd::Zero(data.num_clusters);
        for (std::size_t k = 0; k < each.size(); ++k) sums[data.texts[k].cluster] += each[k];
        return sums;
    };
    problem.log_prior = log_flat;
    // From far away a search may end in one of two modes by a hair; from the mode of all parameters it follows one.
    problem.start = posterior_mode(problem, options.threads);
    guesses = first_guesses(data, params_of(free, from_coordinates(ranges, problem.start)), options.threads);
    const SirResult fit = laplace_sir(problem, options);

    Posterior found{"voting",
                    "likelihood of recorded votes, cut, slope and half-band of each text integrated out by Laplace's approximation (Tierney & Kadane 1986); mode by BOBYQA, Laplace, "
                    "curvature adjusted for titles that return (Ribatet, Cooley & Davison 2012), importance resampling (Rubin 1987)",
                    {}, {}, fit_diagnostics(fit)};
    MatrixXd draws(fit.draws.rows(), fit.draws.cols());
    for (Index d = 0; d < draws.rows(); ++d) draws.row(d) = from_coordinates(ranges, fit.draws.row(d).transpose()).transpose();
    for (std::size_t k = 0; k < free.size(); ++k) {
        const VectorXd of = draws.col(static_cast<Index>(k));
        if (!free[k].of_model) {
            found.diagnostics.push_back(summary("mean", free[k].of.path, of));
            continue;
        }
        found.parameters.push_back(free[k].of);
        found.diagnostics.push_back(contraction(free[k].of.path, of, flat_variance(free[k].of.prior)));
        found.draws.conservativeResize(draws.rows(), static_cast<Index>(found.parameters.size()));
        found.draws.rightCols(1) = of;
    }
    return found;
}

}  // namespace comity::analysis
