#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_builder.hpp"
#include "tests/support/catch.hpp"

using namespace comity;

TEST_CASE("in a generated world every elected seat is taken from the first round on", "[scenarios][world_builder]")
{
    scenarios::Scenario scenario;
    scenario.world.synthetic_countries = 193;
    sim::Problems problems;
    const auto start = prepare(scenario, problems);
    REQUIRE(problems.empty());
    const auto seats = [&](const char* forum) {
        return start.world.roster[static_cast<std::size_t>(start.setting.institutions.forum(forum).index)].size();
    };
    CHECK(seats("UNSC") == 15);
    CHECK(seats("HRC") == 47);
}
