#include "analysis/report/outcomes_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string_view>
#include <utility>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr std::size_t replicate_column = 2;
constexpr std::size_t first_outcome = 4;  // after run, scenario, replicate, seed

// The cell that a row begins with, quotes and all; `rest` then begins with the next one.
std::string_view next_cell(std::string_view& rest)
{
    std::size_t end = 0;
    while (end < rest.size() && rest[end] == '"') end = std::min(rest.find('"', end + 1), rest.size() - 1) + 1;
    end = std::min(rest.find(',', end), rest.size());
    const auto cell = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return cell;
}

class OutcomesTable {
public:
    OutcomesTable(std::filesystem::path path, std::size_t most_cells) : path_(std::move(path)), most_cells_(most_cells) { survey(); }

    const std::vector<std::string>& names() const { return names_; }
    const std::vector<std::int64_t>& replicates() const { return replicates_; }
    std::vector<double> values(const std::string& name);

private:
    // Calls use(line number, row) for every row after the header.
    template <class Use>
    void each_row(Use use) const;
    void survey();
    void load(std::size_t first);
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const;

    std::filesystem::path path_;
    std::size_t most_cells_;
    std::vector<std::string> names_;
    std::vector<std::int64_t> replicates_;
    std::size_t first_ = 0;                    // column of names_ that columns_ begin with
    std::vector<std::vector<float>> columns_;  // [column][row]
};

void OutcomesTable::refuse(std::size_t line, const std::string& what) const
{
    throw sim::CsvError(fmt::format("{}: error: {}", sim::csv_place(path_.string(), line, 0), what));
}

template <class Use>
void OutcomesTable::each_row(Use use) const
{
    std::ifstream in(path_, std::ios::binary);
    std::string row;
    std::getline(in, row);
    for (std::size_t line = 2; std::getline(in, row); ++line) {
        if (row.ends_with('\r')) row.pop_back();
        if (!row.empty()) use(line, std::string_view(row));
    }
}

void OutcomesTable::survey()
{
    std::ifstream in(path_, std::ios::binary);
    std::string header;
    std::getline(in, header);
    const auto columns = sim::CsvTable::parse(header, path_.string()).columns();
    const std::vector<std::string> keys{"run", "scenario", "replicate", "seed"};
    if (columns.size() < keys.size() || !std::equal(keys.begin(), keys.end(), columns.begin()))
        refuse(1, "the columns must begin with run,scenario,replicate,seed");
    names_.assign(columns.begin() + first_outcome, columns.end());
    each_row([&](std::size_t line, std::string_view row) {
        std::size_t cells = 0;
        for (std::string_view rest = row; !rest.empty(); ++cells) {
            const auto cell = next_cell(rest);
            if (cells != replicate_column) continue;
            const auto replicate = sim::to_integer(cell);
            if (!replicate) refuse(line, fmt::format("replicate is '{}', but must be a whole number", cell));
            replicates_.push_back(*replicate);
        }
        if (row.ends_with(',')) ++cells;  // an empty one
        if (cells != columns.size()) refuse(line, fmt::format("the row has {} cells, but the header names {}", cells, columns.size()));
    });
}

void OutcomesTable::load(std::size_t first)
{
    first_ = first;
    const std::size_t room = most_cells_ / std::max<std::size_t>(replicates_.size(), 1);
    columns_.assign(std::clamp<std::size_t>(room, 1, names_.size() - first), {});
    for (auto& column : columns_) column.reserve(replicates_.size());
    each_row([&](std::size_t line, std::string_view row) {
        for (std::size_t k = 0; k < first_outcome + first; ++k) next_cell(row);
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const auto cell = next_cell(row);
            const auto value = sim::to_double(cell);
            if (!value && !cell.empty()) refuse(line, fmt::format("{} is '{}', but must be a number", names_[first + k], cell));
            columns_[k].push_back(static_cast<float>(value.value_or(missing)));
        }
    });
}

std::vector<double> OutcomesTable::values(const std::string& name)
{
    const auto k = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    if (k < first_ || k >= first_ + columns_.size()) load(k);
    const auto& column = columns_[k - first_];
    return {column.begin(), column.end()};
}

}  // namespace

Outcomes read_outcomes(const std::filesystem::path& runs_csv, std::size_t most_cells)
{
    const auto table = std::make_shared<OutcomesTable>(runs_csv, most_cells);
    return {table->names(), [table](const std::string& name) { return table->values(name); }, [table] { return table->replicates(); }};
}

}  // namespace comity::analysis
