// Each folder of broken_worlds holds the tables in which it differs from `whole`, the names of tables it does `without`, and what
// is `expected`.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_builder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity;
namespace fs = std::filesystem;

namespace {

const fs::path worlds = fs::path(COMITY_SOURCE_DIR) / "tests/scenarios/broken_worlds";

std::string contents(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The whole world with the changes of one case.
void make_world(const fs::path& broken, const fs::path& folder)
{
    fs::copy(worlds / "whole", folder);
    for (const auto& entry : fs::directory_iterator(broken))
        if (entry.path().extension() == ".csv")
            fs::copy(entry.path(), folder / entry.path().filename(), fs::copy_options::overwrite_existing);
    std::ifstream without(broken / "without");
    for (std::string table; std::getline(without, table);) REQUIRE(fs::remove(folder / table));
}

/// What the reader says of a world, a line a problem, with the folder left out.
std::string verdict(const fs::path& folder)
{
    sim::Problems problems;
    scenarios::Scenario scenario;
    scenario.world.folder = folder.string();
    prepare(scenario, problems);
    std::string text;
    for (const auto& problem : problems) text += problem.place + ": error: " + problem.message + "\n";
    const std::string prefix = folder.string() + "/";
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) text.erase(at, prefix.size());
    return text;
}

}  // namespace

TEST_CASE("the world that the broken ones are made from is whole", "[scenarios][world]")
{
    CHECK(verdict(worlds / "whole").empty());
}

TEST_CASE("each broken world gets its errors, all in one pass, and nothing else", "[scenarios][world]")
{
    std::vector<fs::path> cases;
    for (const auto& entry : fs::directory_iterator(worlds))
        if (entry.path().filename() != "whole") cases.push_back(entry.path());
    std::sort(cases.begin(), cases.end());
    REQUIRE(cases.size() >= 60);
    for (const fs::path& broken : cases) {
        const tests::ScratchFolder scratch;
        make_world(broken, scratch.path() / "world");
        INFO(broken.filename().string());
        CHECK(verdict(scratch.path() / "world") == contents(broken / "expected"));
        CHECK_FALSE(contents(broken / "expected").empty());
    }
}

TEST_CASE("a world may come from another system: line ends, byte-order mark, more columns, tables of its own",
          "[scenarios][world]")
{
    const tests::ScratchFolder scratch;
    const fs::path folder = scratch.path() / "world";
    fs::copy(worlds / "whole", folder);
    for (const auto& entry : fs::directory_iterator(worlds / "whole")) {
        std::string text = "\xEF\xBB\xBF";
        for (const char c : contents(entry.path())) text += c == '\n' ? std::string(",remark\r\n") : std::string(1, c);
        std::ofstream(folder / entry.path().filename(), std::ios::binary) << text;
    }
    std::ofstream(folder / "interviews.csv") << "date\n";
    CHECK(verdict(folder).empty());
}

TEST_CASE("a folder that is not there, or is a file, is no world", "[scenarios][world]")
{
    const tests::ScratchFolder scratch;
    std::ofstream(scratch.path() / "file") << "code\n";
    for (const char* name : {"nowhere", "file"}) {
        const std::string folder = (scratch.path() / name).string();
        CHECK(verdict(folder) ==
              folder + ": error: world is '" + folder + "', but must be a world folder, or the name of a shipped one\n");
    }
}
