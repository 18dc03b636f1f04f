#include <signal.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

long lines_in(const fs::path& file)
{
    const std::string text = text_of(file);
    return std::count(text.begin(), text.end(), '\n');
}

std::vector<std::string> run_of(const std::string& runs, const fs::path& out)
{
    return {COMITY_PROGRAM, "run",           "s01",   "--runs",
            runs,           "--seed",        "5",     "--out",
            out.string(),   "--no-progress", "--set", "world={synthetic: 3}",
            "--set",        "rounds=4"};
}

}  // namespace

TEST_CASE("an interrupted run keeps what was finished and names the command that plays all of it", "[cli][interrupt]")
{
    const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP);
    CAPTURE(signal);
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    Program program(run_of("1000000", out));
    REQUIRE(program.wait_until([&] { return lines_in(out / "runs.csv.part") > 5; }));
    program.send(signal);
    const Ended ended = program.end();
    CHECK(ended.code == 130);
    CHECK(ended.out.empty());
    const json manifest = json::parse(text_of(out / "manifest.json"));
    CHECK(manifest["state"] == "interrupted");
    const long finished = manifest["finished"];
    CHECK(finished >= 5);
    CHECK(finished < 1'000'000);
    CHECK(lines_in(out / "runs.csv") == 1 + finished);
    CHECK(ended.err == "comity: error: interrupted: " + std::to_string(finished) + " of 1000000 runs are kept in " +
                           out.string() + "; to play all of them: comity run s01 --runs 1000000 --seed 5 --out " + out.string() +
                           " --force --set 'world={synthetic: 3}' --set rounds=4\n");
    CHECK(names_in(scratch.path()) == std::vector<std::string>{"run"});

    // What was kept are the first runs of the whole.
    const fs::path whole = scratch.path() / "whole";
    REQUIRE(run(run_of("6", whole)).code == 0);
    const std::string first = text_of(whole / "runs.csv");
    CHECK(text_of(out / "runs.csv").substr(0, first.size()) == first);
}

TEST_CASE("a run whose terminal is closed keeps what was finished, though nobody hears of it", "[cli][interrupt]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    auto words = run_of("1000000", out);
    std::erase(words, "--no-progress");
    Program program(words, {{}, {}, true});
    REQUIRE(program.wait_until([&] { return lines_in(out / "runs.csv.part") > 5; }));
    program.close_terminal();
    program.send(SIGHUP);
    CHECK(program.end().code == 130);
    CHECK(json::parse(text_of(out / "manifest.json"))["state"] == "interrupted");
    CHECK(names_in(out) == std::vector<std::string>{"ensemble.nc", "manifest.json", "quantiles.csv", "report.html", "runs.csv",
                                                    "scenario.yaml", "series.csv"});
}

TEST_CASE("a run under nohup goes on when its terminal is closed", "[cli][interrupt]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    auto words = run_of("3000", out);
    words.insert(words.begin(), "/usr/bin/nohup");
    Program program(words);
    REQUIRE(program.wait_until([&] { return lines_in(out / "runs.csv.part") > 5; }));
    program.send(SIGHUP);
    CHECK(program.end().code == 0);
    CHECK(lines_in(out / "runs.csv") == 3001);
}
