#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using nlohmann::json;

TEST_CASE("what is listed can be described, in words and as JSON", "[cli][catalogue]")
{
    const Ended listed = enter({"list", "--json"});
    CHECK(listed.code == 0);
    CHECK(listed.err.empty());
    const json groups = json::parse(listed.out);
    for (const char* group : {"scenarios", "worlds", "rules", "parameters", "arenas", "norms", "forums", "treaties", "claims", "events", "outcomes", "metrics"}) {
        CAPTURE(group);
        REQUIRE(groups.contains(group));
        const std::string name = groups[group].front()["name"];
        CAPTURE(name);
        const Ended words = enter({"describe", name}), data = enter({"describe", name, "--json"});
        CHECK(words.code == 0);
        CHECK_FALSE(words.out.empty());
        CHECK(words.err.empty());
        CHECK(data.code == 0);
        CHECK(json::accept(data.out));
    }
    const std::string words = enter({"list"}).out;
    for (const char* shown : {"s01-baseline-2020", "needs rules.leadership.on", "needs rules.violations.on", "treaty_parties_T1", "treaty_parties_T2_end"}) {
        CAPTURE(shown);
        CHECK(words.find(shown) != std::string::npos);
    }
}

TEST_CASE("every parameter is described with default, range, unit, meaning and source", "[cli][catalogue]")
{
    const json parameters = json::parse(enter({"describe", "parameters", "--json"}).out);
    std::size_t count = 0;
    const auto visit = [&](auto&& self, const json& node) -> void {
        if (node.is_object() && node.contains("parameter")) {
            ++count;
            CAPTURE(node.dump());
            for (const char* key : {"meaning", "source"}) CHECK_FALSE(node.at(key).get<std::string>().empty());
            if (node.contains("one_of")) {
                CHECK(std::count(node.at("one_of").begin(), node.at("one_of").end(), node.at("default")) == 1);
                return;
            }
            CHECK_FALSE(node.at("unit").get<std::string>().empty());
            CHECK((node.at("low") <= node.at("default") && node.at("default") <= node.at("high")));
        } else if (node.is_structured()) {
            for (const json& each : node) self(self, each);
        }
    };
    visit(visit, parameters);
    CHECK(count >= 60);
}

TEST_CASE("the schema of a scenario is JSON and knows its keys", "[cli][catalogue]")
{
    const Ended printed = enter({"schema", "scenario"});
    CHECK(printed.code == 0);
    CHECK(printed.err.empty());
    const json schema = json::parse(printed.out);
    for (const char* key : {"extends", "world", "rounds", "seed", "runs", "rules", "events", "forums", "treaties"})
        CHECK(schema["properties"].contains(key));
}

TEST_CASE("every key in the schema says what it means, and those that have a default name it", "[cli][catalogue]")
{
    const json schema = json::parse(enter({"schema", "scenario"}).out);
    int keys = 0;
    const auto visit = [&](auto&& self, const json& node) -> void {
        if (node.is_object() && node.contains("properties"))
            for (const auto& [name, key] : node["properties"].items()) {
                ++keys;
                CAPTURE(name);
                CHECK_FALSE(key.value("description", "").empty());
            }
        if (node.is_structured())
            for (const json& each : node) self(self, each);
    };
    visit(visit, schema);
    CHECK(keys >= 200);

    const json& top = schema["properties"];
    CHECK(top["start"]["default"] == "2020Q1");
    CHECK(top["initial_adoption"]["default"] == "settled");
    CHECK(top["keep"]["properties"]["series"]["default"] == 20);
    CHECK(top["keep"]["properties"]["positions"]["default"] == 10);
    for (const auto& [name, key] : top["forums"]["additionalProperties"]["properties"].items()) {
        CAPTURE(name);
        CHECK((key.contains("default") || name == "title"));  // a new forum has the title of its id
    }
}

TEST_CASE("every path that a scenario may set is described, with the value that it has by default", "[cli][catalogue]")
{
    struct Path {
        std::string path;
        json range, standard;
    };
    const Path of = GENERATE(Path{"forums.UNSC.authority", {0, 0.3}, 0.1}, Path{"forums.UNSC.quarters", {1, 4}, {1, 2, 3, 4}},
                             Path{"forums.HRC.rule", nullptr, "majority"}, Path{"forums.UNGA.overlaps", {0, 1}, {{"HRC", 0.2}}},
                             Path{"forums.UNGA.overlaps.HRC", {0, 1}, {{"HRC", 0.2}}},
                             Path{"norms.NI3.offsets", {-4, 4}, {{"CHN", 0.8}, {"RUS", -0.5}}}, Path{"arenas.CT.load", {0, 2}, 0},
                             Path{"norms.HR1.arena", nullptr, "HR"}, Path{"keep.series", {0, 1000000}, 20},
                             Path{"treaties.T1.opens", nullptr, "2001Q4"}, Path{"treaties.T2.opens", nullptr, "by_event"},
                             Path{"treaties.T1.parties_needed", {1, 1000000}, 5}, Path{"treaties.T2.rival", nullptr, "T1"},
                             Path{"treaties.T1.location", {-4, 4}, 1.2}, Path{"events.treaty_open.treaty", nullptr, nullptr},
                             Path{"world", nullptr, "world-2020"}, Path{"start", nullptr, "2020Q1"},
                             Path{"rounds", {1, 4000}, 60}, Path{"rules.voting.slope", {0.5, 4}, 1.5},
                             Path{"events.exit.engagement", nullptr, nullptr}, Path{"extends", nullptr, nullptr});
    CAPTURE(of.path);
    const Ended data = enter({"describe", of.path, "--json"});
    REQUIRE(data.code == 0);
    const json told = json::parse(data.out);
    CHECK_FALSE(told["meaning"].get<std::string>().empty());
    CHECK(told.value("default", json()) == of.standard);
    if (!of.range.is_null()) CHECK(json{told["low"], told["high"]} == of.range);
    CHECK(enter({"describe", of.path}).code == 0);
}

TEST_CASE("a path that nothing has is met with the nearest that there is", "[cli][catalogue]")
{
    const Ended ended = enter({"describe", "forums.UNSC.authorty"});
    CHECK(ended.code == 2);
    CHECK(ended.err.find("nothing is called 'forums.UNSC.authorty'; did you mean 'forums.UNSC.authority'?") != std::string::npos);
}

TEST_CASE("scenarios stand below their themes, each theme once", "[cli][catalogue]")
{
    const std::string words = enter({"list"}).out;
    CHECK(words.find("\n allies\n  s04-transatlantic-rift") != std::string::npos);
    const json listed = json::parse(enter({"list", "--json"}).out);
    std::vector<std::string> themes;
    for (const json& each : listed["scenarios"])
        if (themes.empty() || themes.back() != each.at("theme")) themes.push_back(each.at("theme"));
    CHECK(themes.size() >= 5);
    CHECK(std::set<std::string>(themes.begin(), themes.end()).size() == themes.size());
}

TEST_CASE("targets are told with what they inform and how runs and record differ", "[cli][catalogue]")
{
    const json all = json::parse(enter({"describe", "targets", "--json"}).out)["targets"];
    CHECK(all.size() > 30);
    for (const json& each : all) {
        CAPTURE(each["target"].get<std::string>());
        CHECK(json::parse(enter({"describe", "targets." + each["target"].get<std::string>(), "--json"}).out) == each);
        CHECK(each.contains("runs_and_record"));
        CHECK_FALSE(each["years"].empty());
    }
    CHECK(enter({"describe", "targets.yes_shar"}).code == 2);
    CHECK(json::parse(enter({"describe", "targets.vetoed_by_RUS", "--json"}).out)["years"] == json{"1991-1999", "2000-2006", "2007-2019"});
}

TEST_CASE("the table of claims is told row by row, with what was found", "[cli][catalogue]")
{
    const json all = json::parse(enter({"describe", "claims", "--json"}).out)["claims"];
    CHECK(all.size() >= 70);
    const json row = json::parse(enter({"describe", "R19", "--json"}).out)["claims"];
    REQUIRE(row.size() == 3);
    for (const json& each : row) {
        CHECK(each["row"] == "R19");
        CHECK((each["effect"]["low"] <= each["effect"]["mean"] && each["effect"]["mean"] <= each["effect"]["high"]));
        CHECK(each.contains("note") == (each["result"] != "shown"));
    }
    CHECK(enter({"describe", "R19"}).out.find("; counter-case: ") != std::string::npos);
}

TEST_CASE("a merger is described with both leaders", "[cli][catalogue]")
{
    const json events = json::parse(enter({"describe", "x03-coalitions", "--json"}).out)["events"];
    const auto merger = std::find_if(events.begin(), events.end(), [](const json& each) { return each["type"] == "merger"; });
    REQUIRE(merger != events.end());
    CHECK((*merger)["leader"] == "EU");
    CHECK((*merger)["absorbed"] == "US");
}
