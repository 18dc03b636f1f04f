#pragma once
// A hall for votes: a small world, drafts with a latent of the test's choice, and ballots by replicate.

#include <string>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/cast_votes.hpp"
#include "agents/world.hpp"
#include "tests/support/small_worlds.hpp"

namespace comity::tests {

constexpr agents::ForumId council{0}, assembly{1}, budget{3}, experts{4}, telecom{6}, club{9};
constexpr agents::ArenaId rights{0}, intervention{1};

/// The permanent members of the council, alone and with ten others.
inline const std::vector<std::string> five{"CHN", "FRA", "GBR", "RUS", "USA"};
inline std::vector<std::string> fifteen()
{
    std::vector<std::string> codes = five;
    for (char c = 'A'; c < 'K'; ++c) codes.push_back(std::string("E") + c);
    return codes;
}

struct Hall {
    agents::Setting setting;
    agents::World world;
    agents::Influence influence;
    agents::VotingParams params;

    explicit Hall(agents::Setting made) : setting(std::move(made)), world(small_world(setting)) {}

    std::vector<int>& roster(agents::ForumId forum) { return world.roster[static_cast<std::size_t>(forum.index)]; }
    int row(const std::string& code) const { return setting.country(code).index; }

    /// A draft whose first term is the voter's position: z = x - 0.
    static agents::Draft draft(agents::ForumId forum, double half_band, std::uint32_t key = 0)
    {
        agents::Draft d;
        d.forum = forum;
        d.arena = rights;
        d.slope = 1;
        d.half_band = half_band;
        d.key = key;
        return d;
    }
    /// So many of them, with keys of their own.
    static agents::Agenda agenda(const agents::Draft& pattern, int count)
    {
        agents::Agenda made;
        made.drafts.assign(static_cast<std::size_t>(count), pattern);
        for (std::size_t v = 0; v < made.drafts.size(); ++v) made.drafts[v].key = static_cast<std::uint32_t>(v);
        return made;
    }
    sim::Draws draws(int replicate = 0) const { return {7, static_cast<std::uint32_t>(replicate), world.round}; }
    /// Leaders' inclinations are those of the law, lines those of the drafts.
    agents::Ballots vote(agents::Agenda agenda, int replicate = 0, const agents::Lobbying& lobbying = {}) const
    {
        for (agents::Draft& draft : agenda.drafts) incline_leaders(world, setting, influence, draft, params);
        return cast_votes(world, setting, influence, agenda, lobbying, params, draws(replicate));
    }
};

/// The permanent members of the council and ten others, all of whom sit in it.
inline Hall council_of_fifteen()
{
    Hall hall(small_setting(fifteen()));
    hall.roster(council).resize(15);
    for (int i = 0; i < 15; ++i) hall.roster(council)[static_cast<std::size_t>(i)] = i;
    return hall;
}

/// How many of a row's votes are of this kind.
inline long count(const agents::Ballots& ballots, int row, agents::Vote kind)
{
    long found = 0;
    for (int v = 0; v < ballots.votes.cols(); ++v) found += ballots.vote(row, v) == kind ? 1 : 0;
    return found;
}

}  // namespace comity::tests
