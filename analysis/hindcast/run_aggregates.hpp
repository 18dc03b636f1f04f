#pragma once
// Runs from the end of the training years held against what the test years brought: the targets, by block and by year.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/hindcast.hpp"
#include "analysis/hindcast/score_card.hpp"
#include "analysis/targets/pair_agreement.hpp"
#include "analysis/targets/recorded_targets.hpp"

namespace comity::analysis {

/// What was recorded.
struct AggregateRecord {
    TargetRecord targets;
    PairYears pairs;
};

/// What runs gave in the test years.
///
/// Shape:  targets [run, target of aggregate_targets()]; pairs [run, place of (year, pair)], year by year; NaN where a run does not tell
struct AggregateRuns {
    Eigen::ArrayXXd targets;
    Eigen::ArrayXXf pairs;
};

/// Every measure over the test years together; then, where the test is longer than these, over its periods in the calibration; then
/// year by year where there are several. Each once.
std::vector<Target> aggregate_targets(Years test);
/// Which of the three a target is.
enum class Stretch { whole, period, year };
Stretch stretch_of(const Target& target, Years test);
/// The row of a run. Errors: expects that the sums cover the test years
void put_run(AggregateRuns& runs, std::int64_t run, const YearSums& sums, const PairYears& pairs, Years test);
AggregateRuns no_runs(std::int64_t runs, Years test);

/// A number foretold, by the runs or by a reference, and how well.
struct TargetScore {
    Target target;
    double recorded = 0, std_error = 0;
    double median = 0;
    double low50 = 0, high50 = 0, low90 = 0, high90 = 0;
    double crps = 0, pit = 0;
    std::int64_t members = 1;  ///< runs that tell it
    double scale = 0;  ///< s.d. of the reference: by it the scores of different targets become comparable
};

/// The last known value, with the changes of the past as its spread: a normal law with mean the value of as many years as the target has,
/// up to the training year, and s.d. the root mean square of earlier changes of such values over as many years as lie between. Where all
/// of these were 0, or the record is too short for one: sqrt(2) times the value's standard error. NaN where the record knows no value.
struct LastBlock {
    double mean = 0, sd = 0;
};
LastBlock last_block(const Target& target, const TargetRecord& known, int train_until);

/// Scores of the runs and of the last block, target by target: only targets that the record tells, of the runs those that at least two
/// of them tell. `last` is empty where nothing was known before the test.
struct TargetScores {
    std::vector<TargetScore> comity, last;
};
/// The score of a target, null where there is none.
const TargetScore* score_of(const std::vector<TargetScore>& scores, const Target& target);
TargetScores target_scores(const AggregateRuns& runs, const AggregateRecord& record, const HindcastDesign& design, std::uint64_t seed);

/// Rows of the score card, mode `aggregate`, window `frozen`, models `comity` and `last_block`.
///
/// By target: recorded (interval: 1.96 standard errors), predicted (median, 90 % interval), crps, pit. Over targets: `all` and by block
/// of the calibration those over the test years together, `by_period` and `by_year` the others: coverage50, coverage90, and crps_scaled,
/// the mean of CRPS / s.d. of last_block, where that is known; crps_above_last, how far the runs' is above that of last_block on the
/// targets that both foretell, positive where the reference is better. Pairs: `pairs_of_runs` all followed pairs year by year, `CHN_RUS_of_runs`
/// the one: mae of the median, crps, coverage50, coverage90. Intervals resample measures, or pairs, with all their years, for the one pair
/// its years; they are too narrow, since measures and pairs move together.
std::vector<CardRow> run_card(const TargetScores& scores, const AggregateRuns& runs, const AggregateRecord& record, const HindcastDesign& design, std::uint64_t seed);

/// The same as a table to read.
std::string run_card_as_text(const TargetScores& scores, const std::vector<CardRow>& card, const HindcastDesign& design, std::int64_t runs);

}  // namespace comity::analysis
