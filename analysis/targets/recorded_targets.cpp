#include "analysis/targets/recorded_targets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/hindcast/scores.hpp"

namespace comity::analysis {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t bootstrap_seed = 1;

/// S.d. of sum(part)/sum(whole) over resamplings of the rows.
double resampled_error(const Eigen::ArrayX2d& rows, int samples)
{
    if (rows.rows() < 2) return unknown;
    const Eigen::ArrayX2d sums = resampled(samples, static_cast<int>(rows.rows()), bootstrap_seed) * rows.matrix();
    const Eigen::ArrayXd ratios = sums.col(0) / sums.col(1);
    return std::sqrt((ratios - ratios.mean()).square().sum() / static_cast<double>(samples - 1));
}

/// Noise of one point of a series by year, from its second differences; NaN with fewer than three years in a row.
double roughness(const std::vector<std::pair<int, double>>& series)
{
    double sum = 0;
    int differences = 0;
    for (std::size_t k = 2; k < series.size(); ++k) {
        if (series[k].first - series[k - 2].first != 2) continue;
        const double second = series[k].second - 2 * series[k - 1].second + series[k - 2].second;
        sum += second * second;
        ++differences;
    }
    return differences == 0 ? unknown : std::sqrt(sum / differences / 6);
}

}  // namespace

void TargetRecord::add(TargetSource source, int year, const Sums& sums)
{
    kept_[static_cast<std::size_t>(source)].entries.push_back({year, sums});
}

void TargetRecord::cover(TargetSource source, Years years)
{
    kept_[static_cast<std::size_t>(source)].years = years;
}

TargetRecord TargetRecord::until(int year) const
{
    TargetRecord known = *this;
    for (Kept& kept : known.kept_) {
        std::erase_if(kept.entries, [&](const Entry& each) { return each.year > year; });
        kept.years.last = std::min(kept.years.last, year);
    }
    return known;
}

const TargetRecord::Kept* TargetRecord::telling(const Target& target) const
{
    if (target.measure->source == TargetSource::none) return nullptr;
    const Kept& kept = kept_[static_cast<std::size_t>(target.measure->source)];
    return kept.years.contain(target.years.first) && kept.years.contain(target.years.last) ? &kept : nullptr;
}

double TargetRecord::value(const Target& target) const
{
    const Kept* kept = telling(target);
    if (!kept) return unknown;
    YearSums sums(kept->years, Sums::Zero());
    for (const Entry& each : kept->entries)
        if (target.years.contain(each.year)) sums.of(each.year) += each.sums;
    return value_of(target, sums);
}

RecordedValue TargetRecord::of(const Target& target, int samples) const
{
    const Kept* kept = telling(target);
    if (!kept) return {unknown, unknown, 0};
    const Measure& measure = *target.measure;
    RecordedValue found{value(target), unknown, 0};
    if (measure.kind == TargetKind::count || measure.kind == TargetKind::stock) {
        found.texts = static_cast<int>(std::count_if(kept->entries.begin(), kept->entries.end(), [&](const Entry& each) { return target.years.contain(each.year); }));
        found.std_error = std::sqrt(found.value + 0.5);
        return found;
    }
    std::vector<std::array<double, 2>> told;
    std::vector<std::pair<int, double>> series;
    for (const Entry& each : kept->entries) {
        const double part = at(each.sums, measure.part), whole = at(each.sums, measure.whole);
        if (!(whole > 0)) continue;
        series.emplace_back(each.year, part / whole);
        if (target.years.contain(each.year)) told.push_back({part, whole});
    }
    found.texts = static_cast<int>(told.size());
    if (measure.kind == TargetKind::level) {
        found.std_error = roughness(series) / std::sqrt(static_cast<double>(told.size()));
        return found;
    }
    Eigen::ArrayX2d rows(static_cast<Eigen::Index>(told.size()), 2);
    for (std::size_t k = 0; k < told.size(); ++k) rows.row(static_cast<Eigen::Index>(k)) << told[k][0], told[k][1];
    found.std_error = resampled_error(rows, samples);
    return found;
}

}  // namespace comity::analysis
