#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

/// A scenario of a few countries and rounds in a folder, with these lines after it.
std::string small_scenario(const ScratchFolder& folder, const std::string& name, const std::string& lines)
{
    const std::string file = (folder.path() / name).string();
    std::ofstream(file) << "comity: 1\nworld: {synthetic: 20}\nrounds: 8\n" << lines;
    return file;
}

}  // namespace

TEST_CASE("expectations are held against runs: a scenario is similar to itself, neither higher nor lower", "[cli][expect]")
{
    const ScratchFolder folder;
    small_scenario(folder, "other.yaml", "");
    const std::string file = small_scenario(folder, "mine.yaml",
                                            "expect:\n"
                                            "  - {outcome: capacity_mean_end, change: similar, than: other.yaml, within: 0}\n"
                                            "  - {outcome: capacity_mean_end, change: higher, than: other.yaml}\n"
                                            "  - {outcome: capacity_mean_end, change: lower, value: 1.5}\n"
                                            "  - {outcome: capacity_mean_end, change: lower, value: -0.5}\n");
    const Ended data = enter({"expect", file, "--runs", "4", "--json"});
    CHECK(data.err.empty());
    REQUIRE(data.code == 0);
    const json found = json::parse(data.out);
    REQUIRE(found.size() == 4);
    const std::vector<std::string> results = {"met", "not met", "met", "not met"};
    for (std::size_t k = 0; k < 4; ++k) {
        CHECK(found[k]["result"] == results[k]);
        CHECK(found[k]["runs"] == 4);
        CHECK(found[k]["low"] <= found[k]["difference"]);
    }
    CHECK(found[0]["difference"] == 0);
    CHECK(found[0]["expectation"] == "capacity_mean_end similar to other (within 0)");

    const Ended words = enter({"expect", file, "--runs", "4"});
    CHECK(words.code == 0);
    CHECK_THAT(words.out, ContainsSubstring("met        capacity_mean_end similar to other (within 0): 0 [0, 0], 4 runs"));
}

TEST_CASE("what cannot be compared is an error with its place", "[cli][expect]")
{
    const ScratchFolder folder;
    small_scenario(folder, "other.yaml", "");
    const std::string file = small_scenario(
        folder, "mine.yaml",
        "rules: {rights: {on: true}}\nexpect:\n  - {outcome: rights_budget_end, change: lower, than: other.yaml}\n");
    const Ended ended = enter({"expect", file, "--runs", "2"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.err, ContainsSubstring("mine.yaml:6:15: error: other has no outcome 'rights_budget_end' to compare with"));
}

TEST_CASE("a scenario without expectations says so", "[cli][expect]")
{
    const ScratchFolder folder;
    const Ended ended = enter({"expect", small_scenario(folder, "mine.yaml", "extends: s01\n")});
    CHECK(ended.code == 0);
    CHECK_THAT(ended.out, ContainsSubstring("mine: expects nothing that can be tested"));
}
