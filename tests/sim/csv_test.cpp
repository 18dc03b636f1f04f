#include "sim/csv.hpp"

#include <sys/stat.h>

#include <limits>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::sim;
using Catch::Matchers::Equals;

TEST_CASE("quoted cells, doubled quotes, line breaks and CRLF are read as RFC 4180 says", "[sim][csv]")
{
    const auto table = CsvTable::parse("\xEF\xBB\xBF" "a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\n,last", "t.csv");
    REQUIRE(table.columns() == std::vector<std::string>{"a", "b"});
    REQUIRE(table.num_rows() == 2);
    CHECK(table.cell(0, 1) == "x, \"y\"\nz");
    CHECK(table.line(0) == 2);
    CHECK(table.cell(1, 0).empty());
    CHECK(table.cell(1, 1) == "last");
    CHECK(table.line(1) == 5);  // the quoted line break and the empty line count
    CHECK(table.place(1) == "t.csv:5");
}

TEST_CASE("a damaged table is one error with its place", "[sim][csv]")
{
    CHECK_THROWS_WITH(CsvTable::parse("", "t.csv"), Equals("t.csv: error: the file is empty; a header row was expected"));
    CHECK_THROWS_WITH(CsvTable::parse("a,b\n1\n", "t.csv"), Equals("t.csv:2: error: the row has 1 cells, but the header names 2"));
    CHECK_THROWS_WITH(CsvTable::parse("a,a\n", "t.csv"), Equals("t.csv:1:3: error: column 'a' appears twice"));
    CHECK_THROWS_WITH(CsvTable::parse("a\n\"x\n", "t.csv"), Equals("t.csv:2:1: error: a quoted cell is not closed"));
    CHECK_THROWS_WITH(CsvTable::parse("a\n\"x\"y\n", "t.csv"), Equals("t.csv:2: error: text follows a closing quote"));
    CHECK_THROWS_WITH(CsvTable::parse(std::string("a\0b", 3), "t.csv"), Equals("t.csv: error: this is not a text file"));
    CHECK_THROWS_WITH(CsvTable::read("/nonexistent/t.csv"), Equals("/nonexistent/t.csv: error: no such file"));
    CHECK_THROWS_WITH(CsvTable::parse("a\n1\n", "t.csv").require("b"), Equals("t.csv:1: error: column 'b' is missing"));
}

TEST_CASE("a first column without a name is read where it may be, and columns that are not asked for are passed over", "[sim][csv]")
{
    const std::string text = "\"\",\"a\",\"b\",\"c\"\n\"1\",2,\"x\ny\",4\n\"5\",6,7,8\n";
    CHECK_THROWS_WITH(CsvTable::parse(text, "t.csv"), Equals("t.csv:1:1: error: column 1 has no name"));
    CHECK_THROWS_WITH(CsvTable::parse("a,,b\n", "t.csv", {.unnamed_first = true, .only = {}}), Equals("t.csv:1:3: error: column 2 has no name"));
    const auto whole = CsvTable::parse(text, "t.csv", {.unnamed_first = true, .only = {}});
    CHECK(whole.columns() == std::vector<std::string>{"", "a", "b", "c"});
    CHECK(whole.cell(1, 0) == "5");

    const auto some = CsvTable::parse(text, "t.csv", {.unnamed_first = true, .only = {"c", "a", "z"}});
    CHECK(some.columns() == std::vector<std::string>{"a", "c"});
    REQUIRE(some.num_rows() == 2);
    CHECK(some.cell(0, 0) == "2");
    CHECK(some.cell(0, 1) == "4");
    CHECK(some.cell(1, 1) == "8");
    CHECK(some.name_place(1) == "t.csv:1:12");
    CHECK(some.place(0, 1) == "t.csv:2");  // behind a line break that was passed over
    CHECK(some.place(1, 1) == "t.csv:4:9");
    CHECK_THROWS_WITH(CsvTable::parse("a,b\n1\n", "t.csv", {.unnamed_first = false, .only = {"a"}}),
                      Equals("t.csv:2: error: the row has 1 cells, but the header names 2"));
}

TEST_CASE("a cell's place is its line and column, and its line alone behind a line break in its row", "[sim][csv]")
{
    const auto table = CsvTable::parse("\xEF\xBB\xBFone,two,three\r\n1,\"2, too\",3\r\n\n\"4\n5\",6,7\n", "t.csv");
    CHECK(table.name_place(2) == "t.csv:1:9");
    CHECK(table.place(0, 0) == "t.csv:2:1");
    CHECK(table.place(0, 1) == "t.csv:2:3");
    CHECK(table.place(0, 2) == "t.csv:2:12");
    CHECK(table.place(1, 0) == "t.csv:4:1");
    CHECK(table.place(1, 1) == "t.csv:4");
}

TEST_CASE("what is there and no file is not said to be missing", "[sim][csv]")
{
    const comity::tests::ScratchFolder scratch;
    const auto folder = scratch.path() / "folder.csv", pipe = scratch.path() / "pipe.csv";
    std::filesystem::create_directory(folder);
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    for (const auto& path : {folder, pipe}) CHECK_THROWS_WITH(CsvTable::read(path), Equals(path.string() + ": error: this is not a file"));
}

TEST_CASE("a written number reads back as the same double, and only whole finite numbers are read", "[sim][csv]")
{
    for (const double value : {0.1, 1.0 / 3, 1e-308, -2.5, 123456789012345680.0, std::numeric_limits<double>::denorm_min()})
        CHECK(to_double(number(value)) == value);
    CHECK(number(std::numeric_limits<double>::quiet_NaN()).empty());
    for (const auto* text : {"", " 1", "1 ", "1x", "nan", "inf", "--1"}) CHECK_FALSE(to_double(text));
    CHECK(to_integer("-12") == -12);
    CHECK_FALSE(to_integer("1.5"));
    CHECK(quoted("a\"b,c") == "\"a\"\"b,c\"");
    CHECK(quoted("plain") == "plain");
}
