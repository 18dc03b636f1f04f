#pragma once
// Module M8: leaders sanction violators in the open, and press those who vote against them out of sight.

#include <span>
#include <vector>

#include <Eigen/Core>

#include "agents/draft.hpp"
#include "agents/rules/sanction_ties.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Sanction;
struct Violation;

struct CoercionParams {
    static constexpr const char* title = "Leaders sanction violators, and press countries that vote against them";

    bool on = false;
    double sanction_chance = 0.3;
    double sanction_distance = 1;
    double sanction_rounds = 12;
    double trade_cut = 0.3;
    double trade_diverted = 0.5;
    double rate = 0.1;
    double penalty = 1;
    double decay = 0.5;
    double observed = 0.5;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "1", "whether the module plays (M8)", "off in the core");
        field("sanction_chance", self.sanction_chance, Range{0, 1}, "1", "p_sanc: chance that a distant leader sanctions a violation of severity 1", "judgement");
        field("sanction_distance", self.sanction_distance, Range{0, 4}, "position", "a leader sanctions violators that are farther from it than this", "judgement");
        field("sanction_rounds", self.sanction_rounds, Range{0, 48}, "rounds", "how long such a sanction stands", "judgement");
        field("trade_cut", self.trade_cut, Range{0, 1}, "1", "f_s: share of trade in between that a sanction cuts", "judgement");
        field("trade_diverted", self.trade_diverted, Range{0, 1}, "1", "d_s: share of what is cut that goes to third parties", "judgement");
        field("rate", self.rate, Range{0, 1}, "1/year", "p_co: coercion by a leader of a country that voted against its draft in a round", "judgement");
        field("penalty", self.penalty, Range{0, 4}, "logit", "pen: what coercion adds to the latent, times dependence on the leader", "judgement");
        field("decay", self.decay, Range{0, 1}, "1", "share of a coercion's force that is left a round later", "judgement");
        field("observed", self.observed, Range{0, 1}, "1", "chance that outsiders observe a coercion", "judgement; stands for n of M5 while that is off");
    }
};

/// A leader presses a country to vote its way.
struct Coercion {
    LeaderId leader;
    CountryId country;
    int begun = 0;       ///< round
    double force = 1;    ///< 1 at first, times decay from round to round
};

/// What lasts of sanctions and coercion beside the list of sanctions.
struct CoercionState {
    TradeCuts trade;                 ///< D under the sanctions in force
    std::vector<Coercion> standing;  ///< at most one a leader and country
    Eigen::ArrayXd begun;            ///< [leader], coercions of the last round; empty before it
    std::vector<Coercion> observed;  ///< those that began in the last round and were observed
};

/// Pressure on a country, in the place of what its leader may have put on it before.
void press(std::vector<Coercion>& standing, const Coercion& coercion);
/// A sanction begins or, where there is one of the sender on the target, lasts as long as the longer of both.
void impose(std::vector<Sanction>& sanctions, const Sanction& sanction);

/// What standing coercion adds to the latents of a round's drafts: pay_iv = y_gv pen D'_ig force, D'_ig = sum of D'_ij over members j of g, on
/// all drafts on which g has a line. So opposition to the line costs, whoever tabled the draft and wherever it is voted.
///
/// Draws: none
Lobbying press_voters(const World& now, const Setting& setting, const Agenda& agenda, const CoercionParams& params);

/// Coercion after a round's votes (module M8, MODEL.md section 4): what stood loses force, and leaders begin to press countries that voted no on a
/// draft of theirs.
///
/// force <- decay force; below .001 it is over. With chance p_co / 4 a leader presses a country that voted no on one of its own drafts or
/// more in this round, once a round, whatever their number; a country that it presses already is pressed with full force again. Its
/// members are never pressed. A coercion begun by votes works from the next round on, one by an event in its own round. With chance
/// `observed` (n of M5 where that is on) outsiders observe a coercion that begins; rule violations makes that costly, nothing else does.
///
/// Draws:  Purpose::coercion, Purpose::observed_coercion: one uniform a (country, leader), agent = the country's code, index = the leader
/// Source: judgement; votes in the UN answered with favours and their withdrawal, Carter & Stone (2015), Int. Organ. 69:1
CoercionState coerce(const World& now, const Setting& setting, const Agenda& agenda, const Ballots& ballots, const CoercionParams& params,
                     const sim::Draws& draws);

/// Sanctions after a round: those whose time is over leave, and leaders sanction violators. The sanctions of the council are drafts (rule 4.5)
/// and change no trade.
///
/// With chance p_sanc sev a leader sanctions a violator of a known sub-norm with |x_g - x_i| > sanction_distance in the arena of the norm; not one of its own
/// members. The sanction stands from the next round on, for sanction_rounds (rounded); where one stands already it lasts at least so
/// long. Sanctions of the first world and of events stand until an event ends them.
///
/// Draws: Purpose::sanction: one uniform a (violation, leader), agent = the violator's code, index = 8 x (its violations before in this
///        list) + the leader
std::vector<Sanction> sanction_violators(const World& now, const Setting& setting, std::span<const Violation> violations,
                                         const CoercionParams& params, const sim::Draws& draws);

}  // namespace comity::agents
