#include "analysis/run_folder.hpp"

#include <fstream>
#include <set>
#include <iterator>

#include <nlohmann/json.hpp>

#include "analysis/cli/version.hpp"
#include "analysis/run_folder/world_checksum.hpp"
#include "sim/atomic_file.hpp"
#include "sim/checksum.hpp"
#include "tests/analysis/run_folder/toy_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_disk.hpp"

using namespace comity::analysis;
using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using nlohmann::json;

namespace {

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

json manifest_of(const std::filesystem::path& folder) { return json::parse(text_of(folder / "manifest.json")); }

std::set<std::string> entries(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename());
    return names;
}

const std::set<std::string> all_files = {"manifest.json", "scenario.yaml", "runs.csv", "series.csv", "quantiles.csv", "ensemble.nc"};

}  // namespace

TEST_CASE("the table of runs has a row for every run, in order, with empty metrics where a run failed", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    write_toy(scratch.path() / "toy", toy_info(11, 2));
    // k = 7 r mod 11: 0 7 3 10 6 2 9 5 1 (8) 4
    CHECK(text_of(scratch.path() / "toy" / "runs.csv") ==
          "run,scenario,replicate,seed,adopted_end,time\n"
          "0,toy,0,9007199254740991,0,\n"
          "1,toy,1,9007199254740991,7,0.7\n"
          "2,toy,2,9007199254740991,3,0.3\n"
          "3,toy,3,9007199254740991,10,\n"
          "4,toy,4,9007199254740991,6,\n"
          "5,toy,5,9007199254740991,2,\n"
          "6,toy,6,9007199254740991,9,0.9\n"
          "7,toy,7,9007199254740991,5,0.5\n"
          "8,toy,8,9007199254740991,1,0.1\n"
          "9,toy,9,9007199254740991,,\n"
          "10,toy,10,9007199254740991,4,\n");
}

TEST_CASE("series are those of kept runs, and quantiles those of all that finished", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    auto info = toy_info(3);
    info.keep_series = 2;
    write_toy(scratch.path() / "toy", info);
    const auto series = text_of(scratch.path() / "toy" / "series.csv");
    CHECK_THAT(series, StartsWith("scenario,run,time,metric,value\n"
                                  "toy,0,2020-07-01,level,0\n"
                                  "toy,0,2020-07-01,share in A-B,-0\n"
                                  "toy,0,2020-07-01,constant,0.1\n"
                                  "toy,0,2020-10-01,level,1\n"
                                  "toy,0,2020-10-01,share in A-B,\n"));
    CHECK_THAT(series, ContainsSubstring("toy,1,2021-04-01,level,10\n"));
    CHECK(std::count(series.begin(), series.end(), '\n') == 1 + 2 * 4 * 3);

    // Level in round 0 is k = 0, 7, 3: median 3, 95 % at position 1.9, so 3 + 0.9 (7 - 3) = 6.6.
    const auto quantiles = text_of(scratch.path() / "toy" / "quantiles.csv");
    CHECK_THAT(quantiles, StartsWith("scenario,quantile,time,metric,value\ntoy,0.05,2020-07-01,level,0.3"));
    CHECK_THAT(quantiles, ContainsSubstring("\ntoy,0.5,2020-07-01,level,3\n"));
    CHECK_THAT(quantiles, ContainsSubstring("\ntoy,0.95,2020-07-01,level,6.6"));
    CHECK_THAT(quantiles, ContainsSubstring("\ntoy,mean,2020-07-01,level,3.3333333333333335\n"));
    CHECK_THAT(quantiles, ContainsSubstring("\ntoy,0.25,2020-10-01,share in A-B,\n"));
    CHECK(std::count(quantiles.begin(), quantiles.end(), '\n') == 1 + 6 * 4 * 3);
}

TEST_CASE("a failed run leaves its place among the kept series to the next", "[analysis][run_folder]")
{
    // Run 9 fails: the first ten to finish are 0 to 8 and 10.
    const ScratchFolder scratch;
    auto info = toy_info(12);
    info.keep_series = 10;
    write_toy(scratch.path() / "toy", info);
    const auto series = text_of(scratch.path() / "toy" / "series.csv");
    CHECK(std::count(series.begin(), series.end(), '\n') == 1 + 10 * 4 * 3);
    CHECK_THAT(series, ContainsSubstring("\ntoy,8,") && ContainsSubstring("\ntoy,10,"));
    CHECK_THAT(series, !ContainsSubstring("\ntoy,11,"));
}

TEST_CASE("the manifest says what was run, by what, how it ended, and what every file holds", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "deep" / "toy";
    write_toy(folder, toy_info(12));
    CHECK(entries(folder) == all_files);
    CHECK(text_of(folder / "scenario.yaml") == "title: A toy\nrounds: 4\n");

    const json m = manifest_of(folder);
    CHECK(m["program"]["name"] == "comity");
    CHECK(m["program"]["version"] == version().number);
    CHECK(m["program"]["commit"] == version().commit);
    CHECK(m["command"] == "run");
    CHECK(m["scenario"] == json({{"id", "toy"}, {"title", "A toy"}, {"narrative", "Nothing happens."}, {"start", "2020Q3"},
                                 {"rounds", 4}, {"seed", 9007199254740991}, {"runs", 12}}));
    CHECK(m["input"] == json({{"title", "A toy"}, {"rounds", 4}}));
    CHECK(m["input_sha256"] == comity::sim::sha256("title: A toy\nrounds: 4\n"));
    CHECK(m["state"] == "complete");
    CHECK_THAT(m["started"].get<std::string>(), Catch::Matchers::Matches("20..-..-..T..:..:..Z"));
    CHECK(m["finished"] == 11);
    CHECK(m["failed"] == json::array({{{"run", 9}, {"replicate", 9}, {"message", "a number is not finite in rule 'drift', round 2"}}}));
    CHECK(m["files"].size() == all_files.size() - 1);
    for (const auto& name : {"scenario.yaml", "runs.csv", "series.csv", "quantiles.csv", "ensemble.nc"}) {
        CHECK(m["files"][name]["bytes"] == std::filesystem::file_size(folder / name));
        CHECK(m["files"][name]["sha256"] == comity::sim::sha256(text_of(folder / name)));
    }
    CHECK(m["finished_shards"] == json::array({{{"shard", 0}, {"shards", 1}, {"first_run", 0}, {"runs", 12}, {"table", "runs.csv"},
                                               {"sha256", comity::sim::sha256(text_of(folder / "runs.csv"))}}}));
    CHECK(m["metrics"].size() == 5);
    CHECK(m["metrics"][0]["name"] == "level");
    CHECK(m["metrics"][0]["low"].is_null());
    CHECK(m["metrics"][1]["high"] == 1);
    CHECK(m["arenas"][1] == json({{"id", "CY"}, {"title", "Cyber"}, {"negative", "state control"}, {"positive", "open"}}));
    CHECK_FALSE(m.contains("error"));
}

TEST_CASE("a file that comes later is listed with its checksum, and nothing else of the manifest changes", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "toy";
    write_toy(folder, toy_info(12));
    json expected = manifest_of(folder);
    for (const std::string text : {"<p>first", "<p>second time"}) {
        comity::sim::write_atomically(folder / "report.html", text);
        list_in_manifest(folder / "report.html");
        expected["files"]["report.html"] = {{"bytes", text.size()}, {"sha256", comity::sim::sha256(text)}};
        CHECK(manifest_of(folder) == expected);
    }
    comity::sim::write_atomically(scratch.path() / "report.html", "elsewhere");
    list_in_manifest(scratch.path() / "report.html");
    CHECK(entries(scratch.path()) == std::set<std::string>{"report.html", "toy"});
}

TEST_CASE("while runs are played the manifest says so, and rows that were written outlive the program", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "toy";
    RunFolder results(folder, toy_info(2), Existing::refuse);
    ToyRecord r;
    play_toy(1, r);
    results.add({0, 1, 5}, {r.outcomes, r.series, r.positions});
    CHECK(manifest_of(folder)["state"] == "running");
    CHECK(manifest_of(folder)["ended"].is_null());
    CHECK(manifest_of(folder)["finished_shards"].empty());
    CHECK_FALSE(std::filesystem::exists(folder / "runs.csv"));
    CHECK(text_of(folder / "runs.csv.part") == "run,scenario,replicate,seed,adopted_end,time\n0,toy,1,5,7,0.7\n");
    CHECK_THROWS_WITH(RunFolder(folder, toy_info(2), Existing::replace), ContainsSubstring("another run is being written to this folder"));
    results.finish(RunState::complete);
    CHECK(entries(folder) == all_files);
}

TEST_CASE("an interrupted run keeps what was finished, as whole files", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "toy";
    {
        RunFolder results(folder, toy_info(100), Existing::refuse);
        ToyRecord r;
        for (int k = 0; k < 5; ++k) {
            play_toy(k, r);
            results.add({k, k, 5}, {r.outcomes, r.series, r.positions});
        }
        results.finish(RunState::interrupted);
    }
    CHECK(entries(folder) == all_files);
    CHECK(manifest_of(folder)["state"] == "interrupted");
    CHECK(manifest_of(folder)["finished"] == 5);
    CHECK(manifest_of(folder)["finished_shards"].empty());
    const auto rows = text_of(folder / "runs.csv");
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 6);
}

TEST_CASE("an error in between leaves a closed folder with the reason", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "toy";
    {
        RunFolder results(folder, toy_info(100), Existing::refuse);
        ToyRecord r;
        play_toy(1, r);
        results.add({0, 1, 5}, {r.outcomes, r.series, r.positions});
    }  // as an exception would
    CHECK(entries(folder) == all_files);
    CHECK(manifest_of(folder)["state"] == "interrupted");
    CHECK(manifest_of(folder)["error"] == "the program ended early");
}

TEST_CASE("a folder that exists is refused, unless it is empty or a run that may be replaced", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "toy";
    std::filesystem::create_directory(folder);
    write_toy(folder / "", toy_info(3));  // empty: taken, and a slash at the end is nothing
    CHECK_THROWS_AS(write_toy(folder, toy_info(4)), RunFolderRefused);
    CHECK_THROWS_WITH(write_toy(folder, toy_info(4)),
                      folder.string() + ": error: the folder exists; --force replaces a run folder, --out names another place");
    CHECK(manifest_of(folder)["scenario"]["runs"] == 3);

    comity::sim::write_atomically(folder / "report.html", "old");
    write_toy(folder, toy_info(4), Existing::replace);
    CHECK(manifest_of(folder)["scenario"]["runs"] == 4);
    CHECK(entries(folder) == all_files);
    CHECK(entries(scratch.path()) == std::set<std::string>{"toy"});

    comity::sim::write_atomically(scratch.path() / "file", "mine");
    CHECK_THROWS_WITH(write_toy(scratch.path() / "file", toy_info(4), Existing::replace), ContainsSubstring("this is a file"));
    std::filesystem::create_directory(scratch.path() / "other");
    comity::sim::write_atomically(scratch.path() / "other" / "thesis.txt", "mine");
    CHECK_THROWS_WITH(write_toy(scratch.path() / "other", toy_info(4), Existing::replace), ContainsSubstring("holds no run of comity"));
    comity::sim::write_atomically(scratch.path() / "other" / "manifest.json", R"({"program": {"name": "chess"}})");
    CHECK_THROWS_AS(write_toy(scratch.path() / "other", toy_info(4), Existing::replace), RunFolderRefused);
    CHECK(text_of(scratch.path() / "other" / "thesis.txt") == "mine");
}

TEST_CASE("a run folder is replaced only when its successor is whole", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "toy";
    write_toy(folder, toy_info(3));
    const auto before = text_of(folder / "runs.csv");
    std::filesystem::create_directory_symlink(folder, scratch.path() / "link");
    {
        RunFolder results(scratch.path() / "link", toy_info(5), Existing::replace);
        CHECK(results.path() == std::filesystem::canonical(folder).string() + ".part");
        CHECK(text_of(folder / "runs.csv") == before);
        CHECK_THROWS_WITH(RunFolder(folder, toy_info(5), Existing::replace), ContainsSubstring("another run is being written"));
        results.finish(RunState::interrupted);  // nothing finished: the old results are worth more
    }
    CHECK(text_of(folder / "runs.csv") == before);
    CHECK(entries(scratch.path()) == std::set<std::string>{"toy", "link"});
    { const RunFolder dropped(folder, toy_info(5), Existing::replace); }
    CHECK(text_of(folder / "runs.csv") == before);
    CHECK(manifest_of(scratch.path() / "toy.part")["state"] == "interrupted");
    write_toy(scratch.path() / "link", toy_info(5), Existing::replace);  // what a failed run left is cleared away
    CHECK(manifest_of(folder)["scenario"]["runs"] == 5);
    CHECK(entries(scratch.path()) == std::set<std::string>{"toy", "link"});
}

TEST_CASE("a folder that cannot be made or written to is one error, and nothing is left behind", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    comity::sim::write_atomically(scratch.path() / "file", "mine");
    CHECK_THROWS_WITH(write_toy(scratch.path() / "file" / "toy", toy_info(3)), ContainsSubstring("Not a directory"));
    CHECK_THROWS_AS(write_toy("/proc/comity", toy_info(3)), comity::sim::FileError);
    CHECK(entries(scratch.path()) == std::set<std::string>{"file"});
}

TEST_CASE("a full disk is one error that keeps what was finished and leaves other folders alone", "[analysis][run_folder]")
{
    const SmallDisk disk(24 << 20);
    if (!disk.mounted()) {
        WARN("skipped: a small disk can only be mounted by root");
        return;
    }
    write_toy(disk.path() / "earlier", toy_info(3));
    const auto before = text_of(disk.path() / "earlier" / "runs.csv");
    auto info = toy_info(1'000'000);
    info.keep_series = 1'000'000;
    std::string message;
    try {
        write_toy(disk.path() / "toy", info);
    } catch (const comity::sim::FileError& error) {
        message = error.what();
    }
    CHECK_THAT(message, StartsWith((disk.path() / "toy").string()) && EndsWith(": error: the file cannot be written: No space left on device"));
    CHECK(text_of(disk.path() / "earlier" / "runs.csv") == before);
    CHECK(entries(disk.path() / "toy") == all_files);
    const json m = manifest_of(disk.path() / "toy");
    CHECK(m["state"] == "interrupted");
    CHECK(m["error"] == message);
    const auto rows = text_of(disk.path() / "toy" / "runs.csv");
    const std::int64_t finished = m["finished"];
    CHECK(finished > 1'000);
    CHECK(std::count(rows.begin(), rows.end(), '\n') == 1 + finished + std::int64_t(m["failed"].size()));
    CHECK(rows.back() == '\n');
    CHECK(m["files"].size() == 5);

    // Too full to begin with: said before anything is computed, and nothing is left behind.
    {
        std::ofstream filler(disk.path() / "filler");
        const std::string block(1 << 16, 'x');
        while (filler.write(block.data(), std::ssize(block)).flush()) {
        }
    }
    CHECK_THROWS_WITH(write_toy(disk.path() / "late", toy_info(3)),
                      (disk.path() / "late").string() + ": error: there is no room for the results: No space left on device");
    CHECK_FALSE(std::filesystem::exists(disk.path() / "late"));
}

TEST_CASE("a checksum tells one world from another by its tables, not by where it lies, and the manifest has it", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    const auto put = [&](const char* world, const char* table, const char* text) {
        std::filesystem::create_directories(scratch.path() / world);
        std::ofstream(scratch.path() / world / table) << text;
    };
    const auto checksum_on = [&](const char* world) { return world_checksum(scratch.path() / world); };
    put("here", "countries.csv", "code\nA\n");
    put("there", "countries.csv", "code\nA\n");
    put("there", "README.md", "no table");
    put("other", "countries.csv", "code\nB\n");
    put("renamed", "trade.csv", "code\nA\n");

    // sha256sum of "code\nA\n", two spaces, the name, a line's end: as `sha256sum countries.csv | sha256sum` prints it
    CHECK(checksum_on("here") == comity::sim::sha256(comity::sim::sha256("code\nA\n") + "  countries.csv\n"));
    CHECK(checksum_on("there") == checksum_on("here"));
    CHECK(checksum_on("other") != checksum_on("here"));
    CHECK(checksum_on("renamed") != checksum_on("here"));
    CHECK(checksum_on("nowhere").empty());

    auto info = toy_info(1, 1);
    write_toy(scratch.path() / "without", info);
    CHECK_FALSE(manifest_of(scratch.path() / "without").contains("world_sha256"));
    info.world_sha256 = checksum_on("here");
    write_toy(scratch.path() / "with", info);
    CHECK(manifest_of(scratch.path() / "with")["world_sha256"] == checksum_on("here"));
}
