// What the shipped world folders promise, checked without the records they were made from.

#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "sim/csv.hpp"
#include "tests/support/catch.hpp"

using comity::sim::CsvTable;
using comity::sim::to_double;
using comity::sim::to_integer;
namespace fs = std::filesystem;

namespace {

fs::path world(int start) { return fs::path(COMITY_SOURCE_DIR) / "scenarios" / "data" / ("world-" + std::to_string(start)); }

CsvTable table(int start, const std::string& file) { return CsvTable::read(world(start) / file); }

std::set<std::string> codes(int start)
{
    const auto countries = table(start, "countries.csv");
    std::set<std::string> found;
    for (std::size_t row = 0; row < countries.num_rows(); ++row) found.insert(countries.cell(row, countries.require("code")));
    return found;
}

double sum_of(const CsvTable& from, const std::string& column)
{
    double sum = 0;
    for (std::size_t row = 0; row < from.num_rows(); ++row) sum += to_double(from.cell(row, from.require(column))).value();
    return sum;
}

int sitting(const CsvTable& seats, const std::string& forum, int year)
{
    int found = 0;
    for (std::size_t row = 0; row < seats.num_rows(); ++row) {
        const auto from = to_integer(seats.cell(row, seats.require("from")));
        const auto until = to_integer(seats.cell(row, seats.require("until")));
        if (seats.cell(row, seats.require("forum")) == forum && (!from || *from <= year) && (!until || *until >= year)) ++found;
    }
    return found;
}

}  // namespace

TEST_CASE("the shipped worlds have their countries, each once, with a code for maps", "[analysis][shipped_worlds]")
{
    CHECK(codes(2020).size() == 193);
    CHECK(codes(1991).size() == 184);
    for (const int start : {1991, 2020}) {
        const auto countries = table(start, "countries.csv");
        CHECK(codes(start).size() == countries.num_rows());
        std::set<std::string> numeric;
        std::map<std::string, int> regions;
        for (std::size_t row = 0; row < countries.num_rows(); ++row) {
            const auto& code = countries.cell(row, countries.require("iso_numeric"));
            CHECK(code.size() == 3);
            CHECK(to_integer(code).has_value());
            numeric.insert(code);
            ++regions[countries.cell(row, countries.require("region"))];
        }
        CHECK(numeric.size() == countries.num_rows());
        if (start == 2020)
            CHECK(regions == std::map<std::string, int>{{"AFR", 54}, {"APG", 54}, {"EEG", 23}, {"GRULAC", 33}, {"WEOG", 29}});
    }
}

TEST_CASE("shares of a whole sum to one", "[analysis][shipped_worlds]")
{
    for (const int start : {1991, 2020}) {
        CHECK(sum_of(table(start, "countries.csv"), "capability") == Approx(1).epsilon(1e-12));
        CHECK(sum_of(table(start, "assessments.csv"), "share") == Approx(1).epsilon(1e-12));
        CHECK(table(start, "assessments.csv").num_rows() == codes(start).size());
    }
}

TEST_CASE("no country depends on its partners for more than all of its trade", "[analysis][shipped_worlds]")
{
    for (const int start : {1991, 2020}) {
        const auto trade = table(start, "trade.csv");
        std::map<std::string, double> rows;
        for (std::size_t row = 0; row < trade.num_rows(); ++row) {
            const double share = to_double(trade.cell(row, trade.require("dependence"))).value();
            CHECK((share >= .000999 && share <= 1));
            rows[trade.cell(row, trade.require("country"))] += share;
        }
        CHECK(rows.size() > 175);
        for (const auto& [country, sum] : rows) {
            CAPTURE(start, country, sum);
            CHECK(sum <= 1.0005);  // four digits a cell
            CHECK(sum > .8);       // what is left out is small
        }
    }
}

TEST_CASE("every country has a position and an error in every arena", "[analysis][shipped_worlds]")
{
    for (const int start : {1991, 2020}) {
        const auto positions = table(start, "positions.csv");
        std::map<std::string, std::set<std::string>> arenas;
        for (std::size_t row = 0; row < positions.num_rows(); ++row) {
            arenas[positions.cell(row, positions.require("arena"))].insert(positions.cell(row, positions.require("country")));
            CHECK(std::abs(to_double(positions.cell(row, positions.require("position"))).value()) <= 4);
            CHECK(to_double(positions.cell(row, positions.require("std_error"))).value() > 0);
        }
        CHECK(arenas.size() == 4);
        for (const auto* arena : {"HR", "NI", "CY", "CT"}) CHECK(arenas[arena] == codes(start));
    }
}

TEST_CASE("every code that a table names is a country of its world", "[analysis][shipped_worlds]")
{
    const std::pair<const char*, std::vector<const char*>> references[] = {
        {"positions.csv", {"country"}},       {"trade.csv", {"country", "partner"}},  {"security.csv", {"country", "partner"}},
        {"clients.csv", {"patron", "client"}}, {"groups.csv", {"country"}},            {"seats.csv", {"country"}},
        {"assessments.csv", {"country"}},     {"engagement.csv", {"country"}},        {"leaders.csv", {"country"}},
        {"partnerships.csv", {"country", "partner"}}, {"sanctions.csv", {"target"}},  {"crises.csv", {"target"}},
        {"exits.csv", {"country"}},           {"treaty_parties.csv", {"country"}}};
    for (const int start : {1991, 2020}) {
        const auto known = codes(start);
        for (const auto& [file, columns] : references) {
            const auto from = table(start, file);
            for (const auto* column : columns)
                for (std::size_t row = 0; row < from.num_rows(); ++row) {
                    CAPTURE(from.place(row));
                    CHECK(known.contains(from.cell(row, from.require(column))));
                }
        }
    }
}

TEST_CASE("each unordered pair has one security tie at most, and none with itself", "[analysis][shipped_worlds]")
{
    for (const int start : {1991, 2020}) {
        const auto security = table(start, "security.csv");
        std::set<std::pair<std::string, std::string>> pairs;
        for (std::size_t row = 0; row < security.num_rows(); ++row) {
            const auto& a = security.cell(row, security.require("country"));
            const auto& b = security.cell(row, security.require("partner"));
            CHECK(a < b);
            pairs.emplace(a, b);
        }
        CHECK(pairs.size() == security.num_rows());
        CHECK(pairs.contains({"DEU", "USA"}));
    }
}

TEST_CASE("the councils are full", "[analysis][shipped_worlds]")
{
    const auto now = table(2020, "seats.csv");
    CHECK(sitting(now, "UNSC", 2020) == 15);
    CHECK(sitting(now, "HRC", 2020) == 47);
    CHECK(sitting(now, "GGE", 2020) == 25);
    CHECK(sitting(now, "NGO", 2020) == 19);
    CHECK(sitting(now, "SCO", 2020) == 8);
    const auto record = table(1991, "seats.csv");
    for (int year = 1991; year <= 2019; ++year) CHECK(sitting(record, "UNSC", year) >= 14);  // less a seat of a state not in that world
    CHECK(sitting(record, "HRC", 1992) >= 52);
    CHECK(sitting(record, "SCO", 2000) == 0);
}

TEST_CASE("the coalitions of 2020 are those of the model", "[analysis][shipped_worlds]")
{
    const auto leaders = table(2020, "leaders.csv");
    std::map<std::string, std::set<std::string>> members;
    for (std::size_t row = 0; row < leaders.num_rows(); ++row)
        members[leaders.cell(row, leaders.require("leader"))].insert(leaders.cell(row, leaders.require("country")));
    CHECK(members["CR"] == std::set<std::string>{"CHN", "RUS"});
    CHECK(members["US"] == std::set<std::string>{"USA"});
    CHECK(members["EU"].size() == 27);
    CHECK_FALSE(members["EU"].contains("GBR"));
}

TEST_CASE("a shipped world is small enough to review and says where it comes from", "[analysis][shipped_worlds]")
{
    for (const int start : {1991, 2020}) {
        std::uintmax_t bytes = 0;
        for (const auto& file : fs::directory_iterator(world(start))) bytes += file.file_size();
        CHECK(bytes < 400'000);
        CHECK(fs::exists(world(start) / "README.md"));
    }
}

TEST_CASE("every row entered by hand names its source, which is no document of the project", "[analysis][shipped_worlds]")
{
    int rows = 0;
    for (const std::string folder : {"facts", "world-1991", "world-2020"})
        for (const auto& file : fs::directory_iterator(world(2020).parent_path() / folder)) {
            if (file.path().extension() != ".csv" || file.path().filename() == "world.csv") continue;
            const auto facts = CsvTable::read(file.path());
            const auto source = facts.column("source");
            if (!source) continue;
            for (std::size_t row = 0; row < facts.num_rows(); ++row) {
                CAPTURE(facts.place(row), facts.cell(row, *source));
                CHECK_FALSE(facts.cell(row, *source).empty());
                CHECK(facts.cell(row, *source).find(".md") == std::string::npos);
                ++rows;
            }
        }
    CHECK(rows > 300);
}
