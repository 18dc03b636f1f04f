#pragma once
// Module M5: cuts in the budget committee, and who is let into the room.

#include "sim/parameters.hpp"

namespace comity::agents {

struct Agenda;
struct Outcomes;
struct Setting;
struct World;

struct RightsParams {
    static constexpr const char* title = "Rights posts are cut in the budget committee, and access of non-governmental organisations is blocked";

    bool on = false;
    double cut_rate = 0.5;
    double most_cut = 0.1;
    double access_recovery = 0.02;
    double access_blocking = 0.1;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M5)", "off in the core");
        field("cut_rate", self.cut_rate, Range{0, 2}, "1/year", "zeta_cut: drafts of the challengers that cut posts for human rights", "judgement");
        field("most_cut", self.most_cut, Range{0, 0.4}, "share", "c_max: share of the rights budget that a unanimous cut takes", "judgement");
        field("access_recovery", self.access_recovery, Range{0, 0.08}, "1/round", "r_n: share of the lacking access that comes back in a round", "judgement");
        field("access_blocking", self.access_blocking, Range{0, 0.4}, "1/round", "k_n: share of access that a committee of blockers alone would take in a round", "judgement");
    }
};

/// What is left of the machinery that watches over rights.
struct RightsMachinery {
    double budget_share = 0.037;  ///< of human rights in the regular budget
    double access = 0.5;          ///< n: of non-governmental organisations, which make breaches visible
    int cuts = 0;                 ///< adopted in the last round
};

/// Budget and access after a round.
///
/// Each adopted cut: budget_share x (1 - c_max (2 s - 1)), s = yes / (yes + no), so that a bare majority takes next to nothing.
/// n <- n + r_n (1 - n) - k_n n blocked, blocked = share of the members of the forum `NGO` with x_HR < 0; it rests at
/// r_n / (r_n + k_n blocked).
RightsMachinery fund_rights(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes, const RightsParams& params);

}  // namespace comity::agents
