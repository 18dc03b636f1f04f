#pragma once
// Rule 4.6: yes, abstain or no.

#include <Eigen/Core>

#include "agents/draft.hpp"
#include "agents/rules/forecast_passage.hpp"
#include "agents/rules/vote_latent.hpp"
#include "agents/rules/voting_noise.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
class Influence;

struct VotingParams {
    static constexpr const char* title = "Yes, abstain or no";

    double slope = 1.5;
    double half_band = 1.1;
    double leverage = 0.6;
    double bandwagon = 0.3;
    double veto_cost = 2;
    double veto_sharing = 0.8;
    double target_protection = 6;
    double absence = 0.08;
    double bloc_copying = 0.8;
    double ally_copying = 0;
    VotingNoise noise = VotingNoise::logit;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("slope", self.slope, Range{0.5, 4}, "logit/position^2", "beta0: how sharply positions decide", "roll calls 2001-2019");
        field("half_band", self.half_band, Range{0.2, 3}, "logit", "delta: half-width of the band of abstention", "roll calls 2001-2019");
        field("leverage", self.leverage, Range{0, 3}, "logit", "lam_E: effect of asymmetric dependence on a leader with a line", "Flores-Macias & Kreps (2013), J. Politics 75:357; calibrated");
        field("bandwagon", self.bandwagon, Range{0, 2}, "logit", "lam_B: pull of the expected winner on weak countries", "calibrated");
        field("veto_cost", self.veto_cost, Range{0, 5}, "logit", "c_V: cost of a veto holder's no", "calibrated");
        field("veto_sharing", self.veto_sharing, Range{0, 1}, "1", "psi_V: share of that cost that a partner's no takes off, times pi", "calibrated");
        field("target_protection", self.target_protection, Range{0, 10}, "logit", "lam_tgt: protection of a targeted friend", "calibrated");
        field("absence", self.absence, Range{0, 0.3}, "1", "mu_abs: absence is twice this times 1 - dip", "participation .86 to .93 in recorded votes");
        field("bloc_copying", self.bloc_copying, Range{0, 1}, "1", "psi_EU: chance that a member copies the bloc's vote", "EU agreement index .90 to .97 in recorded votes");
        field("ally_copying", self.ally_copying, Range{0, 1}, "1", "psi_ally: chance that an ally copies the vote of the USA", "lever");
        field("noise", self.noise, Range{}, "", "law of a vote's noise: logit: standard logistic; probit: normal with s.d. 1.702, whose chances are within .0095 but whose tails are thinner", "structural variant; logit: Poole & Rosenthal (1985), Am. J. Polit. Sci. 29:357; probit: Clinton, Jackman & Rivers (2004), Am. Polit. Sci. Rev. 98:355, Bailey, Strezhnev & Voeten (2017), J. Confl. Resolut. 61:430; scale: Camilli (1994), J. Educ. Behav. Stat. 19:293");
    }
};

/// The votes of a round (rule 4.6): absence, one uniform a voter, second pass of veto partners, bloc rule, accommodation. What lobbying gives
/// is added to the latents first; a vote that a bloc's member copies stays as it is.
///
/// Draws:  Purpose::vote, two words per (draft, country), the vote and its fate (absence, copying): words 0 and 1 of the block at
///         the draft's key for even slots, words 2 and 3 of that at the key before it for odd ones;
///         Purpose::bloc_vote per (draft, leader); Purpose::accommodation per (draft, dyad)
Ballots cast_votes(const World& now, const Setting& setting, const Influence& influence, const Agenda& agenda, const Lobbying& lobbying,
                   const VotingParams& params, const sim::Draws& draws);

}  // namespace comity::agents
