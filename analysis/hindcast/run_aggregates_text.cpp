#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "analysis/hindcast/run_aggregates.hpp"

namespace comity::analysis {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::string cell(double value)
{
    if (std::isnan(value)) return "-";
    return std::abs(value) >= 10 || value == std::round(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.3f}", value);
}

std::string foretold(const TargetScore* score)
{
    return score ? fmt::format("{} [{}, {}]", cell(score->median), cell(score->low90), cell(score->high90)) : "-";
}

}  // namespace

std::string run_card_as_text(const TargetScores& scores, const std::vector<CardRow>& card, const HindcastDesign& design, std::int64_t runs)
{
    std::string text = fmt::format("aggregates, {} to {}: {} runs from the end of {}\n", design.test.first, design.test.last, runs, design.train_until);
    text += fmt::format("  {:<40} {:>8} {:>24} {:>24} {:>8} {:>11}\n", "target", "recorded", "comity, 90 %", "last block, 90 %", "CRPS", "of the last");
    for (const Target& target : aggregate_targets(design.test)) {
        const TargetScore* comity = score_of(scores.comity, target);
        const TargetScore* last = score_of(scores.last, target);
        if ((!comity && !last) || stretch_of(target, design.test) == Stretch::year) continue;
        text += fmt::format("  {:<40} {:>8} {:>24} {:>24} {:>8} {:>11}\n", target.name(), cell((comity ? comity : last)->recorded), foretold(comity), foretold(last),
                            cell(comity ? comity->crps : unknown), cell(last ? last->crps : unknown));
    }
    text += fmt::format("\n  {:<12} {:<16} {:<16} {:>8} [95 % interval], n\n", "model", "subset", "score", "value");
    constexpr std::array in_short{"all", "by_period", "by_year", "pairs_of_runs", "CHN_RUS_of_runs"};
    for (const CardRow& row : card)
        if (std::find(in_short.begin(), in_short.end(), row.subset) != in_short.end())
            text += fmt::format("  {:<12} {:<16} {:<16} {:>8} [{}, {}], {}\n", row.model, row.subset, row.metric, cell(row.estimate.value), cell(row.estimate.low), cell(row.estimate.high), row.n);
    return text;
}

}  // namespace comity::analysis
