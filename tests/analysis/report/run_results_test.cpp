#include "analysis/report/run_results.hpp"

#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "analysis/report/outcomes_reader.hpp"
#include "tests/analysis/report/example_results.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Equals;
using Catch::Matchers::WithinRel;
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
    written.manifest.finished = 4;
    for (auto& [name, fan] : written.fans)  // so that no band is another
        for (std::size_t t = 0; t < fan.mean.size(); ++t) fan.mean[t] += 0.001;
    example::write_folder(folder.path, written);

    const auto read = read_run_results(folder.path);
    CHECK(read.manifest.title == "Title & more");
    CHECK(read.manifest.seed == "1");
    REQUIRE(read.manifest.failed.size() == 1);
    CHECK(read.manifest.failed[0].message == "positions: NaN in round 7");
    CHECK(std::isnan(read.manifest.metrics[0].low));
    CHECK(read.times == written.times);
    REQUIRE(read.fans.size() == written.fans.size());
    for (const auto& [name, fan] : written.fans)
        for (const auto band : {&Fan::q05, &Fan::q25, &Fan::q50, &Fan::q75, &Fan::q95, &Fan::mean}) {
            const auto &values = read.fans.at(name).*band, &expected = fan.*band;
            REQUIRE(values.size() == expected.size());
            for (std::size_t t = 0; t < values.size(); ++t) CHECK((values[t] == expected[t] || (std::isnan(values[t]) && std::isnan(expected[t]))));
        }
    CHECK(read.outcomes.names == written.outcomes.names);
    for (const auto& name : written.outcomes.names) {
        const auto values = read.outcomes.values(name), expected = written.outcomes.values(name);
        REQUIRE(values.size() == expected.size());
        for (std::size_t n = 0; n < values.size(); ++n) CHECK_THAT(values[n], WithinRel(expected[n], 1e-7));
    }
    CHECK(read.positions.countries.empty());
}

TEST_CASE("what a run was given, and on which world, is read from its manifest", "[analysis][report]")
{
    const Folder folder;
    example::write_folder(folder.path, example::results_of("s", "S", 1.0, {}, 2));
    CHECK_FALSE(read_run_results(folder.path).manifest.input.recorded);
    put(folder.path / "manifest.json", R"({"command": "run", "state": "complete", "finished": 2, "world_sha256": "ab",
        "input": {"world": "world-2020", "rules": {"threat": {"base": -2}}, "events": [{"type": "exit", "step": 0, "state": ["USA"]}]}})");
    const auto manifest = read_run_results(folder.path).manifest;
    CHECK(manifest.world_sha256 == "ab");
    CHECK(manifest.input.recorded);
    CHECK(manifest.input.at("rules.threat.base") == "-2");
    REQUIRE(manifest.input.events.size() == 1);
    CHECK(manifest.input.events[0].at("state") == std::vector<std::string>{"USA"});
}

TEST_CASE("outcomes are the same however few of them are in memory", "[analysis][report]")
{
    const Folder folder;
    const auto path = folder.path / "runs.csv";
    put(path, "run,scenario,replicate,seed,a,b,c\n0,s,5,1,1,,3\r\n1,\"s,\"\"t\",7,1,0.1,5,\n\n");
    for (const std::size_t most_cells : {1, 4, 100}) {
        CAPTURE(most_cells);
        const auto outcomes = read_outcomes(path, most_cells);
        CHECK(outcomes.names == std::vector<std::string>{"a", "b", "c"});
        CHECK(outcomes.replicates() == std::vector<std::int64_t>{5, 7});
        CHECK(outcomes.values("a") == std::vector<double>{1, static_cast<double>(0.1F)});
        CHECK(std::isnan(outcomes.values("b")[0]));
        CHECK(outcomes.values("c")[0] == 3);
        CHECK(std::isnan(outcomes.values("c")[1]));
        CHECK(outcomes.values("b")[1] == 5);  // back again
    }
}

TEST_CASE("columns that fit in memory are read once, whatever their order, others when they are asked for", "[analysis][report]")
{
    const Folder folder;
    const auto path = folder.path / "runs.csv";
    const std::string rows = "run,scenario,replicate,seed,a,b,c\n0,s,0,1,1,2,3\n1,s,1,1,4,5,6\n";
    const auto cut = [&](const Outcomes&) { put(path, "run,scenario,replicate,seed,a,b,c\n0,s,0,1,1,2,3\n"); };  // in place
    put(path, rows);
    const auto all = read_outcomes(path, 6);
    CHECK(all.values("c") == std::vector<double>{3, 6});
    cut(all);
    CHECK(all.values("a") == std::vector<double>{1, 4});
    CHECK(all.values("b") == std::vector<double>{2, 5});

    put(path, rows);
    const auto some = read_outcomes(path, 4);  // a and b, then c
    CHECK(some.values("b") == std::vector<double>{2, 5});
    cut(some);
    CHECK(some.values("a") == std::vector<double>{1, 4});
    CHECK_THROWS_WITH(some.values("c"), Equals(path.string() + ": error: the file changed while it was read"));
}

TEST_CASE("a damaged table of runs is one clear error", "[analysis][report]")
{
    const Folder folder;
    const auto path = folder.path / "runs.csv";
    const auto refused = [&](const std::string& text, const std::string& what) {
        put(path, text);
        CHECK_THROWS_WITH([&] { read_outcomes(path).values("a"); }(), Equals(path.string() + what));
    };
    const std::string header = "run,scenario,replicate,seed,a\n";
    refused("run,replicate,seed,a\n", ":1: error: the columns must begin with run,scenario,replicate,seed");
    refused("", ": error: the file is empty; a header row was expected");
    refused(header + "0,s,0,1,1\n0,s,1,1\n", ":3: error: the row has 4 cells, but the header names 5");
    refused(header + "0,s,0,1,1,\n", ":2: error: the row has 6 cells, but the header names 5");
    refused(header + "0,\"s,0,1,1\n", ":2: error: a quoted cell is not closed");
    refused(header + "0,\"s\"x,0,1,1\n", ":2: error: text follows a closing quote");
    refused(header + "0,s,0,1,\"1\n", ":2: error: a quoted cell is not closed");
    refused(header + "0,s,0,1," + std::string(1, '\0') + "\n", ":2: error: this is not a text file");
    refused(header + "0,s,x,1,1\n", ":2: error: replicate is 'x', but must be a whole number");
    refused(header + "0,s,0,1,one\n", ":2: error: a is 'one', but must be a number");
    refused(header + "0,s,0,1,inf\n", ":2: error: a is 'inf', but must be a number");
    put(path, "run,scenario,replicate,seed,a,b\n0,s,0,1,one,2\n");
    CHECK(read_outcomes(path).values("b") == std::vector<double>{2});  // nobody asks for a
    CHECK_THROWS_WITH(read_outcomes(folder.path), Equals(folder.path.string() + ": error: this is not a file"));
}

TEST_CASE("a table of runs that lost rows, or has more than there were runs, is told", "[analysis][report]")
{
    for (const int finished : {4, 6}) {
        const Folder folder;
        auto written = example::results_of("s", "S", 1.0, {}, 5);
        written.manifest.finished = finished;
        example::write_folder(folder.path, written);
        CHECK_THROWS_WITH(read_run_results(folder.path),
                          Equals(fmt::format("{}: error: this run folder is not whole: runs.csv has 5 rows, but manifest.json tells of {} finished "
                                             "and 0 failed runs", folder.path.string(), finished)));
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
    put(folder.path / "runs.csv", "run,scenario,replicate,seed\n");
    CHECK_THROWS_WITH(read_run_results(folder.path), Equals(name + ": error: this run folder is not whole: it holds no ensemble.nc"));
    put(folder.path / "ensemble.nc", "not one");
    CHECK_THROWS_WITH(read_run_results(folder.path), ContainsSubstring(name + "/ensemble.nc: error: the file cannot be opened"));
}
