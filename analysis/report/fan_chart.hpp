#pragma once
// How a metric moves over time, and how far runs lie apart, as a still picture.

#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"
#include "analysis/report/value_range.hpp"

namespace comity::analysis {

/// One scenario's bands in a fan chart, with its times.
struct FanSeries {
    std::string scenario;
    std::vector<double> years;  ///< decimal years, one a round
    Fan fan;
};

/// Median line, 50 % and 90 % bands over time, one colour and dash a scenario, on one scale of values. A metric that is recorded in one
/// round alone is a dot with two bars a scenario, side by side.
std::string fan_chart(const Metric& metric, const std::vector<FanSeries>& series, const ValueRange& range);

}  // namespace comity::analysis
