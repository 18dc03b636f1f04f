#pragma once
// Rule 4.8: institutions lose capacity to deadlock, missing dues and duplicate mandates, and regain it slowly.

#include <vector>

#include <Eigen/Core>

#include "agents/draft.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct RecentBusiness;

struct CapacityParams {
    static constexpr const char* title = "Institutions lose capacity to deadlock, missing dues and duplicate mandates";

    double recovery = 0.10;
    double deadlock_erosion = 0.15;
    double shortfall_erosion = 0.20;
    double overlap_erosion = 0.10;
    double paralysis_level = 0.4;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("recovery", self.recovery, Range{0.01, 0.5}, "1/round", "r_C: recovery of capacity", "judgement");
        field("deadlock_erosion", self.deadlock_erosion, Range{0, 0.5}, "1/round", "k_dead: erosion by deadlock", "calibrated");
        field("shortfall_erosion", self.shortfall_erosion, Range{0, 1}, "1/round", "k_short: erosion by missing dues", "judgement");
        field("overlap_erosion", self.overlap_erosion, Range{0, 1}, "1/round", "k_over: erosion by duplicate mandates", "judgement");
        field("paralysis_level", self.paralysis_level, Range{0, 1}, "1", "below this for four rounds a forum is paralysed", "judgement");
    }
};

/// What sustain_capacity makes new.
struct CapacityState {
    Eigen::ArrayXd capacity;  ///< [forum], C_f
    Eigen::ArrayXd deadlock;  ///< [forum], dead_f: mean over four rounds
};

/// Two forums that may do the same: o_ff' counts both ways, although a forum's table may name one side only.
struct SharedMandate {
    int first = 0, second = 0;  ///< forums, first < second
    double overlap = 0;
};
std::vector<SharedMandate> shared_mandates(const Setting& setting);

/// Business of the last four rounds with this round's added.
RecentBusiness record_business(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes);
/// Duplicate-mandate load over_f = sum_f' o_ff' min(1, n_f' / max(1, n_f)), n = leader-tabled drafts of four rounds, [forum].
Eigen::ArrayXd duplicate_load(const World& now, const Setting& setting);
/// Capacity of each forum after a round (rule 4.8); `now.recent` already holds this round.
CapacityState sustain_capacity(const World& now, const Setting& setting, const CapacityParams& params);
/// C* at constant inputs.
double resting_capacity(double deadlock, double shortfall, double overlap, const CapacityParams& params);

}  // namespace comity::agents
