#pragma once
// Rule 4.3: positions follow partners, are held by anchors, and are pulled by threat.

#include <string>
#include <vector>

#include <Eigen/Core>

#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
class Influence;

/// How partners' positions are taken in.
enum class InfluenceForm {
    friedkin_johnsen,  ///< the weighted mean of all partners, against an anchor
    degroot,           ///< the same without an anchor
    deffuant,          ///< one partner a round, met with chance V_ij, against an anchor
};
const std::vector<std::string>& choices(InfluenceForm);

/// What a tie weighs: K_ij of rule 4.3.
enum class TieWeights {
    layered,     ///< by the strength of each layer
    equal,       ///< 1 for every partner: who is tied matters, not how
    capability,  ///< cap_j for every partner: the powerful are heard, whatever the tie
};
const std::vector<std::string>& choices(TieWeights);

struct InfluenceParams {
    static constexpr const char* title = "Positions follow partners, are held by anchors, and are pulled by threat";

    double rate = 0.012;
    double susceptibility = 0.982;
    double security_weight = 0.3;
    double trade_weight = 0.2;
    double caucus_weight = 0.3;
    double threat_pull = 0.015;
    double regime_pull = 2.5;
    double noise = 0.065;
    double transatlantic_tie = 1;
    bool self_in_pool = false;
    InfluenceForm form = InfluenceForm::friedkin_johnsen;
    TieWeights ties = TieWeights::layered;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("rate", self.rate, Range{0, 1}, "1/round", "eta: weight of all partners together; studies vary it within 0-.1", "calibrated; 10-year correlation of positions .90");
        field("susceptibility", self.susceptibility, Range{0, 1}, "1", "s: weight of influence against the anchor; studies vary it within .95-1", "Friedkin & Johnsen (1990), J. Math. Sociol. 15:193; calibrated");
        field("security_weight", self.security_weight, Range{0, 1}, "1", "th_A: weight of security ties", "Struver (2016), Foreign Policy Anal. 12:170; calibrated");
        field("trade_weight", self.trade_weight, Range{0, 1}, "1", "th_T: weight of economic dependence", "Struver (2016), Foreign Policy Anal. 12:170; calibrated");
        field("caucus_weight", self.caucus_weight, Range{0, 1}, "1", "th_R: weight of common caucuses; partnerships take the rest to 1", "Hug & Lukacs (2014), Rev. Int. Organ. 9:83; calibrated");
        field("threat_pull", self.threat_pull, Range{0, 0.05}, "position/round", "g_T: pull of felt threat to the S pole", "calibrated");
        field("regime_pull", self.regime_pull, Range{0, 4}, "position", "g_A: shift of the anchor per unit of regime change", "Bailey, Strezhnev & Voeten (2017), J. Confl. Resolut. 61:430; calibrated");
        field("noise", self.noise, Range{0, 0.2}, "position", "sig_x: s.d. of a round's noise", "five-year s.d. of change .32 in recorded votes");
        field("transatlantic_tie", self.transatlantic_tie, Range{0, 3}, "1", "factor on the ties between the USA and EU members", "lever");
        field("self_in_pool", self.self_in_pool, Range{0, 1}, "", "a country counts itself among its partners", "structural variant; Hegselmann & Krause (2002), JASSS 5(3):2");
        field("form", self.form, Range{}, "", "friedkin_johnsen: the mean of all partners against an anchor; degroot: without anchors; deffuant: one partner a round against an anchor", "structural variant; Friedkin & Johnsen (1990), J. Math. Sociol. 15:193; DeGroot (1974), J. Am. Stat. Assoc. 69:118; Deffuant et al. (2000), Adv. Complex Syst. 3:87");
        field("ties", self.ties, Range{}, "", "layered: partners weigh by the strength of each layer of ties; equal: all alike; capability: by their capability", "structural variant; equal: Golub & Jackson (2010), Am. Econ. J. Microecon. 2:112; capability: French (1956), Psychol. Rev. 63:181, Ikenberry & Kupchan (1990), Int. Organ. 44:283");
    }
};

/// Anchors: b_ia(t) = b_ia(0) - ell_a g_A (auto_i(t) - auto_i(0)) + drift from adoption, [country, arena]; not clipped.
Eigen::ArrayXXd anchors(const World& now, const Setting& setting, const InfluenceParams& params);

/// Anchors at which the positions x0 of a first world are at rest: b = (x0 - s W x0) / (1 - s), [country, arena]; x0 where s = 1, which leaves no anchor.
///
/// `susceptibility`: s_i where countries differ, empty where all have that of the rule; DeGroot has no anchors, and the mean of a pairwise
/// meeting is W x, so that positions are at rest on average
Eigen::ArrayXXd inverted_anchors(const World& start, const Influence& influence, const InfluenceParams& params,
                                 const Eigen::ArrayXd& susceptibility = {});

/// Positions after one round of influence (rule 4.3):
/// x_i <- s_i (W x)_i + (1 - s_i) b_i - ell_a [g_T auto_i (T_i - T0_i) - prop_ia] + sig_x N(0, 1), clipped to [-4, 4]; T_i with the shocks in force,
/// prop_ia of propaganda (0 in the core).
/// Bounded confidence and distrust change W arena by arena (Influence::apply_heard). Form degroot: s_i = 1. Form deffuant: in place of (W x)_i
/// stands x_i + w_i (x_j - x_i) of one partner j, drawn with chance V_ij and heard where it is within reach; w_i = 1 - W_ii.
///
/// Shape:  result [country, arena]
/// Draws:  one normal per (country, arena), Purpose::position_noise, index = arena / 4: one block makes four, in single precision;
///         form deffuant: one uniform a country, Purpose::meeting
/// Source: Friedkin & Johnsen (1990), J. Math. Sociol. 15:193; DeGroot (1974), J. Am. Stat. Assoc. 69:118; Deffuant, Neau, Amblard &
///         Weisbuch (2000), Adv. Complex Syst. 3:87; Hegselmann & Krause (2002), JASSS 5(3):2
Eigen::ArrayXXd drift_positions(const World& now, const Setting& setting, const Influence& influence, const InfluenceParams& params,
                                const sim::Draws& draws);

/// Line-setting positions of leaders, x_ga: mean of the members' positions weighted by their presence summed over forums, [leader, arena].
Eigen::ArrayXXd leader_positions(const World& now, const Setting& setting);

}  // namespace comity::agents
