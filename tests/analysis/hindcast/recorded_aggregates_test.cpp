// Runs from a recorded world: nothing that was cast after the training year shapes them, and the reference is the published one.

#include <fstream>
#include <functional>
#include <map>
#include <set>

#include "analysis/fit/recorded_world.hpp"
#include "analysis/hindcast/run_aggregates.hpp"
#include "analysis/targets/recorded_tables.hpp"
#include "sim/csv.hpp"
#include "tests/analysis/hindcast/recorded_hindcast.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity;
using namespace comity::analysis;
namespace fs = std::filesystem;
using sim::CsvTable;

namespace {

constexpr int train_until = 2015;

/// Roll calls of a table that were held after the training year.
std::set<std::string> later(const fs::path& table)
{
    const CsvTable calls = CsvTable::read(table);
    std::set<std::string> found;
    for (std::size_t row = 0; row < calls.num_rows(); ++row)
        if (std::stoi(calls.cell(row, calls.require("year"))) > train_until) found.insert(calls.cell(row, calls.require("rid")));
    return found;
}

/// Writes a table anew with the cells of some rows changed; a plain text under a packed name reads as well. Returns how many changed.
int rewrite(const fs::path& from, const fs::path& to, const std::function<std::string(const CsvTable&, std::size_t row, std::size_t column)>& cell)
{
    const CsvTable table = CsvTable::read(from);
    fs::remove(to);
    std::ofstream out(to);
    int changed = 0;
    for (std::size_t k = 0; k < table.columns().size(); ++k) out << (k > 0 ? "," : "") << table.columns()[k];
    out << '\n';
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        for (std::size_t k = 0; k < table.columns().size(); ++k) {
            const std::string written = cell(table, row, k);
            changed += written != table.cell(row, k);
            out << (k > 0 ? "," : "") << sim::quoted(written);
        }
        out << '\n';
    }
    return changed;
}

/// The recorded tables, in which every vote and every published point after the training year is another.
void scramble(const fs::path& data, const fs::path& to)
{
    for (const auto& each : fs::directory_iterator(data))
        if (each.is_regular_file()) fs::create_symlink(fs::absolute(each.path()), to / each.path().filename());
    const std::map<std::string, std::string> next{{"Y", "N"}, {"N", "A"}, {"A", "X"}, {"X", "Y"}};
    for (const std::string body : {"unga", "hrc"}) {
        const std::set<std::string> calls = later(data / (body + "_rollcalls.csv"));
        const int changed = rewrite(data / (body + "_votes.csv.gz"), to / (body + "_votes.csv.gz"), [&](const CsvTable& table, std::size_t row, std::size_t column) {
            const std::string& cell = table.cell(row, column);
            return column == table.require("vote") && calls.contains(table.cell(row, table.require("rid"))) ? next.at(cell) : cell;
        });
        REQUIRE(changed > 1000);
    }
    rewrite(data / "ideal_points_bsv.csv", to / "ideal_points_bsv.csv", [&](const CsvTable& table, std::size_t row, std::size_t column) {
        const bool point = table.columns()[column].starts_with("ideal") && std::stoi(table.cell(row, table.require("year"))) > train_until;
        return point ? std::string("1.5") : table.cell(row, column);
    });
}

std::string text_of(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void build(const fs::path& data, const fs::path& out, int start)
{
    WorldBuildOptions options = WorldBuildOptions::for_start(start);
    options.facts = fs::path(COMITY_SOURCE_DIR) / "scenarios" / "data" / "facts";
    build_recorded_world(data, out, options);
}

}  // namespace

TEST_CASE("the world that runs start from owes nothing to votes after the training year", "[hindcast][data][leak]")
{
    const auto data = tests::recorded_data("the world that runs start from owes nothing to votes after the training year");
    if (!data) return;
    const tests::ScratchFolder folder;
    const fs::path changed = folder.path() / "data", one = folder.path() / "one", other = folder.path() / "other", late = folder.path() / "late";
    fs::create_directory(changed);
    scramble(*data, changed);
    build(*data, one, train_until + 1);
    build(changed, other, train_until + 1);
    int files = 0;
    for (const auto& each : fs::directory_iterator(one)) {
        CAPTURE(each.path().filename().string());
        CHECK(text_of(each.path()) == text_of(other / each.path().filename()));
        ++files;
    }
    CHECK(files == 20);
    build(changed, late, train_until + 3);  // which may know them, and does
    CHECK(text_of(late / "positions.csv") != text_of(one / "positions.csv"));
    build(*data, folder.path() / "late as recorded", train_until + 3);
    for (const char* table : {"positions.csv", "cohesion.csv"}) CHECK(text_of(late / table) != text_of(folder.path() / "late as recorded" / table));
    CHECK_THAT(text_of(one / "cohesion.csv"), Catch::Matchers::ContainsSubstring("\nCR,0.83,") && Catch::Matchers::ContainsSubstring("\nINC,0.67,"));  // of 2015
}

TEST_CASE("the last known year of pairs misses by what was published", "[hindcast][data]")
{
    const auto record = tests::recorded_hindcast("the last known year of pairs misses by what was published");
    if (!record) return;
    const HindcastDesign design;
    AggregateRecord known;
    known.pairs = recorded_pairs(record->votes);
    const std::vector<CardRow> card = run_card({}, no_runs(2, design.test), known, design, 1);
    int found = 0;
    for (const CardRow& row : card) {
        if (row.metric != "mae" || row.model != "last_block") continue;
        // Source: the project's baselines, frozen at 2015
        if (row.subset == "pairs_of_runs") CHECK(row.estimate.value == Approx(.0347).margin(.0005));
        if (row.subset == "CHN_RUS_of_runs") CHECK(row.estimate.value == Approx(.0353).margin(.0005));
        ++found;
    }
    CHECK(found == 2);
}
