#pragma once
// Rule 4.2: a partnership grows under joint threat and fades without it.

#include <vector>

#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Partnership;

struct PartnershipParams {
    static constexpr const char* title = "A partnership grows under joint threat and fades without it";

    double growth = 0.08;
    double decay = 0.04;
    double conflict_cost = 0.2;
    double wedge_effect = 0.05;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("growth", self.growth, Range{0, 0.3}, "1/round", "rho_pi: growth of a partnership under joint threat", "Walt (1987), The Origins of Alliances; calibrated");
        field("decay", self.decay, Range{0, 0.2}, "1/round", "del_pi: decay without joint threat", "judgement");
        field("conflict_cost", self.conflict_cost, Range{0, 1}, "1/round", "k_c: loss in a conflict of interest of severity 1", "judgement");
        field("wedge_effect", self.wedge_effect, Range{0, 0.3}, "1/round", "w_w: loss to an outside inducement without joint threat", "judgement");
    }
};

/// pi at rest under constant inputs: rho_pi m / (rho_pi m + del_pi (1 - m) + k_c c + w_w (1 - m) wedge); 0 where nothing moves it.
double resting_partnership(double joint_threat, double conflict, double wedge, const PartnershipParams& params);

/// Each tracked dyad draws closer under joint threat, and apart by decay, conflict and inducement (rule 4.2).
///
/// pi <- pi + rho_pi m (1 - pi) - [del_pi (1 - m) + k_c c + w_w (1 - m) wedge] pi, clipped to [0, 1]; m = sqrt(T_i T_j) with the shocks
/// in force.
std::vector<Partnership> tend_partnerships(const World& now, const PartnershipParams& params);

}  // namespace comity::agents
