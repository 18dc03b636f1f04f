#include "analysis/report/outcome_comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/pairing.hpp"

namespace comity::analysis {
namespace {

// Rows of each folder that have the replicates of the first folder's; none where the two are not paired, and for the first itself.
std::vector<std::vector<std::size_t>> partners_of(const std::vector<RunResults>& results)
{
    std::vector<std::vector<std::size_t>> partners(results.size());
    const auto first = results.size() > 1 ? results.front().outcomes.replicates() : std::vector<std::int64_t>{};
    for (std::size_t s = 1; s < results.size(); ++s)
        if (pairing_of(results.front().manifest, results[s].manifest).paired())
            partners[s] = partner_rows(first, results[s].outcomes.replicates());
    return partners;
}

}  // namespace

bool has_outcome(const Outcomes& outcomes, const std::string& name)
{
    return std::find(outcomes.names.begin(), outcomes.names.end(), name) != outcomes.names.end();
}

std::vector<double> values_of(const Outcomes& outcomes, const std::string& name)
{
    return has_outcome(outcomes, name) ? outcomes.values(name) : std::vector<double>{};
}

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
    const auto partners = partners_of(results);
    std::vector<OutcomeRow> rows;
    for (const auto& name : results.front().outcomes.names) {
        OutcomeRow row{describe_metric(results, name), {}, {}};
        const auto reference = values_of(results.front().outcomes, name);
        row.summaries.push_back(summarise(reference));
        for (std::size_t s = 1; s < results.size(); ++s) {
            const auto values = values_of(results[s].outcomes, name);
            row.summaries.push_back(summarise(values));
            const bool paired = !values.empty() && !partners[s].empty();
            row.differences.push_back(paired ? paired_difference(pairs_of(reference, values, partners[s])) : PairedDifference{});
        }
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const OutcomeRow& a, const OutcomeRow& b) { return largest_change(a) > largest_change(b); });
    return rows;
}

}  // namespace comity::analysis
