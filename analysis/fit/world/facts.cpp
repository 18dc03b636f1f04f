#include "analysis/fit/world/facts.hpp"

#include <fmt/format.h>

namespace comity::analysis {

FactTable::FactTable(const std::filesystem::path& path, int year) : table_(sim::CsvTable::read(path))
{
    for (std::size_t row = 0; row < table_.num_rows(); ++row)
        if (in_span(table_, row, "from", "until", year)) rows_.push_back(row);
}

double FactTable::number(std::size_t row, const std::string& column) const
{
    return number_at(table_, rows_[row], table_.require(column));
}

bool in_span(const sim::CsvTable& table, std::size_t row, const std::string& from, const std::string& until, int year)
{
    const auto first = table.column(from);
    const auto last = table.column(until);
    if (first && !table.cell(row, *first).empty() && integer_at(table, row, *first) > year) return false;
    return !last || table.cell(row, *last).empty() || integer_at(table, row, *last) >= year;
}

double number_at(const sim::CsvTable& table, std::size_t row, std::size_t column)
{
    // Fact tables are written by hand, where .5 is as good as 0.5.
    if (const auto value = sim::to_double(table.cell(row, column))) return *value;
    throw sim::CsvError(fmt::format("{}: error: {} is '{}', but must be a number", table.place(row), table.columns()[column],
                                    table.cell(row, column)));
}

int integer_at(const sim::CsvTable& table, std::size_t row, std::size_t column)
{
    if (const auto value = sim::to_integer(table.cell(row, column))) return static_cast<int>(*value);
    throw sim::CsvError(fmt::format("{}: error: {} is '{}', but must be a whole number", table.place(row), table.columns()[column],
                                    table.cell(row, column)));
}

}  // namespace comity::analysis
