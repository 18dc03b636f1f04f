#include "analysis/report/outcome_comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/pairing.hpp"

namespace comity::analysis {
namespace {

std::vector<double> values_of(const Outcomes& outcomes, const std::string& name)
{
    const auto found = std::find(outcomes.names.begin(), outcomes.names.end(), name);
    if (found == outcomes.names.end()) return {};
    const auto& column = outcomes.values[static_cast<std::size_t>(found - outcomes.names.begin())];
    return {column.begin(), column.end()};
}

}  // namespace

Metric describe_metric(const std::vector<RunResults>& results, const std::string& name)
{
    for (const auto& one : results)
        for (const auto& metric : one.manifest.metrics)
            if (metric.name == name) return metric;
    Metric metric;
    metric.name = metric.title = name;
    metric.group = "other";
    return metric;
}

double largest_change(const OutcomeRow& row)
{
    double largest = 0;
    for (const auto& difference : row.differences)
        if (!std::isnan(difference.standardised)) largest = std::max(largest, std::abs(difference.standardised));
    return largest;
}

std::vector<OutcomeRow> compare_outcomes(const std::vector<RunResults>& results)
{
    std::vector<bool> paired;
    for (const auto& one : results) paired.push_back(pairing_of(results.front().manifest, one.manifest).paired());
    std::vector<OutcomeRow> rows;
    const Outcomes& first = results.front().outcomes;
    for (const auto& name : first.names) {
        OutcomeRow row{describe_metric(results, name), {}, {}};
        const auto reference = values_of(first, name);
        for (std::size_t s = 0; s < results.size(); ++s) {
            const Outcomes& other = results[s].outcomes;
            const auto values = values_of(other, name);
            row.summaries.push_back(summarise(values));
            if (s > 0 && (values.empty() || !paired[s])) row.differences.emplace_back();
            else if (s > 0) row.differences.push_back(paired_difference(pair_by_replicate(first.replicate, reference, other.replicate, values)));
        }
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const OutcomeRow& a, const OutcomeRow& b) { return largest_change(a) > largest_change(b); });
    return rows;
}

}  // namespace comity::analysis
