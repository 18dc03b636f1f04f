#pragma once
// What the page's script reads: one JSON text, small and safe inside a script element.

#include <string>
#include <vector>

#include "analysis/report/joint_positions.hpp"
#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// A status quo of a sub-norm among the metrics.
struct NormMetric {
    std::string metric;
    std::string title;
};

/// Metrics that follow the status quo of a sub-norm (`status_quo_HR1`), in the order of the manifest.
std::vector<NormMetric> norm_metrics(const std::vector<RunResults>& results);

/// Metrics with a fan in some folder, in the order of the first manifest; those without a description come last.
std::vector<Metric> fan_metrics(const std::vector<RunResults>& results);

/// Scenarios, metrics, fans (to a two-thousandth of the range of each chart) and positions (thousandths) as JSON, with `<` written as `\u003c`.
std::string report_data(const std::vector<RunResults>& results, const JointPositions& positions);

}  // namespace comity::analysis
