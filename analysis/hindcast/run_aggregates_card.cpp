#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "analysis/hindcast/run_aggregates.hpp"
#include "analysis/hindcast/ensemble_scores.hpp"

namespace comity::analysis {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr int samples = 1000;
constexpr double two_sided = 1.96;

CardRow row_of(const char* model, const std::string& subset, const char* metric, Estimate estimate, std::int64_t n)
{
    return {"aggregate", word(Window::frozen), model, subset, metric, estimate, static_cast<long>(n)};
}

bool together(const TargetScore& score, Years test)
{
    return score.target.years.last == test.last && (score.target.measure->kind == TargetKind::stock || score.target.years.first == test.first);
}

/// Mean of one number of each score with its interval over resampled scores; NaN among them are left out.
Estimate mean_over(const std::vector<double>& all, std::uint64_t seed)
{
    std::vector<double> values;
    std::copy_if(all.begin(), all.end(), std::back_inserter(values), [](double each) { return !std::isnan(each); });
    if (values.empty()) return {unknown, unknown, unknown};
    const Eigen::Map<const Eigen::VectorXd> column(values.data(), static_cast<Eigen::Index>(values.size()));
    const Eigen::VectorXd means = resampled(samples, static_cast<int>(values.size()), seed) * column / static_cast<double>(values.size());
    return percentile_estimate(column.mean(), {means.begin(), means.end()});
}

struct Summary {
    std::vector<double> scaled, in50, in90;

    void take(const TargetScore& score)
    {
        scaled.push_back(score.scale > 0 ? score.crps / score.scale : unknown);
        in50.push_back(score.low50 <= score.recorded && score.recorded <= score.high50);
        in90.push_back(score.low90 <= score.recorded && score.recorded <= score.high90);
    }
};

void add_summary(std::vector<CardRow>& card, const char* model, const std::string& subset, const Summary& summary, std::uint64_t seed)
{
    if (summary.in90.empty()) return;
    const auto n = static_cast<std::int64_t>(summary.in90.size());
    card.push_back(row_of(model, subset, "crps_scaled", mean_over(summary.scaled, seed), n));
    card.push_back(row_of(model, subset, "coverage50", mean_over(summary.in50, seed), n));
    card.push_back(row_of(model, subset, "coverage90", mean_over(summary.in90, seed), n));
}

void add_model(std::vector<CardRow>& card, const char* model, const std::vector<TargetScore>& scores, Years test, std::int64_t runs, std::uint64_t seed)
{
    Summary all, by_year;
    std::array<Summary, 6> by_block;
    for (const TargetScore& each : scores) {
        const bool whole = test.first == test.last || together(each, test);
        (whole ? all : by_year).take(each);
        if (whole) by_block[static_cast<std::size_t>(each.target.measure->informs)].take(each);
    }
    add_summary(card, model, "all", all, seed);
    for (std::size_t k = 0; k < by_block.size(); ++k) add_summary(card, model, word(static_cast<Block>(k)), by_block[k], seed);
    add_summary(card, model, "by_year", by_year, seed);
    for (const TargetScore& each : scores) {
        const std::string name = each.target.name();
        const double reach = two_sided * each.std_error;
        card.push_back(row_of(model, name, "recorded", {each.recorded, each.recorded - reach, each.recorded + reach}, runs));
        card.push_back(row_of(model, name, "predicted", {each.median, each.low90, each.high90}, runs));
        card.push_back(row_of(model, name, "crps", {each.crps, unknown, unknown}, runs));
        card.push_back(row_of(model, name, "pit", {each.pit, unknown, unknown}, runs));
    }
}

/// Scores of pairs, each pair in each year by itself.
struct PairScores {
    std::vector<double> error, crps, in50, in90;

    void take(double observed, double median, double score, Interval half, Interval most)
    {
        error.push_back(std::abs(median - observed));
        crps.push_back(score);
        in50.push_back(half.contains(observed));
        in90.push_back(most.contains(observed));
    }
};

void add_pairs(std::vector<CardRow>& card, const char* model, const std::string& subset, const PairScores& scores, std::uint64_t seed)
{
    if (scores.error.empty()) return;
    const auto n = static_cast<std::int64_t>(scores.error.size());
    card.push_back(row_of(model, subset, "mae", mean_over(scores.error, seed), n));
    card.push_back(row_of(model, subset, "crps", mean_over(scores.crps, seed), n));
    card.push_back(row_of(model, subset, "coverage50", mean_over(scores.in50, seed), n));
    card.push_back(row_of(model, subset, "coverage90", mean_over(scores.in90, seed), n));
}

/// The last known year of a pair, with its changes over `lag` years as the spread.
LastBlock last_year(const PairYears& record, int pair, int train_until, int lag)
{
    double squares = 0;
    int changes = 0;
    for (int year = train_until; year - lag >= record.years().first; --year) {
        const double change = record.agreement(pair, year) - record.agreement(pair, year - lag);
        if (std::isnan(change)) continue;
        squares += change * change;
        ++changes;
    }
    return {record.agreement(pair, train_until), changes > 0 ? std::sqrt(squares / changes) : unknown};
}

void add_pair_rows(std::vector<CardRow>& card, const AggregateRuns& runs, const PairYears& record, const HindcastDesign& design, std::uint64_t seed)
{
    PairScores all, bond, last_all, last_bond;
    Eigen::Index column = 0;
    for (int year = design.test.first; year <= design.test.last; ++year)
        for (int pair = 0; pair < record.num_pairs(); ++pair, ++column) {
            const double observed = record.agreement(pair, year);
            if (std::isnan(observed)) continue;
            const bool of_the_two = record.pair_name(pair) == "CHN_RUS";
            const auto take = [&](PairScores& every, PairScores& the_two, auto&&... score) {
                every.take(observed, score...);
                if (of_the_two) the_two.take(observed, score...);
            };
            if (const LastBlock law = last_year(record, pair, design.train_until, year - design.train_until); !std::isnan(law.mean) && law.sd > 0)
                take(last_all, last_bond, law.mean, normal_crps(law.mean, law.sd, observed), normal_interval(law.mean, law.sd, 0.5), normal_interval(law.mean, law.sd, 0.9));
            std::vector<double> members;
            for (Eigen::Index r = 0; r < runs.pairs.rows(); ++r)
                if (const double each = runs.pairs(r, column); !std::isnan(each)) members.push_back(each);
            if (members.size() < 2) continue;
            take(all, bond, median_of(members), fair_crps(members, observed), central_interval(members, 0.5), central_interval(members, 0.9));
        }
    add_pairs(card, "comity", "pair_agreement", all, seed);
    add_pairs(card, "comity", "agreement_CHN_RUS", bond, seed);
    add_pairs(card, "last_block", "pair_agreement", last_all, seed);
    add_pairs(card, "last_block", "agreement_CHN_RUS", last_bond, seed);
}

std::string cell(double value)
{
    return std::isnan(value) ? "-" : std::abs(value) >= 10 ? fmt::format("{:.0f}", value) : fmt::format("{:.3f}", value);
}

std::string foretold(const TargetScore* score)
{
    return score ? fmt::format("{} [{}, {}]", cell(score->median), cell(score->low90), cell(score->high90)) : "-";
}

const TargetScore* score_of(const std::vector<TargetScore>& scores, const Target& target)
{
    const auto found = std::find_if(scores.begin(), scores.end(), [&](const TargetScore& each) {
        return each.target.measure == target.measure && each.target.years.first == target.years.first && each.target.years.last == target.years.last;
    });
    return found == scores.end() ? nullptr : &*found;
}

}  // namespace

std::vector<CardRow> run_card(const AggregateRuns& runs, const AggregateRecord& record, const HindcastDesign& design, std::uint64_t seed)
{
    const TargetScores scores = target_scores(runs, record, design, seed);
    std::vector<CardRow> card;
    add_model(card, "comity", scores.comity, design.test, runs.targets.rows(), seed);
    add_model(card, "last_block", scores.last, design.test, 1, seed);
    add_pair_rows(card, runs, record.pairs, design, seed);
    return card;
}

std::string run_card_as_text(const TargetScores& scores, const std::vector<CardRow>& card, const HindcastDesign& design, std::int64_t runs)
{
    std::string text = fmt::format("aggregates, {} to {}: {} runs that saw no vote after {}\n", design.test.first, design.test.last, runs, design.train_until);
    text += fmt::format("  {:<40} {:>8} {:>24} {:>24} {:>8} {:>8}\n", "target", "recorded", "comity: 90 %", "last block: 90 %", "CRPS", "of last");
    for (const Target& target : targets_over(design.test)) {
        const TargetScore* comity = score_of(scores.comity, target);
        const TargetScore* last = score_of(scores.last, target);
        if (!comity && !last) continue;
        text += fmt::format("  {:<40} {:>8} {:>24} {:>24} {:>8} {:>8}\n", target.name(), cell((comity ? comity : last)->recorded), foretold(comity), foretold(last),
                            cell(comity ? comity->crps : unknown), cell(last ? last->crps : unknown));
    }
    text += fmt::format("\n  {:<12} {:<16} {:<14} {:>8} [95 % interval], n\n", "model", "subset", "score", "value");
    for (const CardRow& row : card) {
        const bool of_a_target = row.metric == "recorded" || row.metric == "predicted" || row.metric == "pit" || (row.metric == "crps" && std::isnan(row.estimate.low));
        if (!of_a_target)
            text += fmt::format("  {:<12} {:<16} {:<14} {:>8} [{}, {}], {}\n", row.model, row.subset, row.metric, cell(row.estimate.value), cell(row.estimate.low), cell(row.estimate.high), row.n);
    }
    return text;
}

}  // namespace comity::analysis
