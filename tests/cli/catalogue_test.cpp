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
    for (const char* group : {"scenarios", "worlds", "rules", "parameters", "arenas", "norms", "forums", "events", "outcomes", "metrics"}) {
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
    CHECK(enter({"list"}).out.find("s01-baseline-2020") != std::string::npos);
}

TEST_CASE("every parameter is described with default, range, unit, meaning and source", "[cli][catalogue]")
{
    const json parameters = json::parse(enter({"describe", "parameters", "--json"}).out);
    std::size_t count = 0;
    const auto visit = [&](auto&& self, const json& node) -> void {
        if (node.is_object() && node.contains("parameter")) {
            ++count;
            CAPTURE(node.dump());
            for (const char* key : {"unit", "meaning", "source"}) CHECK_FALSE(node.at(key).get<std::string>().empty());
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
    for (const char* key : {"extends", "world", "rounds", "seed", "runs", "rules", "events", "forums"})
        CHECK(schema["properties"].contains(key));
}
