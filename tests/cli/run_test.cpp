#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Matches;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A short run of a scenario on a small generated world, and more words.
std::vector<std::string> short_run(const std::string& scenario, const fs::path& out, const std::vector<std::string>& more = {})
{
    std::vector<std::string> words = {"run", scenario, "--out",    out.string(), "--runs",
                                      "5",   "--set",  "rounds=4", "--set",      "world={synthetic: 5}"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

const std::vector<std::string> run_folder = {"ensemble.nc", "manifest.json", "quantiles.csv", "report.html",
                                             "runs.csv",    "scenario.yaml", "series.csv"};

}  // namespace

TEST_CASE("a run writes its folder, says so on standard error, and leaves standard output to results", "[cli][run]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    const Ended ended = enter(short_run("s01", out));
    CHECK(ended.code == 0);
    CHECK(ended.out.empty());
    CHECK_THAT(ended.err, ContainsSubstring("5 of 5 runs are in " + out.string() + "; its report is " +
                                            (out / "report.html").string() + "\n"));
    CHECK_THAT(ended.err, ContainsSubstring("s01-baseline-2020: 5/5 runs"));
    CHECK(names_in(out) == run_folder);
    const json manifest = json::parse(text_of(out / "manifest.json"));
    CHECK(manifest["state"] == "complete");
    CHECK_FALSE(manifest.contains("world_sha256"));  // a generated world has no tables
}

TEST_CASE("a run without --out writes to results/SCENARIO below the folder it is started in", "[cli][run]")
{
    const ScratchFolder scratch;
    CHECK(enter({"run", "s02", "--runs", "1", "--set", "rounds=8", "--set", "world={synthetic: 5}"}, {scratch.path(), {}, false})
              .code == 0);
    CHECK(names_in(scratch.path() / "results" / "s02-us-return") == run_folder);
}

TEST_CASE("with --json a run prints a summary that a script can read", "[cli][run]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    const Ended ended = enter(short_run("s01", out, {"--json", "--seed", "9"}));
    CHECK(ended.code == 0);
    CHECK(json::parse(ended.out) == json{{"folder", out.string()},
                                         {"scenario", "s01-baseline-2020"},
                                         {"seed", 9},
                                         {"runs", 5},
                                         {"finished", 5},
                                         {"failed", 0},
                                         {"interrupted", false}});
}

TEST_CASE("a quiet run says nothing, one without progress no progress, a verbose one more", "[cli][run]")
{
    const ScratchFolder scratch;
    const Ended quiet = enter(short_run("s01", scratch.path() / "quiet", {"--quiet"}));
    CHECK(quiet.code == 0);
    CHECK(quiet.out + quiet.err == "");
    const Ended calm = enter(short_run("s01", scratch.path() / "calm", {"--no-progress"}));
    CHECK_THAT(calm.err, !ContainsSubstring("5/5") && ContainsSubstring("5 of 5 runs"));
    const Ended verbose = enter(short_run("s03", scratch.path() / "verbose", {"--verbose", "--threads", "1"}));
    CHECK_THAT(verbose.err, ContainsSubstring("5 runs of 4 rounds with seed 1 on 1 threads") &&
                                ContainsSubstring("s03-us-exit.yaml, over ") &&
                                ContainsSubstring("world: 5 generated countries"));
}

TEST_CASE("progress is drawn on a terminal alone, and nothing has colour", "[cli][run]")
{
    const ScratchFolder scratch;
    const Ended plain = enter(short_run("s01", scratch.path() / "plain"));
    CHECK(plain.err.find_first_of("\r\x1b") == std::string::npos);
    const Ended drawn = enter(short_run("s01", scratch.path() / "drawn"), {{}, {{"TERM", "xterm-256color"}}, true});
    CHECK(drawn.code == 0);
    CHECK_THAT(drawn.err, ContainsSubstring("\rs01-baseline-2020 [") && ContainsSubstring("5/5 runs"));
    const Ended colourless =
        enter(short_run("s01", scratch.path() / "colourless"), {{}, {{"TERM", "xterm-256color"}, {"NO_COLOR", "1"}}, true});
    for (const Ended& each : {drawn, colourless}) CHECK_THAT(each.err, !Matches("[\\s\\S]*\x1b\\[[0-9;]*m[\\s\\S]*"));
    const Ended calm = enter(short_run("s01", scratch.path() / "calm", {"--no-progress"}), {{}, {}, true});
    CHECK(calm.err.find('[') == std::string::npos);
}

TEST_CASE("a folder with results is refused, and replaced with --force; a folder of somebody else's never is", "[cli][run]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run";
    REQUIRE(enter(short_run("s01", out)).code == 0);
    const std::string before = text_of(out / "runs.csv");
    const Ended again = enter(short_run("s01", out, {"--seed", "2"}));
    CHECK(again.code == 2);
    CHECK(again.out.empty());
    CHECK_THAT(again.err,
               ContainsSubstring(out.string() +
                                 ": error: the folder exists; --force replaces a run folder, --out names another place\n"));
    CHECK(text_of(out / "runs.csv") == before);
    CHECK(enter(short_run("s01", out, {"--seed", "2", "--force"})).code == 0);
    CHECK(text_of(out / "runs.csv") != before);

    const fs::path others = scratch.path() / "others";
    fs::create_directory(others);
    std::ofstream(others / "thesis.txt") << "mine";
    const Ended refused = enter(short_run("s01", others, {"--force"}));
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, ContainsSubstring(others.string() +
                                              ": error: the folder holds no run of comity, so --force does not replace it\n"));
    CHECK(names_in(others) == std::vector<std::string>{"thesis.txt"});
}

TEST_CASE("the resolved scenario of a run folder gives the same bytes again", "[cli][run]")
{
    const ScratchFolder scratch;
    const std::string world = GENERATE("{synthetic: 5}", "world-2020");
    CAPTURE(world);
    const fs::path first = scratch.path() / "first", second = scratch.path() / "second";
    REQUIRE(enter({"run", "s03", "--out", first.string(), "--runs", "3", "--seed", "11", "--set", "rounds=8", "--set",
                   "world=" + world, "--set", "rules.voting.slope=1.75", "--quiet"})
                .code == 0);
    REQUIRE(enter({"run", (first / "scenario.yaml").string(), "--out", second.string(), "--quiet"}).code == 0);
    for (const char* file : {"runs.csv", "series.csv", "quantiles.csv", "scenario.yaml"}) {
        CAPTURE(file);
        CHECK(text_of(second / file) == text_of(first / file));
    }
    CHECK(text_of(first / "runs.csv").find("s03-us-exit,2,11,") != std::string::npos);
}

TEST_CASE("the input in the manifest holds every value in force, and gives the same bytes again", "[cli][run]")
{
    const ScratchFolder scratch;
    const fs::path first = scratch.path() / "first", second = scratch.path() / "second",
                   file = scratch.path() / "s03-us-exit.yaml";
    REQUIRE(enter(short_run("s03", first,
                            {"--seed", "11", "--set", "rules.voting.slope=1.75", "--set", "forums.HRC.draft_rate=7", "--set",
                             "rounds=8", "--set", "title=\"007\"", "--quiet"}))
                .code == 0);
    using Json = nlohmann::ordered_json;  // the order of seats and business counts, as in the file
    const Json input = Json::parse(text_of(first / "manifest.json"))["input"];
    CHECK(input["title"] == "007");  // a text stays one, whatever it looks like
    CHECK(input["seed"] == 11);
    CHECK(input["runs"] == 5);
    CHECK(input["world"] == Json{{"synthetic", 5}});
    CHECK(input["rules"]["voting"]["slope"] == 1.75);
    CHECK(input["rules"]["threat"]["adjustment"] == 0.1);  // as comity describe has it
    CHECK(input["forums"]["UNSC"]["veto"] == Json({"CHN", "FRA", "GBR", "RUS", "USA"}));
    CHECK(input["forums"]["UNSC"]["universal"] == false);
    CHECK(input["forums"]["HRC"]["draft_rate"] == 7);
    CHECK(input["events"].size() == 8);  // four of s01, then four of its own
    CHECK(input["events"][7] == Json{{"type", "exit"}, {"step", 6}, {"state", {"USA"}}, {"forum", {"C5"}}, {"engagement", 0.1}});

    std::ofstream(file) << input.dump();
    REQUIRE(enter({"run", file.string(), "--out", second.string(), "--quiet"}).code == 0);
    for (const char* table : {"runs.csv", "series.csv", "quantiles.csv", "scenario.yaml"}) {
        CAPTURE(table);
        CHECK(text_of(second / table) == text_of(first / table));
    }
    const json listed = json::parse(text_of(first / "manifest.json"))["files"];
    CHECK(listed["report.html"]["bytes"] == fs::file_size(first / "report.html"));
}

TEST_CASE("the name of a shipped world means that world, and a folder of that name is reached by a path", "[cli][run]")
{
    const ScratchFolder scratch;
    fs::create_directory(scratch.path() / "world-2020");
    const std::vector<std::string> words = {"run", "s01", "--runs", "2", "--set", "rounds=2", "--no-progress", "--out"};
    const auto into = [&](const std::string& out, const std::vector<std::string>& more = {}) {
        std::vector<std::string> all = words;
        all.push_back((scratch.path() / out).string());
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    const Ended shadowed = enter(into("shadowed"), {scratch.path(), {}, false});
    CHECK(shadowed.code == 0);
    CHECK_THAT(
        shadowed.err,
        ContainsSubstring("note: 'world-2020' is the world that ships; the folder world-2020 is not read, which a path such as "
                          "./world-2020 would do\n"));
    const Ended plain = enter(into("plain"));
    CHECK_THAT(plain.err, !ContainsSubstring("note"));
    CHECK(text_of(scratch.path() / "shadowed" / "runs.csv") == text_of(scratch.path() / "plain" / "runs.csv"));
    const auto world_of = [&](const char* out) { return json::parse(text_of(scratch.path() / out / "manifest.json"))["world_sha256"]; };
    CHECK(world_of("plain").get<std::string>().size() == 64);
    CHECK(world_of("shadowed") == world_of("plain"));
    const Ended chosen = enter(into("chosen", {"--set", "world=./world-2020"}), {scratch.path(), {}, false});
    CHECK(chosen.code == 2);  // an empty folder is no world
    CHECK_THAT(chosen.err, ContainsSubstring("./world-2020"));
}

TEST_CASE("a scenario gives the same bytes by short name, by name and by path, on 1, 2 and 7 threads", "[cli][run]")
{
    const ScratchFolder scratch;
    const auto table = [&](const std::string& scenario, const std::string& threads) {
        const fs::path out = scratch.path() / ("run" + std::to_string(names_in(scratch.path()).size()));
        REQUIRE(
            enter({"run", scenario, "--out", out.string(), "--runs", "15", "--set", "rounds=4", "--threads", threads, "--quiet"})
                .code == 0);
        return text_of(out / "runs.csv");
    };
    const std::string path = std::string(COMITY_SOURCE_DIR) + "/scenarios/library/s01-baseline-2020.yaml";
    const std::string one = table("s01", "1");
    CHECK(std::count(one.begin(), one.end(), '\n') == 16);
    CHECK(table("s01-baseline-2020", "2") == one);
    CHECK(table(path, "7") == one);
}
