#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path source = COMITY_SOURCE_DIR;
const fs::path broken = source / "tests/scenarios/broken";

/// The messages that a broken file is known to get, with the place as it was typed.
std::string expected(const std::string& file, const std::string& folder)
{
    std::string text = text_of(broken / (file + ".expected"));
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) text.insert(at, folder);
    return text;
}

}  // namespace

TEST_CASE("all that ships is in order, by path, by name and by short name", "[cli][check]")
{
    std::vector<std::string> words = {"check", "s01", "s02-us-return"};
    for (const auto& entry : fs::directory_iterator(source / "scenarios/library")) words.push_back(entry.path().string());
    for (const char* world : {"world-1991", "world-2020"}) words.push_back((source / "scenarios/data" / world).string());
    REQUIRE(words.size() >= 8);
    const Ended ended = enter(words);
    std::string ok;
    for (std::size_t k = 1; k < words.size(); ++k) ok += words[k] + ": ok\n";
    CHECK(ended.code == 0);
    CHECK(ended.out == ok);
    CHECK(ended.err.empty());
    words.push_back("--quiet");
    CHECK(enter(words).out.empty());
    words.back() = "--json";
    CHECK(json::parse(enter(words).out) == json::array());
}

TEST_CASE("several files are checked in one call, the good among the broken", "[cli][check]")
{
    const std::vector<std::string> files = {"arena-bad-id", "duplicate-key", "event-impossible-date", "forum-quarter-five"};
    std::vector<std::string> words = {"check", "s01"};
    std::string said;
    const std::string folder = broken.string() + "/";
    for (const auto& file : files) {
        words.push_back(folder + file + ".yaml");
        said += expected(file, folder);
    }
    words.insert(words.begin() + 3, "s03");
    const auto lines = std::count(said.begin(), said.end(), '\n');
    const Ended ended = enter(words);
    CHECK(ended.code == 2);
    CHECK(ended.out == "s01: ok\ns03: ok\n");
    CHECK(ended.err == said + std::to_string(lines) + " errors; nothing was written\n");
    words.push_back("--json");
    const json found = json::parse(enter(words).out);
    REQUIRE(found.size() == static_cast<std::size_t>(lines));
    CHECK(found[0]["file"] == folder + "arena-bad-id.yaml");
    CHECK(found[0]["place"].get<std::string>() + ": error: " + found[0]["message"].get<std::string>() + "\n" ==
          expected("arena-bad-id", folder));
}

TEST_CASE("settings change scenarios, and a world that is checked is none", "[cli][check]")
{
    const std::string world = (source / "tests/scenarios/broken_worlds/whole").string();
    CHECK(enter({"check", world}).code == 0);
    const Ended ended = enter({"check", world, "--set", "rules.voting.slope=2"});
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err == "--set rules.voting.slope=2: error: " + world + " is a folder of tables; a setting changes a key of a scenario\n");
}

TEST_CASE("a broken world is refused by check and by run with the same words, and nothing is written", "[cli][check]")
{
    const ScratchFolder scratch;
    const fs::path world = scratch.path() / "world";
    const fs::path cases = source / "tests/scenarios/broken_worlds";
    fs::copy(cases / "whole", world);
    for (const auto& entry : fs::directory_iterator(cases / "many-errors"))
        if (entry.path().extension() == ".csv")
            fs::copy(entry.path(), world / entry.path().filename(), fs::copy_options::overwrite_existing);
    std::string said = text_of(cases / "many-errors" / "expected");
    for (std::size_t at = 0; at < said.size(); at = said.find('\n', at) + 1) said.insert(at, world.string() + "/");
    said += "9 errors; nothing was written\n";

    const Ended checked = enter({"check", world.string()});
    CHECK(checked.code == 2);
    CHECK(checked.out.empty());
    CHECK(checked.err == said);
    const fs::path scenario = scratch.path() / "scenario.yaml";
    std::ofstream(scenario) << "comity: 1\nworld: " << world.string() << "\n";
    const Ended ran = enter({"run", scenario.string(), "--out", (scratch.path() / "run").string(), "--quiet"});
    CHECK(ran.code == 2);
    CHECK(ran.err == said);
    CHECK_FALSE(fs::exists(scratch.path() / "run"));
}
