// What is wrong on the command line: exit code 2, one line on standard error, nothing on standard output, nothing written.
#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;

namespace {

const std::string votes_without_roll_calls = std::string(COMITY_SOURCE_DIR) + "/tests/analysis/votes/broken/own-alone.csv";

struct Mistake {
    std::vector<std::string> words;
    std::string said;
};

/// A setting as it is typed, and what is said of it.
struct Setting {
    std::string typed, said;
};

}  // namespace

TEST_CASE("a mistake on the command line is one line that says what was meant", "[cli][mistakes]")
{
    const Mistake mistake = GENERATE(
        Mistake{{}, "comity: error: A subcommand is required; see comity --help"},
        Mistake{{"rnu"}, "comity: error: unknown command 'rnu'; did you mean 'run'?"},
        Mistake{{"frobnicate"}, "comity: error: unknown command 'frobnicate'; see comity --help"},
        Mistake{{"world", "biuld"}, "comity: error: unknown command 'biuld'; did you mean 'build'?"},
        Mistake{{"--versoin"}, "comity: error: unknown option '--versoin'; did you mean '--version'?"},
        Mistake{{"run", "s01", "--rnus", "3"}, "comity: error: unknown option '--rnus'; did you mean '--runs'?"},
        Mistake{{"run", "s01", "--seeed=3"}, "comity: error: unknown option '--seeed'; did you mean '--seed'?"},
        Mistake{{"list", "--jason"}, "comity: error: unknown option '--jason'; did you mean '--json'?"},
        Mistake{{"run", "s01", "--mpi"}, "comity: error: unknown option '--mpi'; see comity --help"},
        Mistake{{"run"}, "comity: error: scenario is required; see comity --help"},
        Mistake{{"run", "s01", "s02"}, "comity: error: The following argument was not expected: s02; see comity --help"},
        Mistake{{"run", "s01", "--runs", "0"},
                "comity: error: --runs is 0, but must be in [1, 1000000000] (replicates); see comity --help"},
        Mistake{{"run", "s01", "--runs", "many"},
                "comity: error: --runs is 'many', but must be a whole number: it must be in [1, 1000000000] (replicates); see comity --help"},
        Mistake{{"run", "s01", "--seed", "-1"},
                "comity: error: --seed is -1, but must be in [0, 9007199254740992] (seed of all draws); see comity --help"},
        Mistake{{"run", "s01", "--seed", "9007199254740993"},
                "comity: error: --seed is 9007199254740993, but must be in [0, 9007199254740992] (seed of all draws); see comity "
                "--help"},
        Mistake{{"run", "s01", "--threads", "0"},
                "comity: error: --threads is 0, but must be in [1, 4096] (threads; otherwise all cores); see comity --help"},
        Mistake{{"run", "s01", "--out", ""}, "comity: error: --out: this is empty, but must be a DIR; see comity --help"},
        Mistake{{"run", ""}, "comity: error: scenario: this is empty, but must be a SCENARIO; see comity --help"},
        Mistake{{"check", "s01", ""}, "comity: error: file: this is empty, but must be a FILE; see comity --help"},
        Mistake{{"report", ""}, "comity: error: folder: this is empty, but must be a FOLDER; see comity --help"},
        Mistake{{"world", "build", "", "--from", "data"},
                "comity: error: dir: this is empty, but must be a DIR; see comity --help"},
        Mistake{{"run", "s01", "--quiet", "--verbose"}, "comity: error: --quiet excludes --verbose; see comity --help"},
        Mistake{{"hindcast"}, "comity: error: --votes is required; see comity --help"},
        Mistake{{"hindcast", "--votes", votes_without_roll_calls},
                votes_without_roll_calls + ":1: error: votes in comity's own format need a table of roll calls (rid, date, title): name it with --rollcalls"},
        Mistake{{"run", "s99-new-order"}, "s99-new-order: error: no such file, and no shipped scenario of that name"},
        Mistake{{"run", "s03-us-exti"},
                "s03-us-exti: error: no such file, and no shipped scenario of that name; did you mean 's03-us-exit'?"},
        Mistake{{"check", "s03-us-exti"},
                "s03-us-exti: error: no such file, and no shipped scenario of that name; did you mean 's03-us-exit'?"},
        Mistake{{"describe", "votin"},
                "comity: error: nothing is called 'votin'; did you mean 'voting'? (comity list shows what there is)"},
        Mistake{{"schema", "novel"}, "comity: error: there is no schema of 'novel'; this version reads: scenario"},
        Mistake{{"report", "nowhere"}, "nowhere: error: no such folder"},
        Mistake{{"run", "S01-Baseline-2020"},
                "S01-Baseline-2020: error: no such file, and no shipped scenario of that name; did you "
                "mean 's01-baseline-2020'?"},
        Mistake{
            {"world", "build", "here", "--from", "data", "--start", "1980"},
            "comity: error: --start is 1980, but must be in [1991, 2020] (year of the first quarter; otherwise 2020); see comity "
            "--help"},
        Mistake{{"world", "build", "here"}, "comity: error: --from is required; see comity --help"});
    const ScratchFolder scratch;
    const Ended ended = enter(mistake.words, {scratch.path(), {}, false});
    std::string typed = "comity";
    for (const auto& word : mistake.words) typed += " " + word;
    CAPTURE(typed);
    CHECK(ended.code == 2);
    CHECK(ended.err == mistake.said + "\n");
    CHECK(ended.out.empty());
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("settings are held to the same ranges as the file, in the same words, all in one pass", "[cli][mistakes]")
{
    const ScratchFolder scratch;
    const Ended ended = enter({"run", "s01", "--set", "rules.voting.slope=9", "--set", "rulez.voting.slope=1", "--set",
                               "rounds=soon", "--set", "rounds"},
                              {scratch.path(), {}, false});
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err ==
          "--set rules.voting.slope=9: error: rules.voting.slope is 9, but must be in [0.5, 4] logit/position^2 (beta0: how "
          "sharply positions decide)\n"
          "--set rulez.voting.slope=1: error: unknown key 'rulez'; did you mean 'rules'?\n"
          "--set rounds=soon: error: rounds is 'soon', but must be a whole number: it must be in [1, 4000] (quarters to run)\n"
          "--set rounds: error: 'rounds' has no '='; a setting is path.to.key=value, such as rules.voting.slope=2\n"
          "4 errors; nothing was written\n");
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("a text that is no setting is told what it lacks", "[cli][mistakes]")
{
    const auto [typed, said] =
        GENERATE(Setting{"a=", "no value stands after 'a='"}, Setting{"a= #1", "no value stands after 'a='"},
                 Setting{"=1", "no key stands before '='"}, Setting{"a..b=1", "'a..b' has a dot without a name"},
                 Setting{".a=1", "'.a' has a dot without a name"}, Setting{"a.=1", "'a.' has a dot without a name"});
    const Ended ended = enter({"check", "s01", "--set", typed});
    CHECK(ended.code == 2);
    CHECK(ended.err ==
          "--set " + typed + ": error: " + said + "; a setting is path.to.key=value, such as rules.voting.slope=2\n");
}

TEST_CASE("a setting names keys, not items of lists", "[cli][mistakes]")
{
    const auto [typed, said] = GENERATE(
        Setting{"events.0.step=3", "events is given the key '0', but must be a list of maps with a type"},
        Setting{"forums.UNGA.norms.0=HR1", "forums.UNGA.norms is given the key '0', but must be a list"},
        Setting{"rounds.x=1",
                "rounds is given the key 'x', but must be a whole number: it must be in [1, 4000] (quarters to run)"},
        Setting{"forums.0.x=1", "forum id '0' must be 1 to 32 letters, digits or underscores, and no number"},
        Setting{"extends=s02",
                "extends cannot be set: it is read before all else; name the scenario itself, or a file that extends it"});
    const Ended ended = enter({"check", "s01", "--set", typed});
    CHECK(ended.code == 2);
    CHECK(ended.err == "--set " + typed + ": error: " + said + "\n");
}

TEST_CASE("the name of a shipped scenario is that scenario, whatever lies about, and a path is the file", "[cli][mistakes]")
{
    const ScratchFolder scratch;
    std::filesystem::create_directory(scratch.path() / "below");
    for (const char* name : {"s01", "below/s01"}) std::ofstream(scratch.path() / name) << "comity: 1\nrounds: none\n";
    std::ofstream(scratch.path() / "below" / "mine.yaml") << "comity: 1\nextends: s01\n";
    const Surroundings here{scratch.path(), {}, false};
    CHECK(enter({"check", "s01"}, here).out == "s01: ok\n");
    CHECK(enter({"check", "below/mine.yaml"}, here).out == "below/mine.yaml: ok\n");
    for (const char* path : {"./s01", "below/s01"}) {
        const Ended ended = enter({"check", path}, here);
        CHECK(ended.code == 2);
        CHECK(ended.err ==
              std::string(path) +
                  ":2:9: error: rounds is 'none', but must be a whole number: it must be in [1, 4000] (quarters to run)\n");
    }
    const Ended ran = enter({"run", "s01", "--runs", "1", "--set", "rounds=1", "--set", "world={synthetic: 5}"}, here);
    CHECK(ran.code == 0);
    CHECK(
        ran.err.starts_with("note: 's01' is the scenario that ships; the file s01 is not read, which the path ./s01 would do\n"));
}

TEST_CASE("a folder of results that bears a scenario's name does not stand in its way", "[cli][mistakes]")
{
    const ScratchFolder scratch;
    std::filesystem::create_directory(scratch.path() / "s01");
    const Surroundings here{scratch.path(), {}, false};
    CHECK(enter({"check", "s01"}, here).out == "s01: ok\n");
    CHECK(enter({"describe", "rice_end"}, here).code == 0);
    std::filesystem::create_directory(scratch.path() / "other");
    const Ended ended = enter({"run", "other"}, here);
    CHECK(ended.code == 2);
    CHECK(ended.err == "other: error: this is a folder, but a scenario is a file\n");
}

TEST_CASE("a link to itself is a wrong input", "[cli][mistakes]")
{
    const ScratchFolder scratch;
    std::filesystem::create_symlink("loop.yaml", scratch.path() / "loop.yaml");
    for (const char* command : {"check", "run"}) {
        const Ended ended = enter({command, "loop.yaml"}, {scratch.path(), {}, false});
        CHECK(ended.code == 2);
        CHECK(ended.err == "loop.yaml: error: no such file, and no shipped scenario of that name\n");
    }
}

TEST_CASE("what a file says reaches the terminal without its control characters", "[cli][mistakes]")
{
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "odd.yaml") << "comity: 1\n\"two\\nlines, \\e[31mred\": 1\n";
    const Ended ended = enter({"check", "odd.yaml"}, {scratch.path(), {}, false});
    CHECK(ended.code == 2);
    CHECK(ended.err == "odd.yaml:2:1: error: unknown key 'two\\nlines, \\x1b[31mred'\n");
}
