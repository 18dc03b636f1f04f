#include "analysis/report/paired_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <unordered_map>

#include "analysis/report/html.hpp"

namespace comity::analysis {
namespace {

double mean_of(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

// Squared deviations from the mean, so that a constant column has exactly no spread.
double variance_of(const std::vector<double>& values, double mean)
{
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size() - 1);
}

double quantile_of(const std::vector<double>& sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

// Where many pairs do not differ: `the same in 52 %, higher in 47 % and lower in under 1 % of paired runs`.
std::string same_in_many(double up, double down)
{
    std::vector<std::string> parts{"the same in " + percent(1 - up - down)};
    if (up > 0) parts.push_back("higher in " + percent(up));
    if (down > 0) parts.push_back("lower in " + percent(down));
    return joined(parts) + " of paired runs";
}

}  // namespace

OutcomeSummary summarise(const std::vector<double>& values)
{
    std::vector<double> sorted;
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double value) { return std::isfinite(value); });
    OutcomeSummary summary;
    summary.runs = sorted.size();
    summary.without_value = values.size() - sorted.size();
    if (sorted.empty()) return summary;
    summary.mean = mean_of(sorted);
    if (sorted.size() > 1) summary.sd = std::sqrt(variance_of(sorted, summary.mean));
    std::sort(sorted.begin(), sorted.end());
    summary.low = quantile_of(sorted, 0.05);
    summary.high = quantile_of(sorted, 0.95);
    return summary;
}

std::vector<std::size_t> partner_rows(const std::vector<std::int64_t>& first_replicates, const std::vector<std::int64_t>& other_replicates)
{
    std::unordered_map<std::int64_t, std::size_t> row_of;
    for (std::size_t n = 0; n < other_replicates.size(); ++n) row_of.emplace(other_replicates[n], n);
    std::vector<std::size_t> partners;
    for (const std::int64_t replicate : first_replicates) {
        const auto found = row_of.find(replicate);
        partners.push_back(found == row_of.end() ? no_row : found->second);
    }
    return partners;
}

std::vector<Pair> pairs_of(const std::vector<double>& first, const std::vector<double>& other, const std::vector<std::size_t>& partners)
{
    std::vector<Pair> pairs;
    for (std::size_t n = 0; n < first.size(); ++n)
        if (partners[n] != no_row && std::isfinite(first[n]) && std::isfinite(other[partners[n]])) pairs.push_back({first[n], other[partners[n]]});
    return pairs;
}

PairedDifference paired_difference(const std::vector<Pair>& pairs)
{
    PairedDifference result;
    result.pairs = pairs.size();
    if (pairs.empty()) return result;

    std::vector<double> first, other, difference;
    std::size_t higher = 0, lower = 0;
    for (const Pair& pair : pairs) {
        first.push_back(pair.first);
        other.push_back(pair.other);
        difference.push_back(pair.other - pair.first);
        higher += pair.other > pair.first;
        lower += pair.other < pair.first;
    }
    const auto n = static_cast<double>(pairs.size());
    result.mean = mean_of(difference);
    result.share_higher = static_cast<double>(higher) / n;
    result.share_lower = static_cast<double>(lower) / n;
    if (pairs.size() < 2) return result;

    const boost::math::students_t student(n - 1);
    const double half = boost::math::quantile(student, 0.975) * std::sqrt(variance_of(difference, result.mean) / n);
    result.low = result.mean - half;
    result.high = result.mean + half;
    const double spread = std::sqrt((variance_of(first, mean_of(first)) + variance_of(other, mean_of(other))) / 2);
    if (spread > 0) result.standardised = result.mean / spread;
    else result.standardised = result.mean == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), result.mean);
    return result;
}

std::string in_words(const PairedDifference& difference)
{
    constexpr double clear = 0.9;   // nine pairs of ten point the same way
    constexpr double rather = 0.6;  // three of five
    constexpr double tied = 0.2;    // so many without a difference that it is news
    if (difference.pairs == 0) return "no run in common";
    const double up = difference.share_higher;
    const double down = difference.share_lower;
    if (difference.pairs == 1) return fmt::format("{} in the one pair of runs", up > 0 ? "higher" : down > 0 ? "lower" : "the same");
    if (up == 0 && down == 0) return "the same in every paired run";
    if (up >= clear && difference.mean > 0) return fmt::format("higher in {} of paired runs", percent(up));
    if (down >= clear && difference.mean < 0) return fmt::format("lower in {} of paired runs", percent(down));
    if (up >= rather && difference.mean > 0) return fmt::format("rather higher: in {} of paired runs", percent(up));
    if (down >= rather && difference.mean < 0) return fmt::format("rather lower: in {} of paired runs", percent(down));
    if (1 - up - down >= tied) return same_in_many(up, down);
    return fmt::format("no clear direction: higher in {}, lower in {} of paired runs", percent(up), percent(down));
}

}  // namespace comity::analysis
