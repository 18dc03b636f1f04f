#pragma once
// Outcomes of several run folders side by side, largest changes first.

#include <vector>

#include "analysis/report/paired_difference.hpp"
#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// One outcome in all scenarios: summaries [scenario], differences [scenario - 1] of each later scenario from the first, without
/// pairs where the two folders are not paired.
struct OutcomeRow {
    Metric metric;
    std::vector<OutcomeSummary> summaries;
    std::vector<PairedDifference> differences;
};

bool has_outcome(const Outcomes& outcomes, const std::string& name);
/// Values of an outcome, [row]; none where the folder does not have it.
///
/// Errors: what reading a column throws
std::vector<double> values_of(const Outcomes& outcomes, const std::string& name);

/// The description of a metric in the first manifest that has it; a name without a description describes itself.
Metric describe_metric(const std::vector<RunResults>& results, const std::string& name);

/// One row per outcome of the first folder, replicate k paired with replicate k, in order of falling absolute standardised difference.
///
/// With one folder there is nothing to compare, and the order is that of runs.csv.
/// Errors: what reading a column throws
std::vector<OutcomeRow> compare_outcomes(const std::vector<RunResults>& results);

/// Absolute standardised difference, the largest over scenarios; 0 where it cannot be computed.
double largest_change(const OutcomeRow& row);

}  // namespace comity::analysis
