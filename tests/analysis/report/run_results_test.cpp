#include "analysis/report/run_results.hpp"

#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "analysis/report/run_tables.hpp"
#include "tests/analysis/report/example_results.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Equals;
namespace fs = std::filesystem;

namespace {

struct Folder {
    comity::tests::ScratchFolder scratch;  // tests run side by side: each has a folder of its own
    fs::path path = scratch.path();
};

void put(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

}  // namespace

TEST_CASE("a run folder is read back as it was written", "[analysis][report]")
{
    const Folder folder;
    auto written = example::results_of("s09-test", "Title & more", 1.0, example::imagined_countries(3), 5);
    written.manifest.failed = {{4, 4, "positions: NaN in round 7"}};
    written.outcomes.values[0][4] = static_cast<float>(missing);
    example::write_folder(folder.path, written);

    const auto read = read_run_results(folder.path);
    CHECK(read.manifest.title == "Title & more");
    CHECK(read.manifest.seed == "1");
    REQUIRE(read.manifest.failed.size() == 1);
    CHECK(read.manifest.failed[0].message == "positions: NaN in round 7");
    CHECK(std::isnan(read.manifest.metrics[0].low));
    CHECK(read.times == written.times);
    CHECK(read.fans.at("capacity_HRC").q95 == written.fans.at("capacity_HRC").q95);
    CHECK(read.outcomes.names == written.outcomes.names);
    CHECK(read.outcomes.values[1] == written.outcomes.values[1]);
    CHECK(std::isnan(read.outcomes.values[0][4]));
    CHECK(read.positions.countries.empty());
}

TEST_CASE("what a run was given, and on which world, is read from its manifest", "[analysis][report]")
{
    const Folder folder;
    example::write_folder(folder.path, example::results_of("s", "S", 1.0, {}, 2));
    CHECK_FALSE(read_run_results(folder.path).manifest.input.recorded);
    put(folder.path / "manifest.json", R"({"command": "run", "state": "complete", "world_sha256": "ab",
        "input": {"world": "world-2020", "rules": {"threat": {"base": -2}}, "events": [{"type": "exit", "step": 0, "state": ["USA"]}]}})");
    const auto manifest = read_run_results(folder.path).manifest;
    CHECK(manifest.world_sha256 == "ab");
    CHECK(manifest.input.recorded);
    CHECK(manifest.input.at("rules.threat.base") == "-2");
    REQUIRE(manifest.input.events.size() == 1);
    CHECK(manifest.input.events[0].at("state") == std::vector<std::string>{"USA"});
}

TEST_CASE("a varied parameter given in words is not an outcome", "[analysis][report]")
{
    const Folder folder;
    example::write_folder(folder.path, example::results_of("s", "S", 1.0, {}, 2));
    put(folder.path / "runs.csv", "run,scenario,replicate,seed,rule,capacity_UNGA\n0,s,0,1,\"on, or\noff\",0.5\n1,s,1,1,off,\n");
    const auto read = read_run_results(folder.path);
    CHECK(read.outcomes.names == std::vector<std::string>{"capacity_UNGA"});
    CHECK(read.outcomes.values[0][0] == 0.5F);
    CHECK(std::isnan(read.outcomes.values[0][1]));
}

TEST_CASE("outcomes take no more room than there are runs", "[analysis][report]")
{
    const Folder folder;
    std::string rows = "run,scenario,replicate,seed,a,b\n";
    constexpr std::size_t runs = 70'000;  // just beyond a power of two, where lists that grow by doubling are half empty
    for (std::size_t k = 0; k < runs; ++k) rows += fmt::format("{0},s,{0},1,{1},0.25\n", k, k % 7);
    put(folder.path / "runs.csv", rows);
    const Outcomes outcomes = read_outcomes(folder.path / "runs.csv");
    REQUIRE(outcomes.values.size() == 2);
    CHECK(outcomes.values[0][69'999] == 6);
    for (const auto& column : outcomes.values) {
        CHECK(column.size() == runs);
        CHECK(column.capacity() < 1.25 * runs);  // the first rows are the shortest
    }
}

TEST_CASE("a folder of another kind is one clear error", "[analysis][report]")
{
    const Folder folder;
    const std::string name = folder.path.string();
    CHECK_THROWS_WITH(read_run_results("/nonexistent"), Equals("/nonexistent: error: no such folder"));
    CHECK_THROWS_WITH(read_run_results(folder.path), Equals(name + ": error: this is not a run folder: it holds no manifest.json"));
    put(folder.path / "manifest.json", "[1]");
    CHECK_THROWS_WITH(read_run_results(folder.path), Equals(name + "/manifest.json: error: this is not a JSON object"));
    CHECK_THROWS_WITH(read_run_results(folder.path / "manifest.json"), ContainsSubstring("this is a file; a report is made from run folders"));
    put(folder.path / "manifest.json", R"({"command":"sweep"})");
    CHECK_THROWS_WITH(read_run_results(folder.path),
                      Equals(name + ": error: this folder was written by 'comity sweep'; a report is made from folders of 'comity run'"));
    put(folder.path / "manifest.json", R"({"command":"run","state":"running"})");
    CHECK_THROWS_WITH(read_run_results(folder.path), Equals(name + ": error: this run has not ended; a report is made from what is whole"));
    put(folder.path / "manifest.json", R"({"command":"run","state":"complete"})");
    CHECK_THROWS_WITH(read_run_results(folder.path), Equals(name + ": error: this run folder is not whole: it holds no runs.csv"));
}
