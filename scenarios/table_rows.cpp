#include "scenarios/table_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/text.hpp"

namespace comity::scenarios {
namespace {

using sim::CsvTable;
using sim::Problems;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::string allowed(sim::Range range, const char* unit)
{
    return fmt::format("in [{}, {}] {}", sim::number(range.low), sim::number(range.high), unit);
}

/// What separates the cells of a header that is one cell with commas left out; 0 where it is none.
char other_separator(const CsvTable& table)
{
    const std::string& header = table.columns().front();
    const auto found = table.columns().size() == 1 ? header.find_first_of(";\t|") : std::string::npos;
    return found == std::string::npos ? '\0' : header[found];
}

/// Whether the table has the columns of its form. A column that is nearly one of those it lacks is a slip of the pen, not an
/// addition.
bool has_columns(const CsvTable& table, const TableForm& form, Problems& problems)
{
    if (const char mark = other_separator(table)) {
        problems.push_back({table.name() + ":1", fmt::format("cells are separated by '{}', but must be separated by ','",
                                                             mark == '\t' ? "tab" : std::string(1, mark))});
        return false;
    }
    std::vector<std::string> lacking;
    for (const auto* names : {&form.needed, &form.optional})
        for (const std::string& name : *names)
            if (!table.column(name)) lacking.push_back(name);
    const std::size_t before = problems.size();
    for (const std::string& name : table.columns()) {
        const bool known = std::find(form.needed.begin(), form.needed.end(), name) != form.needed.end() ||
                           std::find(form.optional.begin(), form.optional.end(), name) != form.optional.end();
        const std::string meant = known ? "" : sim::nearest(name, lacking);
        if (meant.empty()) continue;
        problems.push_back(
            {table.name_place(*table.column(name)), fmt::format("unknown column '{}'; did you mean '{}'?", name, meant)});
        std::erase(lacking, meant);
    }
    for (const std::string& name : form.needed)
        if (std::find(lacking.begin(), lacking.end(), name) != lacking.end())
            problems.push_back({table.name() + ":1", fmt::format("column '{}' is missing", name)});
    return problems.size() == before;
}

/// Text that is not UTF-8 could be shown by no reader of the results.
void check_text(const CsvTable& table, std::size_t row, Problems& problems)
{
    for (std::size_t c = 0; c < table.columns().size(); ++c)
        if (!is_text(table.cell(row, c)))
            problems.push_back({table.place(row, c), fmt::format("{} is not text in UTF-8", table.columns()[c])});
}

/// The country that is nearest to a code that is none, where it is not too long to look for.
std::string suggested_code(const std::string& code, const WorldTables& world, const Problems& problems)
{
    constexpr std::size_t most_countries = 10'000, most_problems = 200;
    if (world.countries.size() > most_countries || problems.size() > most_problems) return {};
    std::vector<std::string> known;
    for (const CountryRow& row : world.countries) known.push_back(row.code);
    return sim::suggestion(code, known);
}

}  // namespace

CellPlace TableRow::place(const char* column) const
{
    const auto at = table_.column(column);
    return {table_.line(row_), at ? table_.offset(row_, *at) : 0};
}

std::string TableRow::text(const char* column) const
{
    const auto at = table_.column(column);
    return at ? table_.cell(row_, *at) : std::string{};
}

std::string TableRow::needed_text(const char* column)
{
    std::string cell = text(column);
    if (cell.empty()) error(column, fmt::format("{} is missing", column));
    return cell;
}

double TableRow::number(const char* column, sim::Range range, const char* unit)
{
    const std::string cell = text(column);
    if (cell.empty()) return missing;
    const auto value = sim::to_double(cell);
    if (value && range.contains(*value)) return *value;
    if (value)
        error(column, fmt::format("{} is {}, but must be {}", column, cell, allowed(range, unit)));
    else
        error(column, fmt::format("{} is '{}', but must be a number {}", column, cell, allowed(range, unit)));
    return missing;
}

double TableRow::needed(const char* column, sim::Range range, const char* unit)
{
    if (needed_text(column).empty()) return missing;
    return number(column, range, unit);
}

int TableRow::year(const char* column, int otherwise)
{
    const std::string cell = text(column);
    if (cell.empty()) return otherwise;
    const auto value = sim::to_integer(cell);
    if (value && *value >= 1000 && *value <= 9999) return static_cast<int>(*value);
    error(column, fmt::format("{} is '{}', but must be a year in [1000, 9999]", column, cell));
    return otherwise;
}

int TableRow::country(const char* column, const WorldTables& world)
{
    const std::string code = needed_text(column);
    if (code.empty()) return -1;
    const auto found = world.row_of.find(code);
    if (found != world.row_of.end()) return found->second;
    error(column,
          fmt::format("{} is '{}', which countries.csv does not list{}", column, code, suggested_code(code, world, problems_)));
    return -1;
}

std::string TableRow::choice(const char* column, const std::vector<std::string>& known)
{
    const std::string word = needed_text(column);
    if (word.empty() || std::find(known.begin(), known.end(), word) != known.end()) return word;
    error(column,
          fmt::format("{} is '{}', but must be {}{}", column, word, fmt::join(known, " or "), sim::suggestion(word, known)));
    return {};
}

void each_row(WorldTables& world, const TableForm& form, Problems& problems, const std::function<void(TableRow&)>& row)
{
    const auto path = std::filesystem::path(world.folder) / form.name;
    if (!form.must_exist && !std::filesystem::exists(path)) return;
    world.present[form.name] = false;
    try {
        const CsvTable table = CsvTable::read(path);
        if (!has_columns(table, form, problems)) return;
        world.present[form.name] = true;
        for (std::size_t r = 0; r < table.num_rows(); ++r) {
            check_text(table, r, problems);
            TableRow of_table(table, r, problems);
            row(of_table);
        }
    } catch (const sim::CsvError& error) {
        // The message already carries its place: split it off.
        const std::string what = error.what();
        const auto mark = what.find(": error: ");
        problems.push_back({what.substr(0, mark), mark == std::string::npos ? what : what.substr(mark + 9)});
    }
}

}  // namespace comity::scenarios
