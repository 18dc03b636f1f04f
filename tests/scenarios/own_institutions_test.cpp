// Arenas, norms and bodies of a user's own, from a file alone.
#include <algorithm>

#include "agents/round.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_builder.hpp"
#include "tests/support/catch.hpp"

using namespace comity;

namespace {

scenarios::Start start_of(const std::string& name, const std::vector<std::string>& settings = {})
{
    sim::Problems problems;
    auto start = prepare(scenarios::read_scenario(name, settings, problems), problems);
    for (const auto& problem : problems) UNSCOPED_INFO(problem.place + ": " + problem.message);
    REQUIRE(problems.empty());
    return start;
}

/// How many drafts of some rounds are like this.
int drafts_of(const scenarios::Start& start, int rounds, auto&& like)
{
    agents::World world = start.world;
    agents::Influence influence = start.influence;
    int count = 0;
    for (int t = 0; t < rounds; ++t) {
        const agents::RoundRecord record = play_round(world, start.setting, influence, sim::Draws(1, 0, t));
        count += static_cast<int>(std::count_if(record.agenda.drafts.begin(), record.agenda.drafts.end(), like));
    }
    return count;
}

}  // namespace

TEST_CASE("an arena that the world does not know starts from those that it is like, and is contested", "[scenarios][own]")
{
    const auto start = start_of("x01");
    const auto& all = start.setting.institutions;
    const auto column = [&](const char* arena) { return start.world.position.col(all.arena(arena).index); };
    CHECK((column("AI") - (0.7 * column("CY") + 0.3 * column("HR"))).abs().maxCoeff() < 1e-12);
    const auto track = all.forum("AIT");
    CHECK(drafts_of(start, 20, [&](const agents::Draft& d) { return d.forum == track && d.norm == all.norm("AI1") && d.leader.exists(); }) > 0);
    CHECK(drafts_of(start, 4, [&](const agents::Draft& d) { return d.forum == track && d.kind == agents::DraftKind::background; }) > 0);
}

TEST_CASE("positions that the world lists come before those that an arena is like", "[scenarios][own]")
{
    const auto plain = start_of("s01"), same = start_of("s01", {"arenas.CY.like={HR: 1}"});
    CHECK((plain.world.position == same.world.position).all());
}

TEST_CASE("a club of a user's own meets, and its leaders draft in it", "[scenarios][own]")
{
    const auto start = start_of("x02");
    const auto club = start.setting.institutions.forum("CLUB");
    CHECK(drafts_of(start, 40, [&](const agents::Draft& d) { return d.forum == club && d.leader.exists(); }) > 0);
    agents::World world = start.world;
    agents::Influence influence = start.influence;
    play_round(world, start.setting, influence, sim::Draws(1, 0, 0));
    CHECK(world.roster[static_cast<std::size_t>(club.index)].size() == 19);
}
