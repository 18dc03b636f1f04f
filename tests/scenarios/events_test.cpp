// From events in a file to events of a setting.
#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/scenario_reader.hpp"
#include "scenarios/scenario_writer.hpp"
#include "scenarios/world_builder.hpp"
#include "tests/support/catch.hpp"

using namespace comity;

namespace {

/// The scenario s01 on the world of 2020 with no events but these.
scenarios::Scenario with_events(const std::string& events)
{
    sim::Problems problems;
    auto scenario = scenarios::read_scenario("s01", {}, problems);
    scenario.events.clear();
    const auto given = scenarios::read_scenario("s01", {"events=" + events}, problems);
    REQUIRE(problems.empty());
    const auto before = static_cast<std::ptrdiff_t>(scenarios::read_scenario("s01", {}, problems).events.size());
    scenario.events.assign(given.events.begin() + before, given.events.end());
    return scenario;
}

std::vector<agents::Event> resolved(const std::string& events, sim::Problems& problems)
{
    return prepare(with_events(events), problems).setting.events;
}

}  // namespace

TEST_CASE("who is named by itself and in a group, or among all, is meant once", "[scenarios][events]")
{
    sim::Problems problems;
    const auto one = resolved("[{type: topup, step: 0, state: [EU], forum: all, amount: 0.1}]", problems);
    const auto again = resolved("[{type: topup, step: 0, state: [EU, DEU], forum: [all, HRC], amount: 0.1}]", problems);
    REQUIRE(problems.empty());
    CHECK(one.size() == 10);  // forums
    CHECK(again.size() == one.size());
    CHECK(again.front().countries.size() == 27);
    CHECK(again.front().countries == one.front().countries);
}

TEST_CASE("a group that has no members when the run starts is a mistake", "[scenarios][events]")
{
    sim::Problems problems;
    scenarios::Scenario scenario = with_events("[{type: shock, step: 0, state: EU, threat: 0.1}]");
    scenario.start = {1980, 1};
    scenario.start_given = true;
    scenario.world.folder = "world-1991";
    prepare(scenario, problems);
    const auto said = [&](const std::string& message) {
        return std::any_of(problems.begin(), problems.end(), [&](const auto& each) { return each.message == message; });
    };
    CHECK_FALSE(said("group 'EU' has no members in 1980, when the run starts"));  // the start itself is the mistake

    problems.clear();
    scenario.start = {1991, 1};
    scenario.events[0].countries[0].text = "CSTO";
    prepare(scenario, problems);
    CHECK(said("group 'CSTO' has no members in 1991, when the run starts"));
}

TEST_CASE("an event that no date fixes waits for its hazard and its metric", "[scenarios][events]")
{
    sim::Problems problems;
    const std::string hazard = "{type: exit, hazard: 0.05, state: USA, forum: [HRC, WHO]}";
    const std::string trigger = "{type: topup, date: 2021Q1, when: capacity_WHO, below: 0.4, for: 4, within: 8, state: CHN, forum: WHO, amount: 0.1}";
    const auto events = resolved("[" + hazard + ", " + trigger + ", " + hazard + "]", problems);
    REQUIRE(problems.empty());
    REQUIRE(events.size() == 5);
    const auto onset = [&](std::size_t k) { return events[k].onset.value(); };
    CHECK((onset(0).hazard == 0.05 && onset(0).metric == -1 && events[0].round == 0));
    CHECK((onset(0).agent == onset(1).agent && onset(0).index == onset(1).index));  // one exit from two bodies
    CHECK((onset(2).agent == onset(0).agent && onset(2).index == onset(0).index + 1));  // another exit of the same kind
    CHECK((onset(4).hazard == 1 && onset(4).below == 0.4 && onset(4).lasting == 4 && onset(4).last == 11 && events[4].round == 4));
    CHECK(onset(4).metric >= 0);
    CHECK(resolved("[" + trigger + ", " + hazard + "]", problems)[0].onset->agent == onset(0).agent);
    CHECK(resolved("[{type: exit, hazard: 0.05, state: CHN, forum: [HRC, WHO]}]", problems)[0].onset->agent != onset(0).agent);
    CHECK(events[0].listed < events[4].listed);
    CHECK(events[0].listed == events[1].listed);

    const std::string text = to_yaml(with_events("[" + hazard + ", " + trigger + "]"));
    CHECK(text.find("{type: exit, step: 0, hazard: 0.05, state: [\"USA\"], forum: [\"HRC\", \"WHO\"], engagement: 0}") != std::string::npos);
    CHECK(text.find("{type: topup, date: 2021Q1, when: \"capacity_WHO\", below: 0.4, for: 4, within: 8, ") != std::string::npos);
}

TEST_CASE("an event is written with all that it names", "[scenarios][events]")
{
    const std::string text =
        to_yaml(with_events("[{type: sanction, step: 1, sender: US, target: [CHN, RUS]}, {type: path, date: 2020Q2, variable: "
                            "attention, state: USA, leader: US, "
                            "forum: HRC, values: [2, 1]}, {type: path, step: 0, variable: exposure, state: USA, values: 0.5}]"));
    CHECK(text.find("{type: sanction, step: 1, sender: \"US\", target: [\"CHN\", \"RUS\"], on: true}") != std::string::npos);
    CHECK(
        text.find("{type: path, date: 2020Q2, variable: \"attention\", state: [\"USA\"], values: [2, 1], leader: \"US\", forum: "
                  "[\"HRC\"]}") != std::string::npos);
    CHECK(text.find("{type: path, step: 0, variable: \"exposure\", state: [\"USA\"], values: [0.5]}") != std::string::npos);
}

TEST_CASE("an event that a module reads passes where the scenario switches the module on", "[scenarios][events]")
{
    const std::string event = "[{type: leader_change, step: 4, dyad: [CHN, RUS]}]";
    const auto last_of = [&](const std::vector<std::string>& settings, sim::Problems& problems) {
        auto all = settings;
        all.push_back("events=" + event);
        const auto scenario = scenarios::read_scenario("s01", all, problems);
        const auto events = prepare(scenario, problems).setting.events;
        return events.empty() ? agents::EventKind::declaration : events.back().kind;
    };
    sim::Problems problems;
    CHECK(last_of({"rules.leadership.on=true"}, problems) == agents::EventKind::leader_change);
    CHECK(problems.empty());
    last_of({"rules.leadership.on=true", "rules.leadership.on=false"}, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "event 'leader_change' needs rules.leadership.on");
}
