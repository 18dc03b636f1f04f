#pragma once
// Module M10: trade follows growth, agreement and sanctions; powers under joint threat begin to coordinate.

#include <memory>
#include <vector>

#include <Eigen/Core>

#include "agents/tie_graph.hpp"
#include "agents/vote_history.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Partnership;

struct TieParams {
    static constexpr const char* title = "Trade follows growth, agreement and sanctions; powers under joint threat begin to coordinate";

    bool on = false;
    double agreement_effect = 0.1;
    double sanction_effect = 0.5;
    double growth_effect = 1;
    double partnership_rate = 0.02;
    double partnership_start = 0.1;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M10)", "off in the core");
        field("agreement_effect", self.agreement_effect, Range{0, 0.4}, "1/year", "mu: growth of trade with a partner by how much more than others it votes alike", "judgement; politics and trade, Dixon & Moon (1993), Int. Stud. Q. 37:5");
        field("sanction_effect", self.sanction_effect, Range{0, 2}, "1/year", "nu_s: decline of trade with a partner while a sanction stands in between", "judgement; beside what the sanction cuts (rule coercion)");
        field("growth_effect", self.growth_effect, Range{0, 4}, "1", "growth of trade with a partner by growth of its capability", "1: gravity of trade, Anderson & van Wincoop (2003), Am. Econ. Rev. 93:170");
        field("partnership_rate", self.partnership_rate, Range{0, 0.08}, "1/year", "chance that two powers begin to coordinate, times their joint threat", "judgement");
        field("partnership_start", self.partnership_start, Range{0, 0.4}, "1", "pi of a partnership that begins", "judgement");
    }
};

/// Ties as they have become; empty where the module is off.
struct TieState {
    std::shared_ptr<const TieGraph> trade;  ///< D_ij; none before the first year is over
    int renewals = 0;                       ///< how often trade was made anew
    Eigen::ArrayXd capability_before;       ///< [country], a year ago
    VoteHistory votes{0};                   ///< of the year so far
};

/// D_ij as it stands: as it has evolved, else that of the setting; sanctions are not in it.
const TieGraph& trade_ties(const World& now, const Setting& setting);

/// Countries among which partnerships may form: the ten with most strength at the start, strongest first, codes deciding between equals.
std::vector<int> powers(const Setting& setting);

/// Trade after a year (module M10, MODEL.md section 4).
///
/// D_ij <- D_ij exp(g gr_j + mu S_ij - nu_s [sanction between i and j]), rows scaled to the sums that they had, so that what all partners of i have in
/// common, such as their mean agreement, drops out. gr_j = ln of the growth of cap_j over the year; S over the contested votes of the year; where
/// two had none in common, the mean over i's partners. Without weights and growth D is constant; no tie begins or ends.
TieGraph evolved_trade(const World& now, const Setting& setting, const TieParams& params);

/// Partnerships that begin in a year between powers that none tracks and that have no leader in common: with chance rate x m, m = sqrt(T_i T_j),
/// T with the shocks in force. They stand in the order of powers, not of rows: partners give way to one another in turn (rule 4.6).
///
/// Draws: Purpose::new_partnership: one uniform a dyad, agent = the smaller of the two codes, index = the greater, folded to 32 bits
std::vector<Partnership> new_partnerships(const World& now, const Setting& setting, const TieParams& params, const sim::Draws& draws);

}  // namespace comity::agents
