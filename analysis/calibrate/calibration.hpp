#pragma once
// The calibration: block after block, each from the draws of those before it.

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/calibrate/abc/abc_posterior.hpp"
#include "analysis/calibrate/posterior.hpp"
#include "analysis/targets/recorded_targets.hpp"
#include "analysis/targets/target_plays.hpp"

namespace comity::analysis {

/// Draws of all parameters that are fitted so far, jointly.
///
/// Shape:  values [draw, parameter]
struct JointDraws {
    std::vector<FreeParameter> parameters;
    Eigen::MatrixXd values;

    std::vector<std::string> paths() const;
    int rows() const { return parameters.empty() ? 1 : static_cast<int>(values.rows()); }
};

/// Adds a block whose draws do not depend on those before: draw n of the one goes with draw n of the other, and after the last the first again.
void join(JointDraws& joint, const Posterior& block);
/// A block without the parameters that no scenario sets, such as a country's style: what runs can take from it. Its diagnostics stay whole.
Posterior settable(const Posterior& block, const scenarios::Scenario& scenario);

/// Adds a block of which each draw belongs to a draw before it.
void join(JointDraws& joint, const AbcPosterior& block);

/// A target with what was recorded of it.
struct RecordedTarget {
    Target target;
    RecordedValue recorded;
};
/// All targets that are over by the end of a year and known to the record.
std::vector<RecordedTarget> recorded_targets(const TargetRecord& record, int until);

/// Fits a block of simulations.
struct BlockRun {
    std::function<void(const AbcState&)> keep;
    std::function<void(const GenerationRecord&, int accepted)> progress;
    const std::atomic<bool>& stop;
};

/// The question that a block asks of runs of a scenario. `plays` varies the parameters of `joint`, then those of the block; what is given must
/// outlive the result.
///
/// Errors: throws std::invalid_argument where the record knows none of the block's targets
AbcProblem problem_of(const std::string& block, const std::vector<FreeParameter>& parameters, const JointDraws& joint, const TargetPlays& plays,
                      const std::vector<RecordedTarget>& targets);

/// What simulations say of targets: quantiles over draws.
///
/// Shape:  values [draw, target], NaN where a run does not tell one or broke off
struct Predictive {
    Eigen::MatrixXd values;
};

/// Plays one run a row of parameters.
///
/// Shape:  values [row, parameter], in the order of plays.paths(); draw n is replicate first_replicate + n
Predictive predict(const TargetPlays& plays, const std::vector<RecordedTarget>& targets, const Eigen::MatrixXd& values, std::uint32_t first_replicate, int threads);

/// Parameters drawn from their priors, [draw, parameter].
///
/// Draws:  one uniform a draw and parameter, keyed by the seed
Eigen::MatrixXd prior_draws(const std::vector<FreeParameter>& parameters, int draws, std::uint64_t seed);

}  // namespace comity::analysis
