#pragma once
// A small world with all that a meeting needs, and the drafts that come out of it.

#include <string>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/agenda/leader_drafts.hpp"
#include "agents/rules/table_drafts.hpp"
#include "agents/world.hpp"
#include "tests/support/small_worlds.hpp"

namespace comity::tests {

using namespace agents;

constexpr ArenaId rights{0}, intervention{1}, cyber{2};
constexpr NormId hr1{0}, hr2{1}, ni2{4}, cy1{6}, cy2{7};

/// Leaders see positions as they are and proposing is free; a test that is about chance or cost says so.
struct Stage {
    Setting setting;
    World world;
    Influence influence;
    AgendaParams params;

    explicit Stage(Setting made) : setting(std::move(made)), world(small_world(setting)), influence(setting, {})
    {
        params.perception_error = 0;
        params.cost = 0;
        influence.update(world, setting, world.rules.influence);
    }

    ForumId forum(const char* id) const { return setting.institutions.forum(id); }
    sim::Draws draws(int replicate = 0) const { return {2020, static_cast<std::uint32_t>(replicate), world.round}; }

    std::vector<Draft> options(ForumId where, LeaderId leader, int limit, const OptionSearch& search = {}) const
    {
        const sim::Draws chance = draws();
        const AgendaRound round(world, setting, influence, params, chance);
        Meeting meeting(round, where);
        return best_options(meeting, leader, limit, search);
    }
    std::vector<Draft> leader_drafts(ForumId where, LeaderId leader, int replicate = 0) const
    {
        const sim::Draws chance = draws(replicate);
        const AgendaRound round(world, setting, influence, params, chance);
        Meeting meeting(round, where);
        std::vector<Draft> drafts;
        table_leader_drafts(meeting, leader, drafts);
        return drafts;
    }
    Agenda agenda(int replicate = 0) const { return table_drafts(world, setting, influence, params, draws(replicate)); }

    /// Votes follow positions as a step, with nobody undecided and nobody swayed.
    void decide_sharply()
    {
        VotingParams& voting = world.rules.voting;
        voting.slope = 1e6;
        voting.half_band = 8;  // who stands on the cut itself abstains
        voting.leverage = voting.bandwagon = 0;
    }
};

/// A forum of everyone that decides one sub-norm and meets every quarter.
inline Forum room(NormId norm, DecisionRule rule = DecisionRule::majority)
{
    Forum f;
    f.id = "ROOM";
    f.quarters = {1, 2, 3, 4};
    f.rule = rule;
    f.norms = {norm};
    f.authority = 0.05;
    return f;
}

/// Default institutions with the pair, the USA and one EU member as leaders, and `others` unled countries C0, C1, ...
inline Setting led_setting(int others)
{
    std::vector<std::string> codes{"CHN", "RUS", "USA", "FRA", "GBR"};
    for (int i = 0; i < others; ++i) codes.push_back("C" + std::to_string(i));
    Setting setting = small_setting(std::move(codes));
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2});
    lead(setting, "EU", Camp::incumbents, {3});
    return setting;
}
constexpr LeaderId pair{0}, usa{1}, eu{2};

/// Everything that a draft says, for comparing two.
inline bool same(const Draft& a, const Draft& b)
{
    return a.forum == b.forum && a.kind == b.kind && a.arena == b.arena && a.norm == b.norm && a.leader == b.leader &&
           a.initiator == b.initiator && a.target == b.target && a.proposal == b.proposal && a.status_quo == b.status_quo &&
           a.ambition == b.ambition && a.label == b.label && a.slope == b.slope && a.cut == b.cut && a.half_band == b.half_band &&
           a.consent == b.consent && a.stakes == b.stakes && a.value == b.value && a.partner_cosponsors == b.partner_cosponsors &&
           a.num_cosponsors == b.num_cosponsors && a.key == b.key && a.line == b.line;
}

/// Whether `fewer` is `more` without some of its drafts, in the same order.
inline bool contains_in_order(const std::vector<Draft>& more, const std::vector<Draft>& fewer)
{
    std::size_t k = 0;
    for (const Draft& draft : more)
        if (k < fewer.size() && same(draft, fewer[k])) ++k;
    return k == fewer.size();
}

}  // namespace comity::tests
