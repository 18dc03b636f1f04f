#include "analysis/hindcast/run_aggregates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/hindcast/ensemble_scores.hpp"
#include "sim/contracts.hpp"
#include "sim/draws.hpp"

namespace comity::analysis {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

enum class Chance { pit };

/// Members that tell a number.
std::vector<double> told(const auto& column)
{
    std::vector<double> members;
    for (Eigen::Index r = 0; r < column.size(); ++r)
        if (!std::isnan(column[r])) members.push_back(static_cast<double>(column[r]));
    return members;
}

TargetScore score_of_runs(const std::vector<double>& members, double observed, double u)
{
    TargetScore score;
    score.members = static_cast<std::int64_t>(members.size());
    score.recorded = observed;
    score.median = median_of(members);
    const Interval half = central_interval(members, 0.5), most = central_interval(members, 0.9);
    score.low50 = half.low;
    score.high50 = half.high;
    score.low90 = most.low;
    score.high90 = most.high;
    score.crps = fair_crps(members, observed);
    score.pit = ensemble_pit(members, observed, u);
    return score;
}

TargetScore score_of_normal(const LastBlock& law, double observed)
{
    TargetScore score;
    score.recorded = observed;
    score.median = law.mean;
    const Interval half = normal_interval(law.mean, law.sd, 0.5), most = normal_interval(law.mean, law.sd, 0.9);
    score.low50 = half.low;
    score.high50 = half.high;
    score.low90 = most.low;
    score.high90 = most.high;
    score.crps = normal_crps(law.mean, law.sd, observed);
    score.pit = std::erfc((law.mean - observed) / law.sd / std::sqrt(2.0)) / 2;
    score.scale = law.sd;
    return score;
}

/// The years of a target, moved so that they end with another year.
Target ending(const Target& target, int last)
{
    return {target.measure, {last - (target.years.last - target.years.first), last}};
}

}  // namespace

std::vector<Target> aggregate_targets(Years test)
{
    std::vector<Target> targets = targets_over(test);
    if (test.first == test.last) return targets;
    for (const Target& each : targets_until(test.last)) {
        const bool inside = test.first <= each.years.first && each.years.last - each.years.first < test.last - test.first;
        if (inside && each.years.first < each.years.last) targets.push_back(each);
    }
    for (int year = test.first; year <= test.last; ++year)
        for (const Target& each : targets_over({year, year}))
            if (each.measure->kind != TargetKind::stock || year < test.last) targets.push_back(each);
    return targets;
}

Stretch stretch_of(const Target& target, Years test)
{
    const Years whole = target.measure->kind == TargetKind::stock ? Years{test.last, test.last} : test;
    if (target.years.first == whole.first && target.years.last == whole.last) return Stretch::whole;
    return target.years.first == target.years.last ? Stretch::year : Stretch::period;
}

AggregateRuns no_runs(std::int64_t runs, Years test)
{
    const auto targets = static_cast<Eigen::Index>(aggregate_targets(test).size());
    const Eigen::Index pairs = PairYears().num_pairs() * (test.last - test.first + 1);
    return {Eigen::ArrayXXd::Constant(runs, targets, unknown), Eigen::ArrayXXf::Constant(runs, pairs, std::numeric_limits<float>::quiet_NaN())};
}

void put_run(AggregateRuns& runs, std::int64_t run, const YearSums& sums, const PairYears& pairs, Years test)
{
    sim::expects(sums.years().contain(test.first) && sums.years().contain(test.last), "the run covers the test years");
    runs.targets.row(run) = values_of(aggregate_targets(test), sums).transpose();
    Eigen::Index at = 0;
    for (int year = test.first; year <= test.last; ++year)
        for (int pair = 0; pair < pairs.num_pairs(); ++pair) runs.pairs(run, at++) = static_cast<float>(pairs.agreement(pair, year));
}

LastBlock last_block(const Target& target, const TargetRecord& known, int train_until)
{
    const RecordedValue last = known.of(ending(target, train_until));
    if (std::isnan(last.value)) return {unknown, unknown};
    const int lag = target.years.last - train_until;
    double squares = 0;
    int changes = 0;
    for (int end = train_until; end - lag > 0; --end) {
        const double change = known.value(ending(target, end)) - known.value(ending(target, end - lag));
        if (std::isnan(change)) break;
        squares += change * change;
        ++changes;
    }
    const double sd = changes > 0 ? std::sqrt(squares / changes) : 0;
    return {last.value, sd > 0 ? sd : std::sqrt(2.0) * last.std_error};
}

TargetScores target_scores(const AggregateRuns& runs, const AggregateRecord& record, const HindcastDesign& design, std::uint64_t seed)
{
    const std::vector<Target> targets = aggregate_targets(design.test);
    const TargetRecord known = record.targets.until(design.train_until);
    const sim::Draws draws(seed, 0, 0);
    TargetScores scores;
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const RecordedValue observed = record.targets.of(targets[k]);
        if (std::isnan(observed.value)) continue;
        const LastBlock law = last_block(targets[k], known, design.train_until);
        const auto put = [&](std::vector<TargetScore>& to, TargetScore score) {
            score.target = targets[k];
            score.std_error = observed.std_error;
            score.scale = law.sd;
            to.push_back(score);
        };
        if (law.sd > 0) put(scores.last, score_of_normal(law, observed.value));
        const std::vector<double> members = told(runs.targets.col(static_cast<Eigen::Index>(k)));
        if (members.size() > 1) put(scores.comity, score_of_runs(members, observed.value, draws.uniform(Chance::pit, 0, static_cast<std::uint32_t>(k))));
    }
    return scores;
}

}  // namespace comity::analysis
