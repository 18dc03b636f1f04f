#include "agents/measures/treaty_parties.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "agents/measures/observer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

/// What the measure says of a world, by column.
std::vector<double> measured(const Setting& setting, const World& world)
{
    Rules rules;
    rules.treaties.on = true;
    TreatyMeasure measure(setting, rules);
    std::vector<double> values(measure.columns().size(), -1);
    RowWriter row(values.data(), 1);
    measure.observe(world, row);
    CHECK(row.position() == values.data() + values.size());
    return values;
}

bool names(const std::vector<Metric>& metrics, const std::string& name)
{
    return std::any_of(metrics.begin(), metrics.end(), [&](const Metric& each) { return each.name == name; });
}

}  // namespace

TEST_CASE("parties, double parties, and pairs with a common treaty in force are counted", "[agents][treaty_parties]")
{
    const Setting setting = small_setting(5);
    World world = small_world(setting);
    // C0 and C1 are party to T1 alone, C2 to both, C3 to T2, C4 to none
    world.race.party.col(0) << 1, 1, 1, 0, 0;
    world.race.party.col(1) << 0, 0, 1, 1, 0;
    CHECK(measured(setting, world) == std::vector<double>{3, 0, 2, 0, 1, 0});  // none is in force
    world.race.treaties[0].in_force = true;
    CHECK(measured(setting, world) == std::vector<double>{3, 1, 2, 0, 1, 0.3});  // 3 of 10 pairs
    world.race.treaties[1].in_force = true;
    CHECK(measured(setting, world) == std::vector<double>{3, 1, 2, 1, 1, 0.4});
    world.race.party.col(1) << 0, 1, 1, 1, 0;
    CHECK(measured(setting, world) == std::vector<double>{3, 1, 3, 1, 2, 0.5});  // C1 and C2 share both, and count once
}

TEST_CASE("the columns of the race are there where it is played, after those of the core", "[agents][treaty_parties]")
{
    const Setting setting = small_setting(5);
    Rules on;
    on.treaties.on = true;
    const auto core = series_metrics(setting), more = series_metrics(setting, on);
    CHECK_FALSE(names(core, "treaty_parties_T1"));
    REQUIRE(more.size() == core.size() + 6);
    for (std::size_t k = 0; k < core.size(); ++k) CHECK(more[k].name == core[k].name);
    for (const char* name : {"treaty_parties_T1", "treaty_in_force_T1", "treaty_parties_T2", "treaty_in_force_T2", "treaty_double_parties", "evidence_sharing"})
        CHECK(names(more, name));
    CHECK(names(outcome_metrics(setting, on), "treaty_parties_T2_end"));
    CHECK(names(outcome_metrics(setting, on), "evidence_sharing_mean"));
    CHECK_FALSE(names(outcome_metrics(setting), "evidence_sharing_mean"));
}
