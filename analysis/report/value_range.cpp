#include "analysis/report/value_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/html.hpp"

namespace comity::analysis {
namespace {

struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void widen(const std::vector<double>& values)
    {
        for (const double value : values)
            if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    }
};

ValueRange around(const Metric& metric, double value)
{
    if (std::isfinite(metric.low) && std::isfinite(metric.high)) return {metric.low, metric.high, ""};
    return value == 0 ? ValueRange{} : ValueRange{std::min(0.0, value), std::max(0.0, value), ""};
}

// Runs beyond nine of ten may differ, unless the mean lies with them at a bound of the metric.
std::string same_everywhere(const Metric& metric, const std::vector<Fan>& fans, double value)
{
    Extent means;
    for (const auto& fan : fans) means.widen(fan.mean);
    const bool all = means.low == value && means.high == value && (value == metric.low || value == metric.high);
    return fmt::format("{} in {}.", tick_text(value), all ? "all runs and rounds" : "at least nine of ten runs, in every round");
}

}  // namespace

ValueRange value_range(const Metric& metric, const std::vector<Fan>& fans)
{
    Extent shown;
    for (const auto& fan : fans) shown.widen(fan.q05), shown.widen(fan.q95);
    if (!(shown.low <= shown.high)) return {};
    if (shown.low == shown.high) {
        ValueRange range = around(metric, shown.low);
        range.note = same_everywhere(metric, fans, shown.low);
        return range;
    }
    const double room = std::max((shown.high - shown.low) * 0.06, std::abs(shown.high) * 0.005);
    double from = shown.low - room, to = shown.high + room;
    if (std::isfinite(metric.low)) from = std::max(from, metric.low);
    if (std::isfinite(metric.high)) to = std::min(to, metric.high);
    return from < to ? ValueRange{from, to, ""} : ValueRange{shown.low - room, shown.high + room, ""};
}

}  // namespace comity::analysis
