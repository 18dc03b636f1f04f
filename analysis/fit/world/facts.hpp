#pragma once
// The project's own small tables, each row in force for a span of years.

#include <filesystem>
#include <string>
#include <vector>

#include "sim/csv.hpp"

namespace comity::analysis {

/// A table with the rows that hold in a year: `from` <= year <= `until`, an empty end being open; without these columns all rows hold.
///
/// Errors: throws sim::CsvError for a missing file or an end that is not a year
class FactTable {
public:
    FactTable(const std::filesystem::path& path, int year);
    std::size_t num_rows() const { return rows_.size(); }
    const std::string& cell(std::size_t row, const std::string& column) const { return table_.cell(rows_[row], table_.require(column)); }
    /// A cell that must be a number.
    double number(std::size_t row, const std::string& column) const;
    std::string place(std::size_t row) const { return table_.place(rows_[row]); }

private:
    sim::CsvTable table_;
    std::vector<std::size_t> rows_;
};

/// Whether a year lies in a span whose empty ends are open.
bool in_span(const sim::CsvTable& table, std::size_t row, const std::string& from, const std::string& until, int year);

/// A cell that must be a number, or one error with its place.
double number_at(const sim::CsvTable& table, std::size_t row, std::size_t column);

/// A cell that must be a whole number, or one error with its place.
int integer_at(const sim::CsvTable& table, std::size_t row, std::size_t column);

}  // namespace comity::analysis
