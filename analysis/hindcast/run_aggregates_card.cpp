#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "analysis/hindcast/ensemble_scores.hpp"
#include "analysis/hindcast/grouped_mean.hpp"
#include "analysis/hindcast/run_aggregates.hpp"

namespace comity::analysis {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double two_sided = 1.96;

CardRow row_of(const char* model, const std::string& subset, const char* metric, Estimate estimate, std::int64_t n)
{
    return {"aggregate", word(Window::frozen), model, subset, metric, estimate, static_cast<long>(n)};
}

/// Place of a score's measure in the table.
int place_of(const TargetScore& score) { return static_cast<int>(score.target.measure - measures().data()); }

struct Summary {
    std::vector<Scored> scaled, in50, in90;

    void take(const TargetScore& score)
    {
        const int measure = place_of(score);
        const auto within = [&](double low, double high) { return low <= score.recorded && score.recorded <= high ? 1.0 : 0.0; };
        scaled.push_back({score.scale > 0 ? score.crps / score.scale : unknown, measure});
        in50.push_back({within(score.low50, score.high50), measure});
        in90.push_back({within(score.low90, score.high90), measure});
    }
};

void add_summary(std::vector<CardRow>& card, const char* model, const std::string& subset, const Summary& summary, std::uint64_t seed)
{
    if (summary.in90.empty()) return;
    const auto n = static_cast<std::int64_t>(summary.in90.size());
    const auto scaled = std::count_if(summary.scaled.begin(), summary.scaled.end(), [](const Scored& each) { return !std::isnan(each.value); });
    if (scaled > 0) card.push_back(row_of(model, subset, "crps_scaled", mean_over(summary.scaled, seed), scaled));
    card.push_back(row_of(model, subset, "coverage50", mean_over(summary.in50, seed), n));
    card.push_back(row_of(model, subset, "coverage90", mean_over(summary.in90, seed), n));
}

void add_model(std::vector<CardRow>& card, const char* model, const std::vector<TargetScore>& scores, Years test, std::uint64_t seed)
{
    std::array<Summary, 3> by_stretch;
    std::array<Summary, 6> by_block;
    for (const TargetScore& each : scores) {
        const Stretch stretch = stretch_of(each.target, test);
        by_stretch[static_cast<std::size_t>(stretch)].take(each);
        if (stretch == Stretch::whole) by_block[static_cast<std::size_t>(each.target.measure->informs)].take(each);
    }
    add_summary(card, model, "all", by_stretch[0], seed);
    for (std::size_t k = 0; k < by_block.size(); ++k) add_summary(card, model, word(static_cast<Block>(k)), by_block[k], seed);
    add_summary(card, model, "by_period", by_stretch[1], seed);
    add_summary(card, model, "by_year", by_stretch[2], seed);
    for (const TargetScore& each : scores) {
        const std::string name = each.target.name();
        const double reach = two_sided * each.std_error;
        card.push_back(row_of(model, name, "recorded", {each.recorded, each.recorded - reach, each.recorded + reach}, each.members));
        card.push_back(row_of(model, name, "predicted", {each.median, each.low90, each.high90}, each.members));
        card.push_back(row_of(model, name, "crps", {each.crps, unknown, unknown}, each.members));
        card.push_back(row_of(model, name, "pit", {each.pit, unknown, unknown}, each.members));
    }
}

/// By how much the runs' scaled score is above that of the reference, on the targets that both foretell.
void add_differences(std::vector<CardRow>& card, const TargetScores& scores, Years test, std::uint64_t seed)
{
    std::array<std::vector<Scored>, 3> by_stretch;
    for (const TargetScore& each : scores.comity)
        if (const TargetScore* last = score_of(scores.last, each.target))
            by_stretch[static_cast<std::size_t>(stretch_of(each.target, test))].push_back({(each.crps - last->crps) / last->scale, place_of(each)});
    constexpr std::array subsets{"all", "by_period", "by_year"};
    for (std::size_t k = 0; k < subsets.size(); ++k) {
        const auto n = static_cast<std::int64_t>(by_stretch[k].size());
        if (n > 0) card.push_back(row_of("comity", subsets[k], "crps_above_last", mean_over(by_stretch[k], seed), n));
    }
}

/// Scores of pairs, each pair in each year by itself.
struct PairScores {
    std::vector<Scored> error, crps, in50, in90;

    void take(int together, double observed, double median, double score, Interval half, Interval most)
    {
        error.push_back({std::abs(median - observed), together});
        crps.push_back({score, together});
        in50.push_back({half.contains(observed) ? 1.0 : 0.0, together});
        in90.push_back({most.contains(observed) ? 1.0 : 0.0, together});
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
            const auto take = [&](PairScores& every, PairScores& the_two, double came, auto&&... score) {
                every.take(pair, came, score...);
                if (of_the_two) the_two.take(year, came, score...);
            };
            const auto [mean, sd] = last_year(record, pair, design.train_until, year - design.train_until);
            if (!std::isnan(mean) && sd > 0)
                take(last_all, last_bond, observed, mean, normal_crps(mean, sd, observed), normal_interval(mean, sd, 0.5), normal_interval(mean, sd, 0.9));
            std::vector<double> members;
            for (Eigen::Index r = 0; r < runs.pairs.rows(); ++r)
                if (const double each = runs.pairs(r, column); !std::isnan(each)) members.push_back(each);
            if (members.size() < 2) continue;
            const double came = static_cast<float>(observed);  // as runs keep it, or an interval could end just short of its own members
            take(all, bond, came, median_of(members), fair_crps(members, came), central_interval(members, 0.5), central_interval(members, 0.9));
        }
    add_pairs(card, "comity", "pairs_of_runs", all, seed);
    add_pairs(card, "comity", "CHN_RUS_of_runs", bond, seed);
    add_pairs(card, "last_block", "pairs_of_runs", last_all, seed);
    add_pairs(card, "last_block", "CHN_RUS_of_runs", last_bond, seed);
}

}  // namespace

const TargetScore* score_of(const std::vector<TargetScore>& scores, const Target& target)
{
    const auto found = std::find_if(scores.begin(), scores.end(), [&](const TargetScore& each) {
        return each.target.measure == target.measure && each.target.years.first == target.years.first && each.target.years.last == target.years.last;
    });
    return found == scores.end() ? nullptr : &*found;
}

std::vector<CardRow> run_card(const TargetScores& scores, const AggregateRuns& runs, const AggregateRecord& record, const HindcastDesign& design, std::uint64_t seed)
{
    std::vector<CardRow> card;
    add_model(card, "comity", scores.comity, design.test, seed);
    add_model(card, "last_block", scores.last, design.test, seed);
    add_differences(card, scores, design.test, seed);
    add_pair_rows(card, runs, record.pairs, design, seed);
    return card;
}

}  // namespace comity::analysis
