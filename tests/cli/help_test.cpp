#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Commands that a help text lists below `Subcommands:`.
std::vector<std::string> commands_in(const std::string& help)
{
    std::vector<std::string> commands;
    std::istringstream in(help.substr(std::min(help.find("Subcommands:"), help.size())));
    std::string line;
    for (std::getline(in, line); std::getline(in, line) && line.starts_with("  ");)
        commands.push_back(line.substr(2, line.find(' ', 2) - 2));
    return commands;
}

}  // namespace

TEST_CASE("every command has help with an example of itself", "[cli][help]")
{
    const Ended top = enter({"--help"});
    CHECK(top.code == 0);
    CHECK(top.err.empty());
    CHECK_THAT(top.out, ContainsSubstring("Example: comity "));
    std::vector<std::vector<std::string>> commands;
    for (const auto& name : commands_in(top.out)) commands.push_back({name});
    REQUIRE(commands.size() >= 7);
    for (std::size_t k = 0; k < commands.size(); ++k) {
        std::vector<std::string> words = commands[k];
        std::string typed = "comity";
        for (const auto& word : words) typed += " " + word;
        CAPTURE(typed);
        words.push_back("--help");
        const Ended help = enter(words);
        CHECK(help.code == 0);
        CHECK(help.err.empty());
        CHECK_THAT(help.out, ContainsSubstring("Example: " + typed));
        for (const auto& below : commands_in(help.out)) {
            commands.push_back(commands[k]);
            commands.back().push_back(below);
        }
    }
}

TEST_CASE("help in the midst of other words is help, and nothing is run", "[cli][help]")
{
    const ScratchFolder scratch;
    const Ended help = enter({"run", "s01", "--out", (scratch.path() / "run").string(), "--help"});
    CHECK(help.code == 0);
    CHECK_THAT(help.out, ContainsSubstring("--runs"));
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("the version is one line with number, commit, compiler and build type", "[cli][help]")
{
    const Ended version = enter({"--version"});
    CHECK(version.code == 0);
    CHECK(version.err.empty());
    CHECK_THAT(version.out, Catch::Matchers::Matches(
                                R"(comity \d+\.\d+\.\d+ \(commit ([0-9a-f]{7,40}(-dirty)?|unknown), \S+ [0-9.]+, \w+\)\n)"));
}

TEST_CASE("help on a command that there is not is a mistake", "[cli][help]")
{
    using Words = std::vector<std::string>;
    for (const Words& words : {Words{"frobnicate", "--help"}, Words{"--help", "frobnicate"}, Words{"frobnicate", "--version"}}) {
        const Ended help = enter(words);
        CHECK(help.code == 2);
        CHECK(help.out.empty());
        CHECK(help.err == "comity: error: unknown command 'frobnicate'; see comity --help\n");
    }
    CHECK(enter({"world", "bild", "--help"}).err == "comity: error: unknown command 'bild'; did you mean 'build'?\n");
}
