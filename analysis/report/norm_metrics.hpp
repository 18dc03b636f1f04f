#pragma once
// Metrics that belong to a sub-norm, found by their names.

#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// A metric of a sub-norm with words for a chart, and its arena (empty where none is named as the sub-norm begins: HR for HR1).
struct NormMetric {
    std::string metric;
    std::string title;
    Arena arena;
};

/// Metrics that follow the status quo of a sub-norm, `status_quo_HR1`, in the order of the manifest.
std::vector<NormMetric> norm_metrics(const std::vector<RunResults>& results);

/// Metrics that follow how far a reading of a sub-norm has come in its life cycle, `status_negative_HR1`, in the order of the manifest.
std::vector<NormMetric> stage_metrics(const std::vector<RunResults>& results);

/// Metrics with a fan in some folder, in the order of the first manifest; those without a description come last.
std::vector<Metric> fan_metrics(const std::vector<RunResults>& results);

/// The fans of a metric [scenario]; empty where a folder has none.
std::vector<Fan> fans_of(const std::vector<RunResults>& results, const std::string& metric);

}  // namespace comity::analysis
