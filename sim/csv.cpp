#include "sim/csv.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>

#include <fmt/format.h>

namespace comity::sim {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 30;

[[noreturn]] void fail(const std::string& name, std::size_t line, const std::string& what, std::size_t column = 0)
{
    throw CsvError(fmt::format("{}: error: {}", csv_place(name, line, column), what));
}

std::string contents(const std::filesystem::path& path)
{
    const std::string name = path.string();
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (!std::filesystem::is_regular_file(status))
        throw CsvError(fmt::format("{}: error: {}", name, std::filesystem::exists(status) ? "this is not a file" : "no such file"));
    // gzread passes plain files through unchanged.
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(name.c_str(), "rb"), gzclose);
    if (!file) throw CsvError(fmt::format("{}: error: the file cannot be opened", name));
    std::string text;
    std::string block(1 << 16, '\0');
    for (;;) {
        const int got = gzread(file.get(), block.data(), static_cast<unsigned>(block.size()));
        if (got < 0) throw CsvError(fmt::format("{}: error: the file cannot be read, or its compression is damaged", name));
        if (got == 0) break;
        text.append(block, 0, static_cast<std::size_t>(got));
        if (text.size() > max_bytes) throw CsvError(fmt::format("{}: error: the file is larger than 1 GiB", name));
    }
    return text;
}

}  // namespace

CsvTable CsvTable::read(const std::filesystem::path& path, const CsvForm& form) { return parse(contents(path), path.string(), form); }

CsvTable CsvTable::parse(std::string_view text, std::string name, const CsvForm& form)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.find('\0') != std::string_view::npos) throw CsvError(fmt::format("{}: error: this is not a text file", name));
    CsvTable table;
    table.name_ = std::move(name);
    std::size_t line = 1;
    std::size_t at = 0;
    std::size_t first_cell = 0;  // of the record at hand
    std::size_t width = 0;       // cells of a record
    std::vector<std::size_t> kept;
    bool header = true;
    const auto keep = [&](auto& record, std::size_t from) {
        for (std::size_t k = 0; k < kept.size(); ++k)
            if (kept[k] != k) record[from + k] = std::move(record[from + kept[k]]);
        record.resize(from + kept.size());
    };
    const auto finish_record = [&](std::size_t started) {
        if (header) {
            header = false;
            auto& record = table.cells_;
            width = record.size();
            for (std::size_t c = 0; c < width; ++c) {
                if (form.only.empty() || std::find(form.only.begin(), form.only.end(), record[c]) != form.only.end()) kept.push_back(c);
                if (record[c].empty() && !(c == 0 && form.unnamed_first)) fail(table.name_, started, fmt::format("column {} has no name", c + 1), table.offsets_[c]);
                if (std::find(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(c), record[c]) !=
                    record.begin() + static_cast<std::ptrdiff_t>(c))
                    fail(table.name_, started, fmt::format("column '{}' appears twice", record[c]), table.offsets_[c]);
            }
            keep(record, 0);
            keep(table.offsets_, 0);
            table.columns_.assign(std::make_move_iterator(record.begin()), std::make_move_iterator(record.end()));
            record.clear();
            table.name_offsets_.swap(table.offsets_);
            const auto times = [&](char mark) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), mark)); };
            const std::size_t lines = times('\n'), cells = times(',') + lines + 1;  // at most
            record.reserve(kept.size() < width ? std::min(cells, lines * kept.size()) : cells);
            return;
        }
        const std::size_t num_cells = table.cells_.size() - first_cell;
        if (num_cells != width) fail(table.name_, started, fmt::format("the row has {} cells, but the header names {}", num_cells, width));
        if (kept.size() < width) {
            keep(table.cells_, first_cell);
            keep(table.offsets_, first_cell);
        }
        table.lines_.push_back(started);
        first_cell = table.cells_.size();
    };
    while (at < text.size()) {
        const std::size_t started = line;
        if (text[at] == '\n' || (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n')) {  // an empty line
            at += text[at] == '\r' ? 2 : 1;
            ++line;
            continue;
        }
        const std::size_t row_begin = at;
        for (bool more = true; more;) {
            std::string& cell = table.cells_.emplace_back();
            table.offsets_.push_back(line == started ? static_cast<std::uint32_t>(at - row_begin + 1) : 0);
            if (at < text.size() && text[at] == '"') {
                ++at;
                for (;; ++at) {
                    if (at >= text.size()) fail(table.name_, started, "a quoted cell is not closed", table.offsets_.back());
                    if (text[at] == '"') {
                        if (at + 1 < text.size() && text[at + 1] == '"') {
                            cell += '"';
                            ++at;
                            continue;
                        }
                        ++at;
                        break;
                    }
                    if (text[at] == '\n') ++line;
                    cell += text[at];
                }
                if (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r')
                    fail(table.name_, line, "text follows a closing quote");
            } else {
                const std::size_t begin = at;
                while (at < text.size() && text[at] != ',' && text[at] != '\n') ++at;
                cell.assign(text, begin, at - begin);
                if (!cell.empty() && cell.back() == '\r' && (at == text.size() || text[at] == '\n')) cell.pop_back();
            }
            if (at < text.size() && text[at] == '\r') ++at;
            more = at < text.size() && text[at] == ',';
            if (more) ++at;
        }
        if (at < text.size()) ++at;  // the line feed
        ++line;
        finish_record(started);
    }
    if (header) throw CsvError(fmt::format("{}: error: the file is empty; a header row was expected", table.name_));
    return table;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
}

std::size_t CsvTable::require(std::string_view name) const
{
    if (const auto found = column(name)) return *found;
    fail(name_, 1, fmt::format("column '{}' is missing", name));
}

std::string CsvTable::place(std::size_t row) const
{
    return csv_place(name_, line(row), 0);
}
std::string CsvTable::place(std::size_t row, std::size_t column) const
{
    return csv_place(name_, line(row), offset(row, column));
}
std::string CsvTable::name_place(std::size_t column) const
{
    return csv_place(name_, 1, name_offsets_[column]);
}

std::string csv_place(const std::string& name, std::size_t line, std::size_t column)
{
    return column > 0 ? fmt::format("{}:{}:{}", name, line, column) : fmt::format("{}:{}", name, line);
}

std::optional<double> to_double(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<long long> to_integer(std::string_view text)
{
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string number(double value)
{
    std::string text;
    append_number(text, value);
    return text;
}

void append_number(std::string& text, double value)
{
    if (std::isnan(value)) return;
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    text.append(digits, end);
}

std::string quoted(std::string_view cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
    std::string text = "\"";
    for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

}  // namespace comity::sim
