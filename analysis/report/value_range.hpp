#pragma once
// The values that a chart of a metric over time has room for.

#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

struct ValueRange {
    double from = 0;
    double to = 1;
    std::string note;  ///< in words, where every round and scenario shows one value; else empty
};

/// From the lowest 5 % to the highest 95 % quantile with a little room, within the bounds of the metric. Where that is one value,
/// the bounds of the metric; without them, from 0 to the value, or to 1.
///
/// Shape:  fans [scenario]
ValueRange value_range(const Metric& metric, const std::vector<Fan>& fans);

}  // namespace comity::analysis
