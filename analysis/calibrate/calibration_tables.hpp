#pragma once
// What a calibration leaves behind, as the text of its files.

#include <string>
#include <vector>

#include "analysis/calibrate/calibration.hpp"

namespace comity::analysis {

/// posterior.csv: `draw`, then one column a parameter.
std::string posterior_csv(const JointDraws& joint);
/// draws.csv: one column a parameter, one row a draw, as `comity run --draws` takes it.
std::string draws_csv(const JointDraws& joint);

/// What parameters.yaml says of where it comes from.
struct ParametersNote {
    int until = 0;
    std::vector<std::string> blocks;
    std::string program;  ///< name and version
    std::uint64_t seed = 1;
};
/// parameters.yaml: the median of each parameter, its 90 % interval behind it, as `comity run --parameters` takes it.
std::string parameters_yaml(const JointDraws& joint, const scenarios::Scenario& scenario, const ParametersNote& note);

/// diagnostics.csv: `block,quantity,subject,value,note`.
std::string diagnostics_csv(const std::vector<Posterior>& blocks);

/// targets.csv: `block,target,recorded,std_error`, quantiles of prior and posterior runs, and whether the record lies within the 90 % interval of
/// the latter, ends included (empty where no run tells the target).
std::string targets_csv(const std::vector<RecordedTarget>& targets, const Predictive& prior, const Predictive& posterior);

/// What is seen at the end: a line a parameter, with prior, posterior, contraction, and the targets that it moves most.
std::string summary_text(const std::vector<Posterior>& blocks);

}  // namespace comity::analysis
