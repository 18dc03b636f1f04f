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
    const int signal = GENERATE(SIGINT, SIGTERM);
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
