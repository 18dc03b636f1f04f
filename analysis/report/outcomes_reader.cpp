#include "analysis/report/outcomes_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string_view>
#include <utility>

#include "sim/contracts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr std::size_t replicate_column = 2;
constexpr std::size_t first_outcome = 4;  // after run, scenario, replicate, seed

class OutcomesTable {
public:
    OutcomesTable(std::filesystem::path path, std::size_t most_cells);

    const std::vector<std::string>& names() const { return names_; }
    const std::vector<std::int64_t>& replicates() const { return replicates_; }
    std::vector<double> values(const std::string& name);

private:
    // Calls use(row) for every row after the header, with its number in line_.
    template <class Use>
    void each_row(Use use);
    // The cell that a row begins with, quotes and all; `rest` then begins with the next one.
    std::string_view next_cell(std::string_view& rest) const;
    void survey();
    void load(std::size_t first);
    [[noreturn]] void refuse(const std::string& what) const { throw sim::CsvError(message(what)); }
    std::string message(const std::string& what) const
    {
        return fmt::format("{}: error: {}", sim::csv_place(path_.string(), line_, 0), what);
    }

    std::filesystem::path path_;
    std::ifstream in_;  // one and the same file for all passes, whatever becomes of its name
    std::size_t line_ = 1;
    std::size_t most_cells_;
    std::vector<std::string> names_;
    std::vector<std::int64_t> replicates_;
    std::size_t first_ = 0;                    // column of names_ that columns_ begin with
    std::vector<std::vector<float>> columns_;  // [column][row]
    std::vector<std::string> faults_;          // [column], what is wrong with it, empty where nothing is
};

OutcomesTable::OutcomesTable(std::filesystem::path path, std::size_t most_cells)
    : path_(std::move(path)), in_(path_, std::ios::binary), most_cells_(most_cells)
{
    if (!std::filesystem::is_regular_file(path_)) throw sim::CsvError(fmt::format("{}: error: this is not a file", path_.string()));
    survey();
}

std::string_view OutcomesTable::next_cell(std::string_view& rest) const
{
    std::size_t end = 0;
    while (end < rest.size() && rest[end] == '"') {
        const std::size_t closing = rest.find('"', end + 1);
        if (closing == std::string_view::npos) refuse("a quoted cell is not closed");
        end = closing + 1;
    }
    if (end > 0 && end < rest.size() && rest[end] != ',') refuse("text follows a closing quote");
    end = std::min(rest.find(',', end), rest.size());
    const auto cell = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return cell;
}

template <class Use>
void OutcomesTable::each_row(Use use)
{
    in_.clear();
    in_.seekg(0);
    std::string row;
    std::getline(in_, row);
    for (line_ = 2; std::getline(in_, row); ++line_) {
        if (row.ends_with('\r')) row.pop_back();
        if (!row.empty()) use(std::string_view(row));
    }
    if (in_.bad()) throw sim::CsvError(fmt::format("{}: error: the file cannot be read", path_.string()));
}

void OutcomesTable::survey()
{
    std::string header;
    std::getline(in_, header);
    const auto columns = sim::CsvTable::parse(header, path_.string()).columns();
    const std::vector<std::string> keys{"run", "scenario", "replicate", "seed"};
    if (columns.size() < keys.size() || !std::equal(keys.begin(), keys.end(), columns.begin()))
        refuse("the columns must begin with run,scenario,replicate,seed");
    names_.assign(columns.begin() + first_outcome, columns.end());
    each_row([&](std::string_view row) {
        if (row.find('\0') != std::string_view::npos) refuse("this is not a text file");
        std::size_t cells = 0;
        for (std::string_view rest = row; !rest.empty(); ++cells) {
            const auto cell = next_cell(rest);
            if (cells != replicate_column) continue;
            const auto replicate = sim::to_integer(cell);
            if (!replicate) refuse(fmt::format("replicate is '{}', but must be a whole number", cell));
            replicates_.push_back(*replicate);
        }
        if (row.ends_with(',')) ++cells;  // an empty one
        if (cells != columns.size()) refuse(fmt::format("the row has {} cells, but the header names {}", cells, columns.size()));
    });
}

// Of a column that is never asked for, nobody needs to know what is wrong.
void OutcomesTable::load(std::size_t first)
{
    const std::size_t rows = replicates_.size(), room = std::max<std::size_t>(most_cells_ / std::max<std::size_t>(rows, 1), 1);
    first_ = first / room * room;  // groups stand fast, in whatever order columns are asked for
    columns_.assign(std::min(room, names_.size() - first_), {});
    faults_.assign(columns_.size(), {});
    for (auto& column : columns_) column.reserve(rows);
    each_row([&](std::string_view row) {
        for (std::size_t k = 0; k < first_outcome + first_; ++k) next_cell(row);
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const auto cell = next_cell(row);
            const auto value = sim::to_double(cell);
            if (!value && !cell.empty() && faults_[k].empty())
                faults_[k] = message(fmt::format("{} is '{}', but must be a number", names_[first_ + k], cell));
            columns_[k].push_back(static_cast<float>(value.value_or(missing)));
        }
    });
    if (columns_.front().size() != rows) throw sim::CsvError(fmt::format("{}: error: the file changed while it was read", path_.string()));
}

std::vector<double> OutcomesTable::values(const std::string& name)
{
    const auto k = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    sim::expects(k < names_.size(), "the outcome is one of the table's");
    if (k < first_ || k >= first_ + columns_.size()) load(k);
    if (!faults_[k - first_].empty()) throw sim::CsvError(faults_[k - first_]);
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
