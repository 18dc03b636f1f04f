#include "analysis/calibrate/abc/abc_posterior.hpp"

#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "analysis/calibrate/abc/regression_adjustment.hpp"
#include "analysis/calibrate/abc/weighted_sample.hpp"
#include "sim/draws.hpp"

namespace comity::analysis {
namespace {

/// What draws are for; beside those of abc_smc.cpp.
enum class Purpose : std::uint8_t { resample = 2 };

constexpr double variance_of_uniform = 1.0 / 12;

/// Correlation of two quantities; NaN where one does not vary or is undefined somewhere.
double correlation(const Eigen::VectorXd& a, const Eigen::VectorXd& b, const Eigen::VectorXd& weights)
{
    Eigen::MatrixXd both(a.size(), 2);
    both << a, b;
    const Eigen::MatrixXd covariance = weighted_covariance(both, weights);
    return covariance(0, 1) / std::sqrt(covariance(0, 0) * covariance(1, 1));
}

/// Where a diagnostic has no value the note says so, instead of a NaN.
void add(std::vector<Diagnostic>& all, const std::string& quantity, const std::string& subject, double value, const std::string& note = "")
{
    if (std::isfinite(value)) all.push_back({quantity, subject, value, note});
}

void add_generations(std::vector<Diagnostic>& all, const AbcState& state)
{
    for (const GenerationRecord& each : state.history) {
        const std::string subject = fmt::format("generation {}", each.generation);
        add(all, "tolerance", subject, each.tolerance);
        add(all, "acceptance", subject, each.acceptance);
        add(all, "ess", subject, each.effective);
        add(all, "attempts", subject, static_cast<double>(each.attempts));
        add(all, "failed", subject, static_cast<double>(each.failed));
    }
}

void add_parameters(std::vector<Diagnostic>& all, const AbcProblem& problem, const AdjustedSample& sample)
{
    const Eigen::MatrixXd covariance = weighted_covariance(sample.places, sample.weights);
    const auto path = [&](Eigen::Index d) { return problem.parameters[static_cast<std::size_t>(d)].path; };
    for (Eigen::Index d = 0; d < covariance.rows(); ++d) add(all, "contraction", path(d), 1 - covariance(d, d) / variance_of_uniform);
    for (Eigen::Index d = 0; d < covariance.rows(); ++d)
        for (Eigen::Index e = d + 1; e < covariance.rows(); ++e)
            add(all, "correlation", path(d) + " x " + path(e), covariance(d, e) / std::sqrt(covariance(d, d) * covariance(e, e)));
}

void add_targets(std::vector<Diagnostic>& all, const AbcProblem& problem, const AbcState& state)
{
    for (std::size_t k = 0; k < problem.targets.size(); ++k) {
        const auto column = static_cast<Eigen::Index>(k);
        const std::string& target = problem.targets[k].name;
        add(all, "scale", target, state.scale(column), state.scale(column) > 0 ? "" : "not used: neither an error nor a scatter");
        for (std::size_t d = 0; d < problem.parameters.size(); ++d) {
            const auto of = [&](const Population& p) { return correlation(p.statistics.col(column), p.places.col(static_cast<Eigen::Index>(d)), p.weights); };
            const std::string subject = target + " x " + problem.parameters[d].path;
            add(all, "response", subject, of(*state.first));
            add(all, "correlation", subject, of(*state.last));
        }
    }
}

}  // namespace

AbcPosterior posterior_of(const AbcProblem& problem, const AbcPlan& plan, const AbcState& state, Adjustment adjustment)
{
    const AdjustedSample sample = adjustment == Adjustment::regression ? adjusted(problem, state) : as_accepted(state);
    const double u = sim::Draws(plan.seed, 0, 0).uniform(Purpose::resample, sim::agent_code(problem.name));
    const std::vector<int> members = resampled(sample.weights, plan.particles, u);

    AbcPosterior result;
    Posterior& posterior = result.posterior;
    posterior.block = problem.name;
    posterior.method = "ABC-SMC (Toni et al. 2009; Beaumont et al. 2009)";
    if (adjustment == Adjustment::regression && sample.note.empty()) posterior.method += " with regression adjustment (Beaumont, Zhang & Balding 2002)";
    posterior.parameters = problem.parameters;
    posterior.draws.resize(plan.particles, sample.places.cols());
    for (std::size_t n = 0; n < members.size(); ++n) {
        posterior.draws.row(static_cast<Eigen::Index>(n)) = values_at(problem.parameters, sample.places.row(members[n]).transpose()).transpose();
        result.rows.push_back(state.last->rows[static_cast<std::size_t>(members[n])]);
    }
    add_generations(posterior.diagnostics, state);
    add(posterior.diagnostics, "generations", "", static_cast<double>(state.history.size()), state.stopped);
    add(posterior.diagnostics, "ess", "", effective_size(sample.weights), sample.note);
    add_parameters(posterior.diagnostics, problem, sample);
    add_targets(posterior.diagnostics, problem, state);
    if (problem.rows > 1) add(posterior.diagnostics, "rows", "", static_cast<double>(std::set<int>(result.rows.begin(), result.rows.end()).size()), "draws of earlier blocks that are left");
    return result;
}

}  // namespace comity::analysis
