#include "analysis/report/run_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <unordered_map>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

std::vector<double> Fan::* band_of(const std::string& quantile)
{
    static const std::map<std::string, std::vector<double> Fan::*> bands{
        {"0.05", &Fan::q05}, {"0.25", &Fan::q25}, {"0.5", &Fan::q50},
        {"0.75", &Fan::q75}, {"0.95", &Fan::q95}, {"mean", &Fan::mean}};
    const auto found = bands.find(quantile);
    return found == bands.end() ? nullptr : found->second;
}

// The next lines of a stream, up to `limit`, ending where no quoted cell is open.
std::string next_block(std::istream& in, int limit)
{
    std::string block;
    std::string line;
    bool quote_open = false;
    for (int n = 0; (n < limit || quote_open) && std::getline(in, line); ++n) {
        if (std::count(line.begin(), line.end(), '"') % 2 == 1) quote_open = !quote_open;
        block += line;
        block += '\n';
    }
    return block;
}

constexpr int lines_a_block = 2'000;
constexpr std::size_t first_outcome = 4;  // after run, scenario, replicate, seed

// Room for all rows, seen from those of the first block: lists that grow by themselves leave as much again behind.
void reserve(Outcomes& outcomes, std::size_t rows_in_block, double blocks)
{
    constexpr double to_spare = 1.02;  // later rows may be a little shorter
    const auto rows = static_cast<std::size_t>(to_spare * blocks * static_cast<double>(rows_in_block)) + 1;
    outcomes.replicate.reserve(rows);
    for (auto& column : outcomes.values) column.reserve(rows);
}

// Appends the rows of a block; columns found to hold words are noted and dropped at the end.
void append(const sim::CsvTable& block, Outcomes& outcomes, std::set<std::size_t>& words)
{
    const std::size_t replicate = block.require("replicate");
    for (std::size_t row = 0; row < block.num_rows(); ++row) {
        outcomes.replicate.push_back(sim::to_integer(block.cell(row, replicate)).value_or(-1));
        for (std::size_t k = 0; k < outcomes.names.size(); ++k) {
            const std::string& cell = block.cell(row, first_outcome + k);
            const auto value = sim::to_double(cell);
            if (!value && !cell.empty()) words.insert(k);
            outcomes.values[k].push_back(static_cast<float>(value.value_or(missing)));
        }
    }
}

}  // namespace

void read_quantiles(const std::filesystem::path& path, RunResults& results)
{
    const auto table = sim::CsvTable::read(path);
    const auto quantile = table.require("quantile");
    const auto time = table.require("time");
    const auto metric = table.require("metric");
    const auto value = table.require("value");

    // Rows of one time follow each other, so that most are as the one before.
    std::set<std::string> times;
    for (std::size_t row = 0; row < table.num_rows(); ++row)
        if (row == 0 || table.cell(row, time) != table.cell(row - 1, time)) times.insert(table.cell(row, time));
    results.times.assign(times.begin(), times.end());

    std::unordered_map<std::string, Fan*> fans;
    std::vector<double> Fan::* band = nullptr;
    std::size_t at = 0;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto as_before = [&](std::size_t column) { return row > 0 && table.cell(row, column) == table.cell(row - 1, column); };
        if (!as_before(quantile)) band = band_of(table.cell(row, quantile));
        if (!as_before(time))
            at = static_cast<std::size_t>(std::lower_bound(results.times.begin(), results.times.end(), table.cell(row, time)) - results.times.begin());
        if (band == nullptr) continue;
        const std::string& cell = table.cell(row, value);
        const auto number = sim::to_double(cell);
        if (!number && !cell.empty())
            throw sim::CsvError(fmt::format("{}: error: value is '{}', but must be a number", table.place(row), cell));
        Fan*& fan = fans[table.cell(row, metric)];
        if (fan == nullptr) fan = &results.fans[table.cell(row, metric)];
        (fan->*band).resize(results.times.size(), missing);
        (fan->*band)[at] = number.value_or(missing);
    }
    for (auto& [name, fan] : results.fans)
        for (const auto each : {&Fan::q05, &Fan::q25, &Fan::q50, &Fan::q75, &Fan::q95, &Fan::mean})
            (fan.*each).resize(results.times.size(), missing);
}

Outcomes read_outcomes(const std::filesystem::path& path)
{
    const auto bytes = static_cast<double>(std::filesystem::file_size(path));
    std::ifstream in(path, std::ios::binary);
    const std::string header = next_block(in, 1);
    const auto empty = sim::CsvTable::parse(header, path.string());
    for (const char* name : {"run", "scenario", "replicate", "seed"}) empty.require(name);

    Outcomes outcomes;
    outcomes.names.assign(empty.columns().begin() + first_outcome, empty.columns().end());
    outcomes.values.resize(outcomes.names.size());
    std::set<std::size_t> words;
    while (in) {
        const std::string block = next_block(in, lines_a_block);
        if (block.empty()) continue;
        const auto table = sim::CsvTable::parse(header + block, path.string());
        if (outcomes.replicate.empty()) reserve(outcomes, table.num_rows(), bytes / static_cast<double>(block.size()));
        append(table, outcomes, words);
    }
    for (auto k = words.rbegin(); k != words.rend(); ++k) {
        outcomes.names.erase(outcomes.names.begin() + static_cast<std::ptrdiff_t>(*k));
        outcomes.values.erase(outcomes.values.begin() + static_cast<std::ptrdiff_t>(*k));
    }
    return outcomes;
}

}  // namespace comity::analysis
