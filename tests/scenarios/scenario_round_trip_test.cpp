#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "scenarios/replicate.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/scenario_writer.hpp"
#include "scenarios/synthetic_world.hpp"
#include "scenarios/world_builder.hpp"
#include "sim/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity;

namespace {

scenarios::Scenario read(const std::string& name, const std::vector<std::string>& settings = {})
{
    sim::Problems problems;
    auto scenario = scenarios::read_scenario(name, settings, problems);
    for (const auto& problem : problems) UNSCOPED_INFO(problem.place + ": " + problem.message);
    REQUIRE(problems.empty());
    return scenario;
}

scenarios::Start start_of(const scenarios::Scenario& scenario)
{
    sim::Problems problems;
    auto start = prepare(scenario, problems);
    for (const auto& problem : problems) UNSCOPED_INFO(problem.place + ": " + problem.message);
    REQUIRE(problems.empty());
    return start;
}

scenarios::RunRecord play(const scenarios::Scenario& scenario, std::uint32_t replicate)
{
    const auto start = start_of(scenario);
    scenarios::Replicator replicator(start, scenario.seed);
    scenarios::RunRecord record;
    replicator.play(replicate, record);
    return record;
}

}  // namespace

TEST_CASE("a resolved scenario reads back as itself and gives the same run", "[scenarios][writer]")
{
    const auto scenario = read("s03", {"rounds=12", "rules.voting.slope=1.75", "forums.UNGA.draft_rate=20", "observe.blocs_every_years=1", "observe.fragmentation_threshold=0.25"});
    const std::string text = to_yaml(scenario);
    const tests::ScratchFolder scratch;
    const auto file = scratch.path() / "resolved.yaml";
    std::ofstream(file) << text;
    const auto again = read(file.string());

    CHECK(to_yaml(again) == text);
    CHECK(again.id == "s03-us-exit");
    const auto first = play(scenario, 3);
    const auto second = play(again, 3);
    CHECK(first.positions == second.positions);
    CHECK((first.outcomes.isNaN() == second.outcomes.isNaN()).all());
    CHECK((first.outcomes == second.outcomes || first.outcomes.isNaN()).all());
}

TEST_CASE("expectations are written and read again, and hold for the scenario alone that states them", "[scenarios][writer]")
{
    const std::string expect =
        "expect=[{outcome: success_CR, change: similar, than: s02, within: 0.25}, {outcome: capacity_WHO_end, change: lower, value: -0.5}]";
    const auto scenario = read("s01", {expect, "theme=one's own"});
    const tests::ScratchFolder scratch;
    const auto file = scratch.path() / "resolved.yaml";
    std::ofstream(file) << to_yaml(scenario);
    const auto again = read(file.string());
    CHECK(to_yaml(again) == to_yaml(scenario));
    CHECK(again.theme == "one's own");
    REQUIRE(again.expect.size() == 2);
    CHECK(again.expect[0].change == scenarios::Change::similar);
    CHECK(again.expect[0].than.text == "s02");
    CHECK(again.expect[0].within == 0.25);
    CHECK(again.expect[1].value == -0.5);
    CHECK(again.expect[1].than.text.empty());

    const auto child = scratch.path() / "child.yaml";
    std::ofstream(child) << "comity: 1\nextends: resolved.yaml\n";
    CHECK(read(child.string()).expect.empty());
    CHECK(read(child.string()).theme == "one's own");
}

TEST_CASE("a setting changes what the file says, and is validated like it", "[scenarios][reader]")
{
    CHECK(read("s01", {"rules.voting.slope=2", "rounds=8"}).rules.voting.slope == 2);
    sim::Problems problems;
    scenarios::read_scenario("s01", {"rules.voting.slope=9", "rulez.voting.slope=2", "rounds"}, problems);
    REQUIRE(problems.size() == 3);
    CHECK(problems[0].place == "--set rules.voting.slope=9");
    CHECK(problems[0].message.find("must be in [0.5, 4]") != std::string::npos);
    CHECK(problems[1].message == "unknown key 'rulez'; did you mean 'rules'?");
    CHECK(problems[2].message == "'rounds' has no '='; a setting is path.to.key=value, such as rules.voting.slope=2");
}

TEST_CASE("replicates differ from one another, and a replicate repeats itself bit for bit", "[scenarios][replicate]")
{
    const auto scenario = read("s01", {"rounds=8"});
    CHECK(play(scenario, 1).positions == play(scenario, 1).positions);
    CHECK(play(scenario, 1).positions != play(scenario, 2).positions);
}

TEST_CASE("scenarios share their draws until they part", "[scenarios][replicate]")
{
    // s02 differs from s01 from round 4 on: until then the two are the same world.
    const auto baseline = play(read("s01", {"rounds=8"}), 5);
    const auto returned = play(read("s02", {"rounds=8"}), 5);
    const std::size_t cells = 4 * 193 * 4;  // rounds, countries, arenas
    CHECK(std::equal(baseline.positions.begin(), baseline.positions.begin() + cells, returned.positions.begin()));
    const auto same = (baseline.series == returned.series) || (baseline.series.isNaN() && returned.series.isNaN());
    CHECK(same.topRows(4).all());
    CHECK_FALSE(same.bottomRows(4).all());
}

TEST_CASE("synthetic worlds of any size load and run", "[scenarios][synthetic]")
{
    for (const char* size : {"3", "20", "193"}) {
        INFO(size);
        const auto record = play(read("s01", {std::string("world={synthetic: ") + size + "}", "rounds=8"}), 0);
        CHECK(std::all_of(record.positions.begin(), record.positions.end(), [](float x) { return x >= -4 && x <= 4; }));
    }
}

TEST_CASE("no two countries of a large synthetic world share their luck", "[scenarios][synthetic]")
{
    const auto world = scenarios::synthetic_world(100'000, 1, agents::default_institutions());
    std::set<std::uint64_t> codes;
    for (const auto& country : world.countries) codes.insert(sim::agent_code(country.code));
    CHECK(codes.size() == 100'000);
}

TEST_CASE("treaties are read, written and read again", "[scenarios][writer]")
{
    const std::string treaties = "treaties={T3: {title: Third, arena: HR, location: -1, opens: 2021Q3, parties_needed: 7, drafters: [AFR, APG], norm: HR2, "
                                 "forum: HRC, rival: T1}, T1: {rival: T3}, T2: {rival: '', norm: '', opens: 2020Q2}}";
    const auto scenario = read("s01", {treaties, "rules.treaties.on=true"});
    const tests::ScratchFolder scratch;
    const auto file = scratch.path() / "resolved.yaml";
    std::ofstream(file) << to_yaml(scenario);
    const auto again = read(file.string());
    CHECK(to_yaml(again) == to_yaml(scenario));

    const auto& all = again.institutions;
    REQUIRE(all.treaties.size() == 3);
    const agents::Treaty &first = all.treaties[0], &second = all.treaties[1], &third = all.treaties[2];
    CHECK(third.title == "Third");
    CHECK(third.arena == all.arena("HR"));
    CHECK(third.norm == all.norm("HR2"));
    CHECK(third.forum == all.forum("HRC"));
    CHECK(third.rival == all.treaty("T1"));
    CHECK(third.opens == agents::TreatyOpening{2021, 3});
    CHECK(third.drafters == std::vector<std::string>{"AFR", "APG"});
    CHECK(first.rival == all.treaty("T3"));
    CHECK(first.opens == agents::TreatyOpening{2001, 4});
    CHECK_FALSE(second.rival.exists());
    CHECK_FALSE(second.norm.exists());
    CHECK(second.forum.exists());

    // A default treaty that a small world cannot bring into force is no mistake while none is played, written out or not.
    const auto small = read("s01", {"world={synthetic: 20}"});
    std::ofstream(file) << to_yaml(small);
    start_of(read(file.string()));
}

TEST_CASE("a world's parties join before the year of the start, and what they are party to is open", "[scenarios][world_builder]")
{
    const auto of = [](const std::vector<std::string>& settings) { return start_of(read("s01", settings)).world.race; };
    const auto late = of({}), early = of({"world=world-1991", "start=1991Q1"}), between = of({"world=world-1991", "start=2005Q1"});
    CHECK(late.party.col(0).cast<int>().sum() == 64);
    CHECK(late.treaties[0].in_force);
    CHECK(late.treaties[0].open);
    CHECK(late.party.col(1).cast<int>().sum() == 0);
    CHECK_FALSE(late.treaties[1].open);
    CHECK(late.treaties[0].location == 1.2);
    CHECK(late.treaties[1].location == -0.5);
    CHECK(early.party.cast<int>().sum() == 0);
    CHECK_FALSE(early.treaties[0].open);
    CHECK(between.party.col(0).cast<int>().sum() == 8);  // ALB HRV 2002, EST HUN 2003, LTU MKD ROU SVN 2004
    CHECK(of({"world={synthetic: 50}"}).party.cast<int>().sum() == 0);
}
