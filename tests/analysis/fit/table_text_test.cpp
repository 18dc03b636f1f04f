#include "analysis/fit/world/table_text.hpp"

#include <limits>
#include <stdexcept>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("shares are rounded so that they sum to one", "[analysis][table_text]")
{
    // Thirds at two decimals: .33 each leaves .01, which goes to the first of equal remainders.
    CHECK(shares({1, 1, 1}, 2) == std::vector<std::string>{"0.34", "0.33", "0.33"});
    CHECK(shares({25, 75}, 8) == std::vector<std::string>{"0.25", "0.75"});
    CHECK(shares({0, 2}, 3) == std::vector<std::string>{"0", "1"});
    CHECK_THROWS_AS(shares({-1, 2}, 3), std::invalid_argument);
    CHECK_THROWS_AS(shares({0, 0}, 3), std::invalid_argument);
    CHECK_THROWS_AS(shares({std::numeric_limits<double>::quiet_NaN()}, 3), std::invalid_argument);
}

TEST_CASE("numbers are written short, plain and without a negative zero", "[analysis][table_text]")
{
    CHECK(rounded(1.2500, 4) == "1.25");
    CHECK(rounded(-.00001, 4) == "0");
    CHECK(rounded(100, 0) == "100");
    CHECK(rounded(std::numeric_limits<double>::quiet_NaN(), 3).empty());
    CHECK(significant(.00123456, 4) == "0.001235");
    CHECK(significant(.5, 4) == "0.5");
    CHECK(significant(12345.6, 4) == "12346");  // whole numbers keep their digits
    CHECK(significant(0, 4) == "0");
}

TEST_CASE("a row must have the header's number of cells", "[analysis][table_text]")
{
    TableText table({"a", "b"});
    table.add({"1", "x, y"});
    CHECK(table.text() == "a,b\n1,\"x, y\"\n");
    CHECK(table.num_rows() == 1);
    CHECK_THROWS_AS(table.add({"1"}), std::logic_error);
}
