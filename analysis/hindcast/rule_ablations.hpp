#pragma once
// What each rule of the core is worth: runs without it, held against the record beside runs with it.

#include <string>
#include <vector>

#include "analysis/hindcast/run_aggregates.hpp"

namespace comity::analysis {

/// A number of a scenario and the value at which it has no effect.
struct NullSetting {
    const char* path;
    double value;
};

/// A rule of the core, or a part of one, and what switches it off.
struct RuleOff {
    const char* name;
    std::vector<NullSetting> settings;
    const char* meaning;  ///< what is missing then
};
/// Every rule of the core, in order of play. The routine business of forums and the vote itself have no null: without them there is no run.
const std::vector<RuleOff>& each_rule_off();

/// Rows of the score card for runs without a rule, model `comity-no-RULE`, subsets `all` (targets over the test years together), `by_period`, `by_year`, and by block
/// of the calibration (of `by_period`, or of `all` where the test has no periods): log_crps_lost, the mean over measures of
/// ln(sum of CRPS without the rule / sum with it) over the measure's targets that both tell; measures of which either sum is not above 0 are left out.
///
/// .1 says that without the rule runs lie a tenth farther from the record; negative, that they lie nearer without it. Sums keep a target that is met
/// almost exactly from deciding, logarithms compare shares with counts. Intervals resample measures; runs with and without share their luck, so that
/// what differs is the rule's.
std::vector<CardRow> ablation_card(const RuleOff& rule, const TargetScores& without, const TargetScores& with, const HindcastDesign& design, std::uint64_t seed);

/// The ablations as a table to read, by what each rule is worth.
std::string ablations_as_text(const std::vector<CardRow>& card);

}  // namespace comity::analysis
