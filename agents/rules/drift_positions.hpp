#pragma once
// Rule 4.3: positions follow partners, are held by anchors, and are pulled by threat.

#include <Eigen/Core>

#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
class Influence;

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
    }
};

/// Anchors: b_ia(t) = b_ia(0) - ell_a g_A (auto_i(t) - auto_i(0)) + drift from adoption, [country, arena]; not clipped.
Eigen::ArrayXXd anchors(const World& now, const Setting& setting, const InfluenceParams& params);

/// Anchors at which positions x0 are at rest: b = (x0 - s W x0) / (1 - s), [country, arena]; x0 where s = 1, which leaves no anchor.
///
/// `susceptibility`: s_i where countries differ, empty where all have that of the rule
Eigen::ArrayXXd inverted_anchors(const Eigen::ArrayXXd& x0, const Influence& influence, const InfluenceParams& params,
                                 const Eigen::ArrayXd& susceptibility = {});

/// Positions after one round of influence (rule 4.3):
/// x_i <- s_i (W x)_i + (1 - s_i) b_i - ell_a g_T auto_i (T_i - T0_i) + sig_x N(0, 1), clipped to [-4, 4]; T_i with the shocks in force.
///
/// Shape:  result [country, arena]
/// Draws:  one normal per (country, arena), Purpose::position_noise, index = arena / 4: one block makes four, in single precision
/// Source: Friedkin & Johnsen (1990), J. Math. Sociol. 15:193
Eigen::ArrayXXd drift_positions(const World& now, const Setting& setting, const Influence& influence, const InfluenceParams& params,
                                const sim::Draws& draws);

/// Line-setting positions of leaders, x_ga: mean of the members' positions weighted by their presence summed over forums, [leader, arena].
Eigen::ArrayXXd leader_positions(const World& now, const Setting& setting);

}  // namespace comity::agents
