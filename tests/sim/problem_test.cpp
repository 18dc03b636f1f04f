#include "sim/problem.hpp"

#include "tests/support/catch.hpp"

using comity::sim::nearest;

TEST_CASE("the nearest name is a slip of the pen away, and of several the one that begins alike", "[sim][problem]")
{
    const std::vector<std::string> codes = {"AUS", "CHN", "ROU", "RUS", "USA"};
    CHECK(nearest("UAS", codes) == "USA");  // as near as AUS
    CHECK(nearest("US", codes) == "USA");
    CHECK(nearest("RSU", codes) == "ROU");  // as near as RUS, and named first
    CHECK(nearest("XYZ", codes).empty());
    CHECK(nearest("", codes).empty());
    CHECK(nearest("rounds", {"round", "sounds", "rules"}) == "round");
}

TEST_CASE("capitals do not matter, and one letter for another is no slip of a name of one letter", "[sim][problem]")
{
    CHECK(nearest("usa", {"UGA", "USA"}) == "USA");
    CHECK(nearest("world-2020", {"World-2020"}) == "World-2020");
    CHECK(nearest("M", {"S", "L"}).empty());
    CHECK(nearest("s", {"S", "L"}) == "S");
}
