#pragma once
// How votes become outcomes, and what outcomes change at once: the status quo, success memory and cohesion.

#include <Eigen/Core>

#include "agents/draft.hpp"

namespace comity::agents {

struct World;
struct Setting;

/// Counts the votes of each draft and applies its forum's decision rule (MODEL.md section 2).
Outcomes tally(const World& now, const Setting& setting, const Agenda& agenda, const Ballots& ballots);

/// Adoptions move the status quo (rule 4.6): w_v = rho_f C_f (times the signed share where signature binds),
/// q_m <- q_m + min(1, W)/W sum w_v (p_v - q_m), W = sum w_v, [norm]. Routine, crisis and incubated texts move nothing.
Eigen::ArrayXd move_status_quo(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes);

/// Success memory (rule 4.6): p_ga <- .9^n p_ga + (1 - .9^n) mean outcome over the n non-unanimous drafts with y_gv != 0, [leader, arena].
Eigen::ArrayXXd remember_success(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes);

/// Cohesion of the two camps (rule 4.5).
struct Cohesion {
    double challengers = 0, incumbents = 0;
};
/// coh <- .9 coh + .1 x mean S of the round's votes of the pair (challengers' first two members; USA and EU line), unchanged if none.
Cohesion renew_cohesion(const World& now, const Setting& setting, const Agenda& agenda, const Ballots& ballots);

}  // namespace comity::agents
