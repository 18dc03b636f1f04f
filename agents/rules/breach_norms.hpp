#pragma once
// Module M7: countries breach norms; breaches and criticism cost reputation, and make neighbours wary.

#include <vector>

#include <Eigen/Core>

#include "agents/country.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Agenda;
struct CoercionState;

struct ViolationParams {
    static constexpr const char* title = "Countries breach norms; breaches and criticism cost reputation, and make neighbours wary";

    bool on = false;
    double rate = 0.5;
    double recovery = 0.05;
    double loss = 0.5;
    double hypocrisy = 1;
    double answer = 0.7;
    double slight = 0.1;
    double visibility = 0.5;
    double wariness = 0.2;
    double memory = 0.9;
    double trust = 1;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M7)", "off in the core");
        field("rate", self.rate, Range{0, 2}, "1/year", "v0: breaches by a country that had all capability; others by its square root", "judgement");
        field("recovery", self.recovery, Range{0, 0.2}, "1/round", "r_rep: share of lost reputation that comes back in a round", "judgement");
        field("loss", self.loss, Range{0, 1}, "1", "k_rep: share of reputation that a breach of severity 1 in full view takes", "judgement");
        field("hypocrisy", self.hypocrisy, Range{0, 4}, "1", "h_H: what is added where the country endorses the reading that it breaches", "judgement");
        field("answer", self.answer, Range{0, 1}, "1", "chance that criticism of a leader's member is answered in kind", "judgement");
        field("slight", self.slight, Range{0, 0.4}, "1", "severity of an answer to criticism, and of coercion that is observed", "judgement");
        field("visibility", self.visibility, Range{0, 1}, "1", "vis: share of a breach that others see, where no rule follows who may look", "judgement; stands for n of M5 while that is off");
        field("wariness", self.wariness, Range{0, 0.8}, "logit", "k_U: what unpredictable neighbours add to the threat of weak countries", "judgement");
        field("memory", self.memory, Range{0, 1}, "1", "share of unpredictability kept from round to round", "judgement");
        field("trust", self.trust, Range{0, 4}, "1", "r: power of reputation in the weights of influence", "1 with the module; 0 leaves influence as in the core");
    }
};

/// A breach of a norm.
struct Violation {
    CountryId country;
    NormId norm;
    double severity = 0;          ///< in [0, 1]
    CountryId against{};          ///< who suffers most from it; none where nobody in particular does
    int reading = 0;              ///< which reading it breaches: -1 or 1
    bool hypocritical = false;    ///< the country endorses that reading itself
};

/// What lasts of breaches.
struct ReputationState {
    Eigen::ArrayXd level;             ///< rep_i in [0, 1], [country]; empty where the module is off
    Eigen::ArrayXd unpredictability;  ///< V_i, [country]; empty where the module is off
    std::vector<Violation> violations;  ///< of the round: those of events, then drawn ones
    int answers = 0;                  ///< criticism answered in kind in the last round
};

/// Reputations as they are at first, and nobody unpredictable.
ReputationState first_reputation(Eigen::ArrayXd level);

/// A breach as others judge it: which reading, and whether the country endorses it. `reading` 0: the one to which the status quo leans.
Violation judged(const World& now, Violation breach);

/// Breaches of a round that no event lists (module M7, MODEL.md section 4), by the violators' codes, after those that events list.
///
/// Each country breaches Poisson(v0 sqrt(cap_i) / 4) norms; severity uniform(0, 1); the sub-norm uniform among those of arenas that carry load. Who
/// suffers is drawn with weight D_ji among the neighbours that depend on it or, where there are none, among all. Breaches are drawn
/// once the record of past crises ends.
///
/// Draws: Purpose::violation: agent = the violator's code, index 0 the count, index 1 + k words 0-1 severity and 2-3 sub-norm of its k-th;
///        Purpose::violation_victim: one uniform a country and breach, agent = that country's code, index = the violator's code folded to 32
///        bits, plus k; the smallest -ln(u) / weight suffers
std::vector<Violation> breach_norms(const World& now, const Setting& setting, const ViolationParams& params, const sim::Draws& draws);

/// What is left of reputations after a round, and how unpredictable violators have become.
///
/// rep_i <- rep_i + r_rep (1 - rep_i) - k_rep rep_i sum over its breaches of sev vis (1 + h_H hyp) - slights, clipped to [0, 1]; vis = n of M5
/// where that is on. A slight takes k_rep slight vis: a draft that a leader aims at another leader's member is answered in kind with chance `answer`, which
/// falls on the member that put its name to it (where none did, on the one with most presence); an observed coercion takes k_rep slight from the member on which the pressed country depends
/// most. V_i <- memory V_i + (1 - memory) sum of its severities. It rests at r_rep / (r_rep + k_rep flux), flux = mean of sev vis.
///
/// Draws: Purpose::answer: one uniform a draft with a target that is another leader's member, agent = the target's code, index = the draft's key
ReputationState renew_reputation(const World& now, const Setting& setting, const Agenda& agenda, const CoercionState& coercion,
                                 const ViolationParams& params, const sim::Draws& draws);

/// What unpredictable neighbours add to the logit of threat: k_U sum of V_j over the neighbours j, for countries with strength below one half, [country].
Eigen::ArrayXd wariness(const World& now, const Setting& setting, const ViolationParams& params);

/// vis: share of a breach that others see.
double visibility(const World& now, const ViolationParams& params);

}  // namespace comity::agents
