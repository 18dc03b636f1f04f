#pragma once
// Rule 4.4: how far countries engage in forums, who pays, and what presence follows.

#include <Eigen/Core>

#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Presence;

struct EngagementParams {
    static constexpr const char* title = "How far countries engage in forums, who pays, and what presence follows";

    double presence_exponent = 0.5;
    double inertia = 0.25;
    double refill = 0.10;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("presence_exponent", self.presence_exponent, Range{0, 1}, "1", "nu: presence grows with this power of capability", "judgement");
        field("inertia", self.inertia, Range{0, 1}, "1/round", "rho_e: share of the gap to its target that engagement closes in a round", "judgement");
        field("refill", self.refill, Range{0, 1}, "1", "phi_fill: share of a funding gap that ambitious payers fill", "judgement; a health-body case of .05 to .12");
    }
};

/// What engage makes new.
struct EngagementState {
    Eigen::ArrayXXd engagement;  ///< [country, forum], e_if
    Eigen::ArrayXd refill;       ///< [forum], what a unit of ambition pays into the gap
    Eigen::ArrayXd shortfall;    ///< [forum], short_f
};

/// Engagement moves to its target; ambitious payers fill part of the gap that missing dues leave (rule 4.4). Where rule exit plays, the
/// target is that of now.memberships.
EngagementState engage(const World& now, const Setting& setting, const EngagementParams& params);

/// Presence of countries, P_if = (cap_i + filled_if)^nu (0.5 + 0.5 dip_i) e_if out_if, of leaders (pooled) and its shares (rule 4.4).
Presence presence(const World& now, const Setting& setting, const EngagementParams& params);

}  // namespace comity::agents
