#pragma once
// Module M6: rival treaties compete for parties.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/country.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Agenda;
struct Outcomes;
class Influence;

struct TreatyParams {
    static constexpr const char* title = "Rival treaties compete for parties";

    bool on = false;
    double base = -5.2;
    double distance_weight = 1;
    double peer_weight = 1;
    double leverage_weight = 1;
    double excluded_weight = 0.5;
    double rival_weight = 0;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M6)", "off in the core");
        field("base", self.base, Range{-8, -3}, "log 1/round", "c0: hazard of joining where nothing else speaks for it or against", "65 of 193 in 74.4 rounds: the regional convention's 64 parties by September 2019");
        field("distance_weight", self.distance_weight, Range{0, 4}, "1/position", "c_x: effect of the distance between a country and the text", "judgement");
        field("peer_weight", self.peer_weight, Range{0, 4}, "1", "c_N: effect of partners that are parties", "judgement; Simmons & Elkins (2004), Am. Polit. Sci. Rev. 98:171, on joining as others do");
        field("leverage_weight", self.leverage_weight, Range{0, 4}, "1", "c_E: effect of economic dependence on the coalition nearer the text", "judgement");
        field("excluded_weight", self.excluded_weight, Range{0, 2}, "1", "c_I: pull on countries that had no part in drafting the rival", "judgement");
        field("rival_weight", self.rival_weight, Range{0, 4}, "1", "chi: how far a party to the rival is held back", "judgement; 0: joining one does not bar the other");
    }
};

/// How a treaty stands.
struct TreatyStanding {
    bool open = false;  ///< for countries to join
    bool in_force = false;
    double location = 0;  ///< l_t
    friend bool operator==(const TreatyStanding&, const TreatyStanding&) = default;
};

/// The treaties and who has joined them.
struct TreatyRace {
    std::vector<TreatyStanding> treaties;
    Eigen::Array<std::int8_t, Eigen::Dynamic, Eigen::Dynamic> party;  ///< [country, treaty], 1 a party, 0 none
};

/// A country that has joined a treaty before the start.
struct TreatyParty {
    TreatyId treaty;
    CountryId country;
};

/// The treaties as they stand at the start: those with parties are open, those with enough of them in force.
TreatyRace first_race(const Setting& setting, const std::vector<TreatyParty>& parties);

/// Countries join open treaties that they are no party to yet; nobody leaves one (module M6).
///
/// h_it = 1 - exp(-exp(c0 - c_x |x_ia - l_t| + c_N peers_it + c_E L_it + c_I excluded_it - chi in_rival_it)), a the treaty's arena;
/// peers = tie-weighted share of parties among partners, K_ij / sum_k K_ik of rule 4.3; L = sum over the members j of the coalition nearer
/// l_t of D_ij (1 - D_ji) e_jf, as rule 4.6 has it: without the leader that i belongs to, f the treaty's forum (e = 1 where it has none). The
/// coalition nearer l_t is the camp of the leader whose line is nearest, the first of several; without leaders L = 0. excluded = 1 where
/// the rival was drafted without i's regional group; in_rival = 1 for a party to the rival.
/// A treaty opens at its quarter or by event, and in that round countries may join. Until then each adopted draft of its forum on its
/// sub-norm that moves the status quo towards its location of the scenario sets l_t = p_v, the last of a round; incubators' drafts do not.
/// It is in force for good from the round in which it has the parties that it needs. Parties are those of the round before.
///
/// MODEL.md says of excluded: "1 unless a drafter (T1: WEOG, EEG)". It is read of the rival's drafters, since countries that had no hand in
/// the regional convention ask for another treaty: of its own drafters the positive sign would draw them into the text that they reject.
///
/// Shape:  party [country, treaty]
/// Units:  hazard per round
/// Draws:  one uniform per (country, treaty), Purpose::treaty_signature: treaties 2k and 2k + 1 share the block of index k
TreatyRace race_treaties(const World& now, const Setting& setting, const Influence& influence, const Agenda& agenda, const Outcomes& outcomes,
                         const TreatyParams& params, const sim::Draws& draws);

}  // namespace comity::agents
