#include "agents/coalitions.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

std::vector<int> rows(const Coalitions& coalitions, int leader)
{
    std::vector<int> found;
    for (const CountryId i : coalitions.members({leader})) found.push_back(i.index);
    return found;
}

}  // namespace

TEST_CASE("coalitions start as the setting has them", "[agents][coalitions]")
{
    Setting setting = small_setting(5);
    lead(setting, "A", Camp::challengers, {3, 1});
    lead(setting, "B", Camp::incumbents, {4});
    const Coalitions coalitions(setting);
    CHECK(rows(coalitions, 0) == std::vector{3, 1});
    CHECK(rows(coalitions, 1) == std::vector{4});
    CHECK(coalitions.leader_of({1}).index == 0);
    CHECK(coalitions.leader_of({4}).index == 1);
    CHECK_FALSE(coalitions.leader_of({0}).exists());
    CHECK(coalitions.num_moves() == 0);
}

TEST_CASE("a country follows one leader at a time, or none", "[agents][coalitions]")
{
    Coalitions coalitions(4, {{{0}, {1}}, {{2}}});
    coalitions.move({1}, {1});
    CHECK(rows(coalitions, 0) == std::vector{0});
    CHECK(rows(coalitions, 1) == std::vector{2, 1});
    coalitions.move({3}, {1});
    CHECK(rows(coalitions, 1) == std::vector{2, 1, 3});
    coalitions.move({2}, {});
    CHECK(rows(coalitions, 1) == std::vector{1, 3});
    CHECK_FALSE(coalitions.leader_of({2}).exists());
    coalitions.move({0}, {1});
    CHECK(rows(coalitions, 0).empty());
    CHECK(coalitions.num_moves() == 4);
    coalitions.move({0}, {1});
    coalitions.move({2}, {});
    CHECK(coalitions.num_moves() == 4);  // nobody moved
}
