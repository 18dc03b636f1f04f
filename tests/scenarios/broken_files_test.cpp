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

namespace {

const std::filesystem::path broken = std::filesystem::path(COMITY_SOURCE_DIR) / "tests/scenarios/broken";

/// What the checker says of a file, a line a problem, with the paths of this checkout left out.
std::string verdict(const std::filesystem::path& file)
{
    sim::Problems problems;
    prepare(scenarios::read_scenario(file.string(), {}, problems), problems);
    std::string text;
    for (const auto& problem : problems) text += problem.place + ": error: " + problem.message + "\n";
    for (const std::string& folder :
         {file.parent_path().string() + "/", broken.string() + "/", std::string(COMITY_SOURCE_DIR) + "/"})
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
    return text;
}

std::string contents(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The broken files, by name.
std::vector<std::filesystem::path> broken_files()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(broken))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string expected(std::filesystem::path file)
{
    return contents(file.replace_extension(".expected"));
}

/// Whether a file is a map whose errors leave the world known, so that it can extend another.
bool can_extend(const std::filesystem::path& file)
{
    const std::string text = "\n" + contents(file), said = expected(file);
    const auto says = [&](const char* words) { return said.find(words) != std::string::npos; };
    return text.find("\nextends:") == std::string::npos && !says("this is not") && !says("the file ") && !says("another document") && !says("nested more") &&
           !says("those that aliases stand for") && !says("a plain name") && !says("error: world") && !says("in world;");
}

}  // namespace

TEST_CASE("each broken file gets its errors, all in one pass, and nothing else", "[scenarios][reader]")
{
    const auto files = broken_files();
    REQUIRE(files.size() >= 110);
    for (const auto& file : files) {
        INFO(file.filename().string());
        CHECK(verdict(file) == expected(file));
        CHECK_FALSE(expected(file).empty());
    }
}

TEST_CASE("no error hides another: a file's own come first, then those of the file that it extends", "[scenarios][reader]")
{
    // Parameters out of range, an unknown country and an unknown forum: something of what is checked first, and of what is
    // checked last.
    const auto base = broken / "mixture-parameter-and-names.yaml";
    const tests::ScratchFolder scratch;
    int tried = 0;
    for (const auto& file : broken_files()) {
        if (!can_extend(file)) continue;
        ++tried;
        const auto both = scratch.path() / file.filename();
        std::ofstream(both, std::ios::binary) << contents(file) << "\nextends: " << base.string() << "\n";
        INFO(file.filename().string());
        CHECK(verdict(both) == expected(file) + expected(base));
    }
    CHECK(tried >= 70);
}

TEST_CASE("options come after files, in the order of the command line", "[scenarios][reader]")
{
    sim::Problems problems;
    const auto file = broken / "event-unknown-country.yaml";
    prepare(scenarios::read_scenario(file.string(), {"rounds=0", "keep.series=-1", "rounds=0", "rules.adoption.own_weight=1"},
                                     problems),
            problems);
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].place == file.string() + ":4:34");
    CHECK(problems[1].place == "--set rounds=0");  // entered twice, told once
    CHECK(problems[2].place == "--set keep.series=-1");
    // An institution's weight is above 0 by default: the option broke the sum.
    CHECK(problems[3].place == "--set rules.adoption.own_weight=1");
}

TEST_CASE("the shipped scenarios are read without a word", "[scenarios][reader]")
{
    for (const auto* name : {"s01", "s02-us-return", "s03"}) CHECK(verdict(name).empty());
    CHECK(verdict("s1") == "s1: error: no such file, and no shipped scenario of that name\n");
}
