#include "analysis/cli/catalogue.hpp"

#include "agents/rules.hpp"
#include "tests/support/catch.hpp"

using namespace comity;

TEST_CASE("every rule that is played is listed with its title, in order of play", "[analysis][catalogue]")
{
    std::vector<std::string> played;
    const agents::Rules rules;
    agents::Rules::each_rule(rules, [&](std::string_view rule, const auto&) { played.emplace_back(rule); });
    sim::Problems problems;
    std::vector<std::string> listed;
    for (const auto& entry : analysis::catalogue(problems)) {
        if (entry.group != "rules") continue;
        CHECK_FALSE(entry.title.empty());
        listed.push_back(entry.name);
    }
    CHECK(problems.empty());
    CHECK(listed == played);
}
