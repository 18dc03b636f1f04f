// What goes wrong while running: one clear error, an exit code that tells which, and what was there before stays.
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/small_disk.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Matches;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> quiet_run(const std::string& scenario, const fs::path& out, const std::vector<std::string>& more = {})
{
    std::vector<std::string> words = {"run", scenario, "--out", out.string(), "--quiet", "--set", "world={synthetic: 3}"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A pair that is courted until weights are near the largest number there is: the run fails once the partnership, which depends
/// on the luck of uprisings, passes three quarters.
void write_overflowing_scenario(const fs::path& file)
{
    std::ofstream out(file);
    out << "comity: 1\nstart: 1991Q1\nrounds: 16\nruns: 40\nworld: {synthetic: 3}\n"
           "rules:\n"
           "  influence: {security_weight: 0, trade_weight: 0, caucus_weight: 0}\n"
           "  partnership: {growth: 0.3}\n"
           "events:\n";
    // 10^308 x 2.4 x 3/4 is 1.8 x 10^308.
    for (int k = 0; k < 308; ++k) out << "  - {type: outreach, step: 0, leader: CR, state: RUS, amount: 9}\n";
    out << "  - {type: outreach, step: 0, leader: CR, state: RUS, amount: 1.4}\n";
}

}  // namespace

TEST_CASE("runs in which a number overflows fail by rule and round, and the others are kept", "[cli][faults]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    write_overflowing_scenario(scratch.path() / "courted.yaml");
    const Ended ended = enter({"run", (scratch.path() / "courted.yaml").string(), "--out", out.string(), "--no-progress"});
    CHECK(ended.code == 3);
    CHECK(ended.out.empty());
    const json manifest = json::parse(text_of(out / "manifest.json"));
    const std::size_t failed = manifest["failed"].size();
    CHECK(failed > 5);
    CHECK(failed < 35);
    CHECK(manifest["finished"] == 40 - failed);
    CHECK(manifest["state"] == "complete");
    for (const json& each : manifest["failed"]) {
        const std::string message = each["message"];
        CHECK_THAT(message, Matches("drift_positions gave a value that is not finite in round \\d+"));
    }
    const std::string first = "comity: error: run " + manifest["failed"][0]["run"].dump() +
                              " failed: " + manifest["failed"][0]["message"].get<std::string>() + "\n";
    CHECK_THAT(ended.err, Catch::Matchers::StartsWith(first) &&
                              ContainsSubstring("and " + std::to_string(failed - 5) + " more runs failed"));
    CHECK_THAT(ended.err, ContainsSubstring(std::to_string(40 - failed) + " of 40 runs are in " + out.string()));

    // A failed run has a row of its own, with nothing in it but which it was.
    const std::string rows = text_of(out / "runs.csv");
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 41);
}

TEST_CASE("where every run fails there is no report, and nothing says so", "[cli][faults]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    write_overflowing_scenario(scratch.path() / "courted.yaml");
    const Ended ended = enter({"run", (scratch.path() / "courted.yaml").string(), "--out", out.string(), "--no-progress", "--set",
                               "start=2020Q1", "--set", "events=[{type: outreach, step: 0, leader: CR, state: RUS, amount: 9}]"});
    CHECK(ended.code == 3);
    CHECK_THAT(ended.err, ContainsSubstring("comity: error: run 0 failed: ") &&
                              ContainsSubstring("0 of 40 runs are in " + out.string() + "; there is nothing to report\n"));
    CHECK_FALSE(fs::exists(out / "report.html"));
}

TEST_CASE("an output folder whose parent is a file, or that nobody can make, is one error", "[cli][faults]")
{
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "file") << "mine";
    const Ended below = enter(quiet_run("s01", scratch.path() / "file" / "run"));
    CHECK(below.code == 1);
    CHECK(below.err == (scratch.path() / "file").string() + ": error: the folder cannot be made: Not a directory\n");
    const Ended at = enter(quiet_run("s01", scratch.path() / "file"));
    CHECK(at.code == 2);
    CHECK(at.err == (scratch.path() / "file").string() + ": error: this is a file, but must be a folder for the results\n");
    CHECK(text_of(scratch.path() / "file") == "mine");
    const Ended nowhere = enter(quiet_run("s01", "/proc/comity-results"));
    CHECK(nowhere.code == 1);
    CHECK(nowhere.err == "/proc/comity-results: error: the folder cannot be made: No such file or directory\n");
}

TEST_CASE("an output folder that may not be written to is one error, and earlier files are untouched", "[cli][faults]")
{
    if (::geteuid() == 0) {
        WARN("skipped: root may write everywhere");
        return;
    }
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "earlier") << "mine";
    fs::permissions(scratch.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const Ended ended = enter(quiet_run("s01", scratch.path() / "run"));
    fs::permissions(scratch.path(), fs::perms::owner_all);
    CHECK(ended.code == 1);
    CHECK(ended.err == (scratch.path() / "run").string() + ": error: the folder cannot be made: Permission denied\n");
    CHECK(names_in(scratch.path()) == std::vector<std::string>{"earlier"});
}

TEST_CASE("a disk that fills up is one error; what was finished is kept, and earlier results are untouched", "[cli][faults]")
{
    const SmallDisk disk(24 << 20);
    if (!disk.mounted()) {
        WARN("skipped: a small disk can only be mounted by root");
        return;
    }
    const fs::path earlier = disk.path() / "earlier", out = disk.path() / "run";
    REQUIRE(enter(quiet_run("s01", earlier, {"--runs", "2", "--set", "rounds=2"})).code == 0);
    const std::string before = text_of(earlier / "runs.csv");
    const Ended ended = enter(quiet_run("s01", out, {"--runs", "1000000", "--set", "keep.series=1000000"}));
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    CHECK(text_of(earlier / "runs.csv") == before);
    const json manifest = json::parse(text_of(out / "manifest.json"));
    CHECK(manifest["state"] == "interrupted");
    const int finished = manifest["finished"];
    CHECK(finished > 0);
    const std::string rows = text_of(out / "runs.csv");
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 1 + finished);
    CHECK(rows.back() == '\n');
    CHECK(ended.err == (out / "runs.csv").string() + ": error: the file cannot be written: No space left on device; " +
                           std::to_string(finished) + " of 1000000 runs are kept in " + out.string() +
                           "; to play all of them: comity run s01 --runs 1000000 --seed 1 --out " + out.string() +
                           " --force --set 'world={synthetic: 3}' --set keep.series=1000000\n");
}

TEST_CASE("a disk that is full from the start is one error and no crash, wherever in the first files it fills up", "[cli][faults]")
{
    const int megabytes = GENERATE(14, 16, 17, 18, 19, 22);
    const SmallDisk disk(static_cast<std::size_t>(megabytes) << 20);
    if (!disk.mounted()) {
        WARN("skipped: a small disk can only be mounted by root");
        return;
    }
    const Ended ended = enter({"run", "s01", "--runs", "20", "--no-progress", "--out", (disk.path() / "run").string()});
    CAPTURE(megabytes, ended.err);
    CHECK(ended.code == 1);
    CHECK(std::count(ended.err.begin(), ended.err.end(), '\n') == 1);
    CHECK(ended.err.find("No space left on device") != std::string::npos);
}

TEST_CASE("results that standard output does not take are one error, whoever wrote them", "[cli][faults]")
{
    const ScratchFolder scratch;
    const std::string comity = COMITY_PROGRAM, out = (scratch.path() / "run").string();
    for (const std::string& words :
         {std::string("--help"), std::string("--version"), std::string("run --help"), std::string("list"),
          std::string("schema scenario"),
          "run s01 --runs 1 --set rounds=2 --set 'world={synthetic: 3}' --quiet --json --out " + out}) {
        CAPTURE(words);
        const Ended ended = run({"/bin/sh", "-c", comity + " " + words + " > /dev/full"});
        CHECK(ended.code == 1);
        CHECK(std::count(ended.err.begin(), ended.err.end(), '\n') == 1);
        CHECK_THAT(ended.err, ContainsSubstring("error: "));
    }
    CHECK(json::parse(text_of(out + "/manifest.json"))["state"] == "complete");
}

TEST_CASE("a run whose messages nobody takes is a run like any other", "[cli][faults]")
{
    const ScratchFolder scratch;
    const std::string comity = COMITY_PROGRAM, out = (scratch.path() / "run").string();
    CHECK(run({"/bin/sh", "-c",
               comity + " run s01 --runs 1 --set rounds=2 --set 'world={synthetic: 3}' --out " + out + " 2> /dev/full"})
              .code == 0);
    CHECK(json::parse(text_of(out + "/manifest.json"))["state"] == "complete");
}
