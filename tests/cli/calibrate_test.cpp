// A calibration as a user types it, on a small record and the shipped world of 1991.
#include <signal.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Votes of four countries on rights and on arms in 1991 and 1992, eight texts a year.
struct SmallRecord {
    explicit SmallRecord(const fs::path& folder) : votes(folder / "votes.csv"), roll_calls(folder / "rollcalls.csv")
    {
        std::ofstream cast(votes), texts(roll_calls);
        cast << "rid,iso3,vote\n";
        texts << "rid,date,title,topic\n";
        for (int k = 0; k < 16; ++k) {
            texts << k << "," << (k < 8 ? 1991 : 1992) << "-12-0" << k % 8 + 1 << ",text " << std::string(1, static_cast<char>('a' + k)) << "," << (k % 2 ? "hr" : "nu") << "\n";
            const char* marks = k % 4 == 1 ? "YNNY" : k % 4 == 3 ? "AYYY" : "YYNA";
            for (int i = 0; i < 4; ++i) cast << k << "," << std::vector<std::string>{"CHN", "RUS", "USA", "FRA"}[static_cast<std::size_t>(i)] << "," << marks[i] << "\n";
        }
    }
    fs::path votes, roll_calls;
};

/// A short calibration; options in `more` stand for its own.
std::vector<std::string> calibration(const SmallRecord& record, const fs::path& out, const std::vector<std::string>& more = {})
{
    std::vector<std::string> words{"calibrate", "--quiet"};
    for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{{"--votes", record.votes.string()}, {"--rollcalls", record.roll_calls.string()}, {"--until", "1992"},
                                                                                        {"--particles", "20"}, {"--generations", "3"}, {"--block", "partnership"}, {"--out", out.string()}})
        if (std::find(more.begin(), more.end(), option) == more.end()) words.insert(words.end(), {option, value});
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

const std::vector<std::string> results{"diagnostics.csv", "draws.csv", "parameters.yaml", "posterior.csv", "targets.csv"};

std::string all_results(const fs::path& out)
{
    std::string text;
    for (const std::string& name : results) text += text_of(out / name);
    return text;
}

}  // namespace

TEST_CASE("a calibration writes its files, which runs take, and is the same on any number of threads", "[cli][calibrate]")
{
    const ScratchFolder scratch;
    const SmallRecord record(scratch.path());
    const fs::path out = scratch.path() / "out", other = scratch.path() / "other";
    const Ended ended = enter(calibration(record, out, {"--threads", "1"}));
    REQUIRE(ended.err == "");
    REQUIRE(ended.code == 0);
    CHECK_THAT(ended.out, ContainsSubstring("partnership: ABC-SMC") && ContainsSubstring("partnership.growth") && ContainsSubstring("contraction"));
    for (const std::string& name : results) CHECK(fs::exists(out / name));
    const json manifest = json::parse(text_of(out / "manifest.json"));
    CHECK(manifest["state"] == "complete");
    CHECK(manifest["configuration"]["until"] == 1992);
    CHECK_THAT(text_of(out / "draws.csv"), ContainsSubstring("partnership.growth,partnership.decay\n"));
    CHECK_THAT(text_of(out / "targets.csv"), ContainsSubstring("\npartnership,identical_CHN_RUS_HR_1991_1992,0,"));

    REQUIRE(enter(calibration(record, other, {"--threads", "2"})).code == 0);
    CHECK(all_results(other) == all_results(out));
    REQUIRE(enter(calibration(record, other, {"--seed", "2", "--force"})).code == 0);
    CHECK(all_results(other) != all_results(out));

    const Ended run = enter({"run", "s02", "--runs", "2", "--set", "rounds=8", "--quiet", "--parameters", (out / "parameters.yaml").string(), "--draws", (out / "draws.csv").string(), "--out",
                             (scratch.path() / "run").string()});
    CHECK(run.err == "");
    CHECK(run.code == 0);
    CHECK_THAT(text_of(scratch.path() / "run" / "runs.csv"), ContainsSubstring("run,scenario,replicate,seed,partnership.growth,partnership.decay,"));
}

TEST_CASE("a calibration that was killed goes on to the same end", "[cli][calibrate]")
{
    const ScratchFolder scratch;
    const SmallRecord record(scratch.path());
    const fs::path whole = scratch.path() / "whole", out = scratch.path() / "out";
    REQUIRE(enter(calibration(record, whole)).code == 0);
    const int signal = GENERATE(SIGKILL, SIGINT);
    CAPTURE(signal);
    std::vector<std::string> words = calibration(record, out);
    words.insert(words.begin(), COMITY_PROGRAM);
    Program program(words);
    REQUIRE(program.wait_until([&] { return fs::exists(out / "state" / "partnership.json"); }));
    program.send(signal);
    const Ended ended = program.end();
    REQUIRE_FALSE(fs::exists(out / "posterior.csv"));
    if (signal == SIGINT) {
        CHECK(ended.code == 130);
        CHECK_THAT(ended.err, ContainsSubstring("--resume goes on"));
        CHECK(json::parse(text_of(out / "manifest.json"))["state"] == "interrupted");
    }
    const Ended resumed = enter(calibration(record, out, {"--resume"}));
    CHECK(resumed.code == 0);
    CHECK(all_results(out) == all_results(whole));
}

TEST_CASE("what a calibration cannot do is one line, and nothing is written", "[cli][calibrate]")
{
    const ScratchFolder scratch;
    const SmallRecord record(scratch.path());
    const fs::path out = scratch.path() / "out";
    struct Mistake {
        std::vector<std::string> words;
        std::string said;
    };
    const Mistake mistake = GENERATE(
        Mistake{{"--block", "counsel"}, "comity: error: --block is 'counsel', but must be one of voting, positions, council, partnership, agenda, capacity; did you mean 'council'?\n"},
        Mistake{{"--block", "council"}, "comity: error: --block council: the record tells none of its targets; --data names the folder with the other tables\n"},
        Mistake{{"--until", "1990"}, "comity: error: --until is 1990, but s17-hindcast-1991 plays from 1991 to 2019\n"},
        Mistake{{"--until", "2030"}, "comity: error: --until is 2030, but s17-hindcast-1991 plays from 1991 to 2019\n"},
        Mistake{{"--until", "2001"}, "comity: error: --until is 2001, but there is no roll call of that year\n"},
        Mistake{{"--particles", "3"}, "comity: error: --particles is 3, but must be in [20, 100000] (draws of each block; otherwise 200); see comity --help\n"},
        Mistake{{"--resume"}, "OUT: error: there is no calibration to resume\n"},
        Mistake{{"--resume", "--force"}, "comity: error: --resume excludes --force; see comity --help\n"},
        Mistake{{"--scenario", "s99"}, "s99: error: no such file, and no shipped scenario of that name\n"},
        Mistake{{"--set", "rules.voting.slope=9"}, "--set rules.voting.slope=9: error: rules.voting.slope is 9, but must be in [0.5, 4] logit/position^2 (beta0: how sharply positions decide)\n"},
        Mistake{{"--data", "nowhere"}, "comity: error: --data: Directory does not exist: nowhere; see comity --help\n"});
    CAPTURE(mistake.words);
    const Ended ended = enter(calibration(record, out, mistake.words));
    CHECK(ended.code == 2);
    std::string said = mistake.said;
    if (said.starts_with("OUT")) said.replace(0, 3, out.string());
    CHECK(ended.err == said);
    CHECK_FALSE(fs::exists(out));
}

TEST_CASE("votes after the last known year change nothing", "[cli][calibrate]")
{
    const ScratchFolder scratch;
    const SmallRecord record(scratch.path());
    const fs::path out = scratch.path() / "out", later = scratch.path() / "later";
    REQUIRE(enter(calibration(record, out)).code == 0);
    std::ofstream(record.roll_calls, std::ios::app) << "later,1993-12-01,text q,hr\n";
    std::ofstream(record.votes, std::ios::app) << "later,CHN,Y\nlater,RUS,N\nlater,USA,N\nlater,FRA,A\n";
    REQUIRE(enter(calibration(record, later)).code == 0);
    CHECK(all_results(later) == all_results(out));
    const fs::path known = scratch.path() / "known";
    REQUIRE(enter(calibration(record, known, {"--until", "1993"})).code == 0);  // and would, were they known
    CHECK(all_results(known) != all_results(out));
}

TEST_CASE("a calibration is not lost, nor gone on with under another input", "[cli][calibrate]")
{
    const ScratchFolder scratch;
    const SmallRecord record(scratch.path());
    const fs::path out = scratch.path() / "out";
    REQUIRE(enter(calibration(record, out)).code == 0);
    const std::string before = all_results(out);
    const Ended again = enter(calibration(record, out));
    CHECK(again.code == 2);
    CHECK(again.err == out.string() + ": error: the folder exists; --resume goes on with a calibration, --force replaces it, --out names another place\n");
    const Ended other = enter(calibration(record, out, {"--resume", "--seed", "7"}));
    CHECK(other.code == 2);
    CHECK_THAT(other.err, ContainsSubstring("cannot be resumed: seed is 1 there and 7 here"));
    CHECK(all_results(out) == before);
    CHECK(enter(calibration(record, out, {"--resume"})).code == 0);
    CHECK(all_results(out) == before);
}
