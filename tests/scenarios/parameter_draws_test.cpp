#include "scenarios/parameter_draws.hpp"

#include <fstream>

#include "scenarios/replicate.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/scenario_writer.hpp"
#include "scenarios/world_builder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity;
using namespace comity::scenarios;

namespace {

/// A scenario on a small generated world in a folder of its own.
class Place {
public:
    std::string put(const std::string& name, const std::string& text) const
    {
        std::ofstream(scratch_.path() / name) << text;
        return (scratch_.path() / name).string();
    }
    std::string scenario(const std::string& more) const { return put("mine.yaml", "comity: 1\nworld: {synthetic: 12}\nrounds: 6\n" + more); }
    std::string file(const std::string& name) const { return (scratch_.path() / name).string(); }

private:
    tests::ScratchFolder scratch_;
};

sim::Problems problems_of(const std::string& scenario, const std::vector<std::string>& settings = {})
{
    sim::Problems problems;
    read_scenario(scenario, settings, problems);
    return problems;
}

Scenario sound(const std::string& name, const std::vector<std::string>& settings = {})
{
    sim::Problems problems;
    Scenario scenario = read_scenario(name, settings, problems);
    for (const auto& each : problems) UNSCOPED_INFO(each.place + ": " + each.message);
    REQUIRE(problems.empty());
    return scenario;
}

RunRecord play(const Scenario& scenario, std::uint32_t replicate)
{
    sim::Problems problems;
    const Start start = prepare(scenario, problems);
    REQUIRE(problems.empty());
    Replicator replicator(start, scenario.seed);
    RunRecord record;
    replicator.play(7, record);  // what was played before leaves nothing behind
    replicator.play(replicate, record);
    return record;
}

}  // namespace

TEST_CASE("a file of parameters lies over what a scenario extends and under what it says itself", "[scenarios][parameters]")
{
    const Place place;
    place.put("base.yaml", "comity: 1\nrules: {voting: {slope: 1, half_band: 1, leverage: 1, bandwagon: 1}}\n");
    place.put("fitted.yaml", "rules: {voting: {half_band: 2, leverage: 2, bandwagon: 2}}\nforums: {UNSC: {consent_bias: 3}}\n");
    const std::string mine = place.scenario("extends: base.yaml\nparameters: fitted.yaml\nrules: {voting: {leverage: 2.5, bandwagon: 1.5}}\n");
    const Scenario scenario = sound(mine, {"rules.voting.bandwagon=0.5"});
    CHECK(scenario.rules.voting.slope == 1);
    CHECK(scenario.rules.voting.half_band == 2);
    CHECK(scenario.rules.voting.leverage == 2.5);
    CHECK(scenario.rules.voting.bandwagon == 0.5);
    CHECK(scenario.institutions.forums[static_cast<std::size_t>(scenario.institutions.forum("UNSC").index)].consent_bias == 3);
    // As a setting it is stronger than the scenario, and weaker than settings after it.
    const std::string plain = place.put("plain.yaml", "comity: 1\nrules: {voting: {leverage: 1, half_band: 1}}\n");
    const std::string setting = "parameters=\"" + place.file("fitted.yaml") + "\"";
    CHECK(sound(plain, {setting}).rules.voting.leverage == 2);
    CHECK(sound(plain, {setting, "rules.voting.leverage=0.25"}).rules.voting.leverage == 0.25);
    // What is written out has no need of the file.
    CHECK(to_yaml(scenario).find("parameters:") == std::string::npos);
}

TEST_CASE("what is wrong with a file of parameters is told where it stands", "[scenarios][parameters]")
{
    const Place place;
    place.put("fitted.yaml", "rules:\n  voting: {slope: 9, slop: 1}\nrounds: 3\n");
    const sim::Problems found = problems_of(place.scenario("parameters: fitted.yaml\n"));
    REQUIRE(found.size() == 3);
    const std::string file = place.file("fitted.yaml");
    CHECK(found[0].place == file + ":2:19");
    CHECK(found[0].message.find("rules.voting.slope is 9, but must be in [0.5, 4]") == 0);
    CHECK(found[1] == sim::Problem{file + ":2:22", "unknown key 'slop' in rules.voting; did you mean 'slope'?"});
    CHECK(found[2] == sim::Problem{file + ":3:1", "unknown key 'rounds'; a file of parameters holds rules and forums"});
    const sim::Problems missing = problems_of(place.scenario("parameters: nowhere.yaml\n"));
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].message == "parameters names 'nowhere.yaml', which is no file");
}

TEST_CASE("run n plays with draw n, and after the last with the first again", "[scenarios][parameters]")
{
    const Place place;
    place.put("draws.csv", "rules.influence.noise,forums.UNGA.draft_rate\n0.02,40\n0.1,10\n");
    const Scenario drawing = sound(place.scenario("draws: draws.csv\n"));
    const Scenario first = sound(place.scenario("rules: {influence: {noise: 0.02}}\nforums: {UNGA: {draft_rate: 40}}\n"));
    const Scenario second = sound(place.scenario("rules: {influence: {noise: 0.1}}\nforums: {UNGA: {draft_rate: 10}}\n"));
    for (std::uint32_t run : {0u, 1u, 2u, 5u}) {
        const RunRecord record = play(drawing, run), expected = play(run % 2 == 0 ? first : second, run), other = play(run % 2 == 0 ? second : first, run);
        CHECK(record.positions == expected.positions);
        CHECK((record.outcomes == expected.outcomes || (record.outcomes.isNaN() && expected.outcomes.isNaN())).all());
        CHECK_FALSE(record.positions == other.positions);
    }
}

TEST_CASE("a table of draws that was read is written as it was", "[scenarios][parameters]")
{
    const Place place;
    sim::Problems problems;
    const ParameterDraws draws = read_draws(place.put("posterior.csv", "draw,voting.slope,partnership.growth\n0,1.5,0.08\n1,0.1,1e-3\n"), problems);
    CHECK(problems.empty());
    CHECK(as_csv(draws) == "voting.slope,partnership.growth\n1.5,0.08\n0.1,0.001\n");  // the number of the draw is no parameter
}

TEST_CASE("what is wrong with a table of draws is told with its line", "[scenarios][parameters]")
{
    struct Fault {
        std::string table, place, message;
    };
    const Fault fault = GENERATE(
        Fault{"voting.slop\n1\n", ":1", "unknown parameter 'voting.slop'; did you mean 'voting.slope'?; a column is a number of a rule or of a forum, such as voting.slope"},
        Fault{"voting.noise\n1\n", ":1", "unknown parameter 'voting.noise'; did you mean 'voting.slope'?; a column is a number of a rule or of a forum, such as voting.slope"},
        Fault{"voting.slope\n1\n9\n", ":3", "voting.slope is 9, but must be in [0.5, 4] logit/position^2 (beta0: how sharply positions decide)"},
        Fault{"voting.slope\n1\nmuch\n", ":3:1", "voting.slope is 'much', but must be a number"},
        Fault{"voting.slope\n1\nnan\n", ":3:1", "voting.slope is 'nan', but must be a number"},
        Fault{"voting.slope,voting.slope\n1,1\n", ":1", ""}, Fault{"voting.slope\n", "", "the table has no draw"}, Fault{"draw\n1\n", "", "the table has no column of a parameter"},
        Fault{"influence.trade_weight,influence.security_weight\n0.2,0.2\n0.9,0.9\n", ":3",
              "rules.influence: security_weight + trade_weight + caucus_weight must be at most 1; partnerships take the rest"});
    CAPTURE(fault.table);
    const Place place;
    const std::string file = place.put("draws.csv", fault.table);
    const sim::Problems found = problems_of(place.scenario("draws: draws.csv\n"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].place.find(file + fault.place) == 0);
    if (!fault.message.empty()) CHECK(found[0].message == fault.message);
}

TEST_CASE("of many draws out of range the first few are told, and how many more", "[scenarios][parameters]")
{
    const Place place;
    std::string table = "voting.slope\n";
    for (int k = 0; k < 40; ++k) table += "9\n";
    const std::string file = place.put("draws.csv", table);
    const sim::Problems found = problems_of(place.scenario("draws: draws.csv\n"));
    REQUIRE(found.size() == 6);
    CHECK(std::count_if(found.begin(), found.end(), [](const auto& each) { return each.message == "and 35 more values out of range"; }) == 1);
}
