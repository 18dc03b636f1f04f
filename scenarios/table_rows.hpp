#pragma once
// Rows of a table of a world folder: each cell is checked for type and range, and what is wrong is noted with file, line and
// column.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/world_tables.hpp"
#include "sim/csv.hpp"
#include "sim/parameters.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// A table of a world folder: its file and the columns that are read. Others may stand beside them, such as a source.
struct TableForm {
    std::string name;
    std::vector<std::string> needed, optional;
    bool must_exist = false;
};

/// One row of a table.
class TableRow {
public:
    TableRow(const sim::CsvTable& table, std::size_t row, sim::Problems& problems) : table_(table), row_(row), problems_(problems)
    {
    }

    /// Notes what is wrong with a cell.
    void error(const char* column, std::string message)
    {
        problems_.push_back({table_.place(row_, *table_.column(column)), std::move(message)});
    }
    /// Where a cell stands; no place where the column is missing.
    CellPlace place(const char* column) const;

    /// A cell as it stands; empty where the column is missing.
    std::string text(const char* column) const;
    /// A cell that may not be empty.
    std::string needed_text(const char* column);
    /// A number in a range; NaN where the cell is empty or the column missing.
    double number(const char* column, sim::Range range, const char* unit);
    /// The same, where an empty cell is an error.
    double needed(const char* column, sim::Range range, const char* unit);
    /// A year; `otherwise` where the cell is empty.
    int year(const char* column, int otherwise);
    /// Row number of a country of the world, -1 with an error where there is none.
    int country(const char* column, const WorldTables& world);
    /// One of the known words; empty with an error where it is another.
    std::string choice(const char* column, const std::vector<std::string>& known);

private:
    const sim::CsvTable& table_;
    std::size_t row_;
    sim::Problems& problems_;
};

/// Calls `row` for each row of a table of the folder that has the columns it needs; notes in `world` that the table is there.
void each_row(WorldTables& world, const TableForm& form, sim::Problems& problems, const std::function<void(TableRow&)>& row);

}  // namespace comity::scenarios
