#include "analysis/report/scenario_changes.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/event_types.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using Json = nlohmann::ordered_json;

namespace {

const Json baseline = Json::parse(R"({
    "id": "s01", "title": "Baseline", "world": "world-2020", "rounds": 60,
    "rules": {"threat": {"base": -2, "adjustment": 0.1}},
    "forums": {"HRC": {"title": "Human Rights Council", "quarters": [1, 2]}},
    "events": [{"type": "exit", "step": 0, "state": ["USA"], "forum": ["all"], "engagement": 0.8},
               {"type": "shock", "step": 0, "duration": 4, "threat": 0.1, "engagement": 0, "media": 1, "style": 1}]})");

ScenarioChanges changes(const Json& other)
{
    return changes_between(read_input(baseline), read_input(other));
}

// A run that starts in the second quarter of 2020 and names two countries.
RunResults run()
{
    RunResults results;
    results.manifest.start = "2020Q2";
    results.manifest.input = read_input(baseline);
    results.positions.countries = {{"USA", "United States", "", "", 0, 0}, {"CHN", "China", "", "", 0, 0}};
    return results;
}

std::string words(const char* event)
{
    return event_words(read_input({{"events", {Json::parse(event)}}}).events.front(), run());
}

}  // namespace

TEST_CASE("a scenario of other words has nothing different", "[analysis][report]")
{
    Json other = baseline;
    other["id"] = "s02";
    other["title"] = "Another";
    other["narrative"] = "A new text";
    CHECK(changes(other).empty());
}

TEST_CASE("changed, new and missing values are told by their path", "[analysis][report]")
{
    Json other = baseline;
    other["rules"]["threat"]["base"] = -1;
    other["forums"]["HRC"]["quarters"] = {1, 3};
    other["rules"]["threat"].erase("adjustment");
    other["keep"] = {{"series", 5}};
    const auto found = changes(other).values;
    REQUIRE(found.size() == 4);
    CHECK(found[0].path == "forums.HRC.quarters");
    CHECK(found[0].before == "1, 2");
    CHECK(found[0].after == "1, 3");
    CHECK(found[0].meaning.empty());
    CHECK(found[1].path == "keep.series");
    CHECK_FALSE(found[1].before);
    CHECK(found[2].path == "rules.threat.adjustment");
    CHECK_FALSE(found[2].after);
    CHECK(found[3].path == "rules.threat.base");
    CHECK(found[3].before == "-2");
    CHECK(found[3].after == "-1");
    CHECK_FALSE(found[3].meaning.empty());
}

TEST_CASE("a new body is one change by its title, not one for each of its keys", "[analysis][report]")
{
    Json other = baseline;
    other["forums"]["HRC-2"] = {{"title", "A second council"}, {"quarters", {1}}};
    const auto found = changes(other).values;
    REQUIRE(found.size() == 1);
    CHECK(found[0].path == "forums.HRC-2");
    CHECK_FALSE(found[0].before);
    CHECK(found[0].after == "A second council");
}

TEST_CASE("events that only one of two scenarios has are told apart, repeated ones too", "[analysis][report]")
{
    Json other = baseline;
    other["events"].erase(1);
    other["events"].push_back(other["events"][0]);
    const auto found = changes(other);
    CHECK(found.values.empty());
    REQUIRE(found.added.size() == 1);
    CHECK(found.added[0].at("type").front() == "exit");
    REQUIRE(found.left_out.size() == 1);
    CHECK(found.left_out[0].at("type").front() == "shock");
}

TEST_CASE("an input that is no map of values is not recorded", "[analysis][report]")
{
    CHECK_FALSE(read_input(Json("id: s01\n")).recorded);
    CHECK(read_input(baseline).recorded);
}

TEST_CASE("events are told in plain words with their date", "[analysis][report]")
{
    CHECK(words(R"({"type": "exit", "step": 3, "state": ["USA"], "forum": ["HRC"], "engagement": 0.1})") ==
          "2021 Q1: engagement of United States in Human Rights Council (HRC) falls to 0.1 (1 is full)");
    CHECK(words(R"({"type": "return", "date": "2024Q3", "state": ["USA", "EU"], "forum": ["all"], "engagement": 1})") ==
          "2024 Q3: engagement of United States and EU in all bodies rises to 1 (1 is full)");
    CHECK(words(R"({"type": "shock", "step": 0, "duration": 1, "threat": 0.1, "engagement": 0, "media": 2, "style": 1})") ==
          "2020 Q2: shock to all countries for 1 quarter: threat +0.1 and reach of media times 2");
    CHECK(words(R"({"type": "sanction", "step": 0, "sender": "CR", "target": "USA", "on": false})") ==
          "2020 Q2: standing sanction of CR on United States ends");
    CHECK(words(R"({"type": "path", "step": 0, "variable": "exposure", "state": ["CHN"], "values": [1, 2, 3, 4, 5]})") ==
          "2020 Q2: exposure of China follows given values: 1, 2, 3 and 2 more");
}

TEST_CASE("every type of event has words of its own for all that it needs", "[analysis][report]")
{
    for (const auto& type : comity::scenarios::event_types()) {
        InputEvent event{{"type", {type.name}}};
        for (const auto& field : type.fields) event[field.name] = {"1"};
        const std::string text = event_words(event, run());
        CHECK_THAT(text, !ContainsSubstring(": " + type.name + ", ") && !ContainsSubstring("?"));
    }
    CHECK_THAT(words(R"({"type": "unheard", "step": 0, "level": 2})"), StartsWith("2020 Q2: unheard, level 2"));
}
