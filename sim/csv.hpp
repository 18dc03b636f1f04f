#pragma once
// Comma-separated tables: reading with places for messages, writing with numbers that read back as the same double.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/problem.hpp"

namespace comity::sim {

/// What is wrong with a table, with its place: `file:line: error: ...`.
class CsvError : public PlacedError {
public:
    using PlacedError::PlacedError;
};

/// How a table is read where the plain form does not do.
struct CsvForm {
    bool unnamed_first = false;     ///< the first column may lack a name, as R writes the names of rows
    std::vector<std::string> only;  ///< columns to keep, where they are there; empty: all
};

/// A table of text cells under named columns (RFC 4180: quoted cells, doubled quotes, LF or CRLF; UTF-8, a byte-order mark is skipped).
///
/// Shape:  cells [row, column]; every row has as many cells as the header
/// Errors: throws CsvError for a file that is missing, empty, binary or over 1 GiB, for a duplicate or empty column name,
///         an open quote, or a row of the wrong length
class CsvTable {
public:
    /// Reads a file; a name that ends in `.gz` is unpacked on the way.
    static CsvTable read(const std::filesystem::path& path, const CsvForm& form = {});
    static CsvTable parse(std::string_view text, std::string name, const CsvForm& form = {});

    const std::string& name() const { return name_; }
    const std::vector<std::string>& columns() const { return columns_; }
    std::size_t num_rows() const { return lines_.size(); }
    /// Index of a column, or nothing.
    std::optional<std::size_t> column(std::string_view name) const;
    /// Index of a column that must be there.
    std::size_t require(std::string_view name) const;
    const std::string& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }
    /// Line of the file at which a row starts, counted from 1.
    std::size_t line(std::size_t row) const { return lines_[row]; }
    /// Where a cell starts in its row's line, counted from 1; 0 where a line break stands before it in its row.
    std::size_t offset(std::size_t row, std::size_t column) const { return offsets_[row * columns_.size() + column]; }
    /// `name:line`, for messages.
    std::string place(std::size_t row) const;
    /// `name:line:column` of a cell, and of a column's name.
    std::string place(std::size_t row, std::size_t column) const;
    std::string name_place(std::size_t column) const;

private:
    std::string name_;
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
    std::vector<std::uint32_t> offsets_, name_offsets_;
    std::vector<std::size_t> lines_;
};

/// `name:line:column`, without the column where it is 0.
std::string csv_place(const std::string& name, std::size_t line, std::size_t column);

/// The whole text as a double, or nothing: no spaces, no trailing text; `nan` and `inf` are refused.
std::optional<double> to_double(std::string_view text);
/// The whole text as a decimal integer, or nothing.
std::optional<long long> to_integer(std::string_view text);
/// The shortest text that reads back as the same double; NaN is empty (missing).
std::string number(double value);
/// Puts number(value) at the end of a text.
void append_number(std::string& text, double value);
/// A cell, quoted where it must be.
std::string quoted(std::string_view cell);

}  // namespace comity::sim
