#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_builder.hpp"
#include "tests/support/catch.hpp"

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
    for (const std::string& folder : {broken.string() + "/", std::string(COMITY_SOURCE_DIR) + "/"})
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
    return text;
}

std::string contents(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("each broken file gets its errors, all in one pass, and nothing else", "[scenarios][reader]")
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(broken))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(files.size() >= 60);
    for (const auto& file : files) {
        auto expected = file;
        expected.replace_extension(".expected");
        INFO(file.filename().string());
        CHECK(verdict(file) == contents(expected));
        CHECK_FALSE(contents(expected).empty());
    }
}

TEST_CASE("the shipped scenarios are read without a word", "[scenarios][reader]")
{
    for (const auto* name : {"s01", "s02-us-return", "s03"}) CHECK(verdict(name).empty());
    CHECK(verdict("s1") == "s1: error: no such file, and no shipped scenario of that name\n");
}
