#pragma once
// A meeting of a forum as the rules of the agenda see it.

#include <memory_resource>
#include <optional>
#include <vector>

#include "agents/country.hpp"
#include "agents/draft.hpp"
#include "agents/institutions.hpp"
#include "agents/rules/cast_votes.hpp"
#include "agents/rules/forecast_passage.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct AgendaParams;
class Influence;

/// What all meetings of a round share.
///
/// Draws: one normal a leader, Purpose::perception, agent = code of its first member
struct AgendaRound {
    const World& now;
    const Setting& setting;
    const Influence& influence;
    const AgendaParams& params;
    const sim::Draws& draws;
    ForumId assembly;            ///< `UNGA`, to which club texts are carried; none in a world without it
    NormId scrutiny;             ///< `HR2`: incumbents' drafts on it name a country
    std::vector<double> errors;  ///< [leader], by how much it misjudges all positions this round: N(0, sig_info (1.5 - dip_g))

    AgendaRound(const World& world, const Setting& fixed, const Influence& weights, const AgendaParams& agenda, const sim::Draws& chance);
};

/// One forum in session; makes the leaders' pull and the forecasts when they are first asked for, in a room that must outlive it.
class Meeting {
public:
    Meeting(const AgendaRound& shared, ForumId where, std::pmr::memory_resource* room = std::pmr::get_default_resource());

    const AgendaRound& round;
    const ForumId forum;
    const Forum& rules;

    /// Where what lives as long as the meeting may be kept.
    std::pmr::memory_resource* room() const { return room_; }
    /// What leaders pull with on all countries.
    const LeaderPull& pull();
    /// Chance that a draft passes as a leader foresees it, with this round's error and without lobbying; `enough` as in Forecast::chance.
    double chance_to_pass(const Draft& draft, LeaderId leader, double enough = 0);
    /// Whether a country may put a draft on the table: anyone who has not left for good, or members that still engage.
    bool may_table(CountryId country) const;
    /// Whether one of a leader's members may.
    bool may_table(LeaderId leader) const;
    /// A draft of this forum with the half-band of rule 4.6.
    Draft blank(DraftKind kind, ArenaId arena) const;

private:
    std::pmr::memory_resource* room_;
    std::pmr::vector<char> may_table_;  // [country], where members alone may
    std::optional<LeaderPull> pull_;
    std::optional<Forecast> forecast_;
};

/// Lasting code of a leader in the draws: that of its first member.
std::uint64_t agent_of(const Setting& setting, LeaderId leader);
/// rho_f C_f of the body that an adoption in a forum would bind: the forum itself, or the universal assembly for a club that drafts for it.
double authority_now(const AgendaRound& round, ForumId forum);
/// Cost of tabling on an arena, c_prop exp(-a_Om Om_g).
double cost_of_tabling(const AgendaRound& round, LeaderId leader, ArenaId arena);

}  // namespace comity::agents
