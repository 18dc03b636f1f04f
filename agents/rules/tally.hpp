#pragma once
// How votes become outcomes, and what outcomes change at once: the status quo, success memory and cohesion.

#include <Eigen/Core>

#include "agents/draft.hpp"

namespace comity::agents {

struct World;
struct Setting;

/// Counts the votes of each draft and applies its forum's decision rule (MODEL.md section 2).
///
/// Majority: yes > no, or for an important draft yes > 0 and yes >= 2/3 (yes + no). Council: yes >= quota and no veto holder's no; vetoed
/// where only the latter fails. Consensus: no member's no. Where consensus fails and a majority decides, the ballots are those of the
/// vote that followed (see VotingSession). Signature: as by majority, and the signed share is that of members with yes.
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
/// coh <- .9 coh + .1 x mean S of the round's votes of the camp's pair, S = 1 - |v_i - v_j| / 2 with yes 1, abstain 0, no -1; unchanged
/// without one. Unanimous drafts and those on which either of the pair cast no vote are left out, as in the measures.
///
/// A camp's pair is its first two leaders (USA and EU), or with one leader that leader's first two members (CHN and RUS). A leader's
/// vote is the most frequent one of its members; where two are as frequent, abstention.
Cohesion renew_cohesion(const World& now, const Setting& setting, const Ballots& ballots, const Outcomes& outcomes);

}  // namespace comity::agents
