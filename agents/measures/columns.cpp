#include "agents/measures/columns.hpp"

#include <algorithm>

namespace comity::agents {
namespace {

constexpr int rounds_at_end = 4;

struct Extent {
    double sum = 0, low = 0, high = 0;
    int count = 0;
};

/// Over the values that are not NaN.
Extent extent(const double* first, const double* last)
{
    Extent e;
    for (; first != last; ++first) {
        if (std::isnan(*first)) continue;
        e.low = e.count == 0 ? *first : std::min(e.low, *first);
        e.high = e.count == 0 ? *first : std::max(e.high, *first);
        e.sum += *first;
        ++e.count;
    }
    return e;
}

void add(std::vector<Metric>& found, const Metric& of, const char* suffix, const char* words)
{
    Metric m = of;
    m.name += suffix;
    m.title += std::string(", ") + words;
    found.push_back(std::move(m));
}

}  // namespace

std::vector<Metric> summary_metrics(const std::vector<Column>& columns)
{
    std::vector<Metric> found;
    for (const auto& [metric, summaries] : columns) {
        if (has(summaries, Summary::end)) add(found, metric, "_end", "last four rounds");
        if (has(summaries, Summary::mean)) add(found, metric, "_mean", "mean of the run");
        if (has(summaries, Summary::lowest)) add(found, metric, "_min", "lowest of the run");
        if (has(summaries, Summary::highest)) add(found, metric, "_max", "highest of the run");
        if (has(summaries, Summary::total)) {
            add(found, metric, "_total", "sum over the run");
            found.back().high = unbounded;
        }
    }
    return found;
}

void summarise(const std::vector<Column>& columns, const double* values, int rounds, std::ptrdiff_t stride, RowWriter& out)
{
    for (const auto& column : columns) {
        const Summary summaries = column.summaries;
        if (has(summaries, Summary::end)) {
            const Extent e = extent(values + std::max(0, rounds - rounds_at_end), values + rounds);
            out.put(ratio(e.sum, e.count));
        }
        if (static_cast<unsigned>(summaries) > static_cast<unsigned>(Summary::end)) {
            const Extent e = extent(values, values + rounds);
            if (has(summaries, Summary::mean)) out.put(ratio(e.sum, e.count));
            if (has(summaries, Summary::lowest)) out.put(e.count > 0 ? e.low : undefined);
            if (has(summaries, Summary::highest)) out.put(e.count > 0 ? e.high : undefined);
            if (has(summaries, Summary::total)) out.put(e.sum);
        }
        values += stride;
    }
}

}  // namespace comity::agents
