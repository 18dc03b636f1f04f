#include "analysis/votes/vote_reader.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using sim::CsvTable;

/// Places of things by their names.
using Places = std::unordered_map<std::string, int>;

std::vector<RollCall> read_roll_calls(const CsvTable& table, sim::Problems& problems)
{
    const auto id = table.require("rid"), date = table.require("date"), title = table.require("title"), topic = table.require("topic");
    const auto agenda = table.column("agenda");
    std::vector<RollCall> read;
    Places seen;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        RollCall call{table.cell(row, id), {}, table.cell(row, title), table.cell(row, topic), title_stem(table.cell(row, title)),
                      agenda ? table.cell(row, *agenda) : std::string()};
        const auto day = parse_day(table.cell(row, date));
        if (!day)
            problems.push_back({table.place(row, date), fmt::format("date is '{}', but must be a day such as 2019-12-27", table.cell(row, date))});
        else
            call.date = *day;
        if (!seen.emplace(call.id, static_cast<int>(row)).second)
            problems.push_back({table.place(row, id), fmt::format("roll call '{}' is listed twice", call.id)});
        read.push_back(std::move(call));
    }
    std::stable_sort(read.begin(), read.end(), [](const RollCall& a, const RollCall& b) { return a.date < b.date; });
    return read;
}

/// A mark of the votes' table; nothing where it is unknown.
std::optional<std::int8_t> choice_of(const std::string& mark)
{
    if (mark == "Y") return static_cast<std::int8_t>(Choice::yes);
    if (mark == "A") return static_cast<std::int8_t>(Choice::abstain);
    if (mark == "N") return static_cast<std::int8_t>(Choice::no);
    if (mark == "X") return RecordedVotes::not_cast;
    return std::nullopt;
}

std::vector<std::string> codes_of(const CsvTable& table, std::size_t column)
{
    std::set<std::string> codes;
    for (std::size_t row = 0; row < table.num_rows(); ++row) codes.insert(table.cell(row, column));
    return {codes.begin(), codes.end()};
}

template <class Names>
Places places_of(const Names& names, auto&& name)
{
    Places places;
    for (const auto& each : names) places.emplace(name(each), static_cast<int>(places.size()));
    return places;
}

}  // namespace

RecordedVotes read_votes(const std::filesystem::path& roll_calls, const std::filesystem::path& votes, const std::set<std::string>& members,
                         sim::Problems& problems)
{
    RecordedVotes read;
    read.roll_calls = read_roll_calls(CsvTable::read(roll_calls), problems);
    const CsvTable table = CsvTable::read(votes);
    const auto id = table.require("rid"), code = table.require("iso3"), vote = table.require("vote");
    read.countries = members.empty() ? codes_of(table, code) : std::vector<std::string>(members.begin(), members.end());
    read.cast = RecordedVotes::Table::Constant(read.num_countries(), read.num_roll_calls(), RecordedVotes::not_cast);

    const Places call_of = places_of(read.roll_calls, [](const RollCall& each) { return each.id; });
    const Places row_of = places_of(read.countries, [](const std::string& each) { return each; });
    RecordedVotes::Table listed = RecordedVotes::Table::Zero(read.num_countries(), read.num_roll_calls());
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto call = call_of.find(table.cell(row, id));
        const auto country = row_of.find(table.cell(row, code));
        const auto choice = choice_of(table.cell(row, vote));
        if (call == call_of.end()) problems.push_back({table.place(row, id), fmt::format("roll call '{}' is not in {}", table.cell(row, id), roll_calls.string())});
        if (!choice) problems.push_back({table.place(row, vote), fmt::format("vote is '{}', but must be Y, A, N or X (absent)", table.cell(row, vote))});
        if (call == call_of.end() || !choice || country == row_of.end()) continue;  // other countries' votes are not asked for
        if (listed(country->second, call->second)++ != 0)
            problems.push_back({table.place(row), fmt::format("{} votes twice on roll call '{}'", country->first, call->first)});
        read.cast(country->second, call->second) = *choice;
    }
    return read;
}

}  // namespace comity::analysis
