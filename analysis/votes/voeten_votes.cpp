#include "analysis/votes/voeten_votes.hpp"

#include <utility>

#include <fmt/format.h>

#include "analysis/votes/topics.hpp"

namespace comity::analysis {
namespace {

using sim::CsvTable;

constexpr const char* issues[] = {"me", "nu", "di", "co", "hr", "ec"};  // in the order in which topics claim a roll call

/// Columns that tell of a roll call, in whichever table they stand.
class CallColumns {
public:
    const std::size_t id, date;

    explicit CallColumns(const CsvTable& table)
        : id(table.require("rcid")),
          date(table.require("date")),
          table_(table),
          amend_(table.column("amend")),
          para_(table.column("para")),
          short_(table.column("short")),
          descr_(table.column("descr"))
    {
        for (const char* issue : issues) issues_.emplace_back(issue, table.column(issue));
    }

    bool whole_text(std::size_t row) const { return cell(row, amend_) != "1" && cell(row, para_) != "1"; }

    RollCall call(std::size_t row) const
    {
        RollCall call;
        call.id = table_.cell(row, id);
        call.title = cell(row, descr_).empty() ? cell(row, short_) : cell(row, descr_);
        call.topic = primary_topic(call.title, "");
        for (const auto& [issue, column] : issues_)
            if (call.topic == "ot" && cell(row, column) == "1") call.topic = issue;
        return call;
    }

private:
    using Column = std::optional<std::size_t>;

    std::string_view cell(std::size_t row, const Column& column) const
    {
        return column ? given(table_.cell(row, *column)) : std::string_view();
    }

    const CsvTable& table_;
    Column amend_, para_, short_, descr_;
    std::vector<std::pair<const char*, Column>> issues_;
};

/// Takes the roll call of a row, or leaves it out; the number as `RollCallListing` has it.
int take(RollCallListing& calls, const CsvTable& table, const CallColumns& columns, std::size_t row, std::size_t& parts)
{
    if (columns.whole_text(row)) return calls.add(columns.call(row), table, row, columns.date);
    calls.leave_out(table.cell(row, columns.id));
    ++parts;
    return RollCallListing::left_out;
}

/// A mark; `passed_over` for one that is no vote.
constexpr std::int8_t passed_over = -2;
std::optional<std::int8_t> choice_of(std::string_view mark)
{
    if (mark == "1") return static_cast<std::int8_t>(Choice::yes);
    if (mark == "2") return static_cast<std::int8_t>(Choice::abstain);
    if (mark == "3") return static_cast<std::int8_t>(Choice::no);
    if (mark == "8") return RecordedVotes::not_cast;
    if (mark == "9" || given(mark).empty()) return passed_over;
    return std::nullopt;
}

}  // namespace

const std::vector<std::string>& voeten_columns()
{
    static const std::vector<std::string> columns{"rcid", "ccode", "vote"};
    return columns;
}

const std::vector<std::string>& voeten_more_columns()
{
    static const std::vector<std::string> columns{"Country", "Countryname", "date", "amend", "para", "short", "descr",
                                                  "me",      "nu",          "di",   "hr",    "co",   "ec"};
    return columns;
}

RecordedVotes read_voeten_votes(const CsvTable& table, const CsvTable* roll_calls, VoteContext& context)
{
    const auto id = table.require("rcid"), vote = table.require("vote");
    std::vector<std::size_t> who{table.require("ccode")};
    for (const char* more : {"Country", "Countryname"})
        if (const auto column = table.column(more)) who.push_back(*column);

    RollCallListing calls(context);
    std::size_t parts = 0;
    if (roll_calls != nullptr) {
        const CallColumns columns(*roll_calls);
        for (std::size_t row = 0; row < roll_calls->num_rows(); ++row) {
            const std::string& call = roll_calls->cell(row, columns.id);
            if (calls.number(call) != RollCallListing::unlisted)
                context.problems.add("repeated roll calls", roll_calls->place(row, columns.id),
                                     fmt::format("roll call '{}' is listed twice", call));
            else
                take(calls, *roll_calls, columns, row, parts);
        }
        context.problems.close(roll_calls->name());
    }
    std::optional<CallColumns> columns;
    if (roll_calls == nullptr) columns.emplace(table);
    std::vector<std::size_t> first_row;  // by number of the roll call

    NamedCountries countries(context);
    std::vector<ListedVote> votes;
    votes.reserve(table.num_rows());
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        int call = calls.number(table.cell(row, id));
        if (call == RollCallListing::unlisted && columns) {
            call = take(calls, table, *columns, row, parts);
            if (call >= 0) first_row.push_back(row);
        } else if (call >= 0 && columns) {
            const std::size_t first = first_row[static_cast<std::size_t>(call)];
            if (table.cell(row, columns->date) != table.cell(first, columns->date))
                context.problems.add(
                    "contradictory dates", table.place(row, columns->date),
                    fmt::format("date of roll call '{}' is '{}', but '{}' in line {}", table.cell(row, id),
                                table.cell(row, columns->date), table.cell(first, columns->date), table.line(first)));
        }
        if (call == RollCallListing::left_out) continue;
        if (call == RollCallListing::unlisted)
            context.problems.add("votes on unknown roll calls", table.place(row, id),
                                 fmt::format("roll call '{}' is not in {}", table.cell(row, id), roll_calls->name()));
        const auto choice = choice_of(table.cell(row, vote));
        if (choice == passed_over) continue;
        if (!choice)
            context.problems.add(
                "unknown marks", table.place(row, vote),
                fmt::format("vote is '{}', but must be 1 (yes), 2 (abstain), 3 (no), 8 (absent) or 9 (no member)",
                            table.cell(row, vote)));
        const auto country = countries.number(table, row, who, call < 0 ? 0 : calls.year(call));
        if (call >= 0 && choice && country) votes.push_back({*country, call, *choice, row});
    }
    if (parts > 0)
        context.notes.push_back(
            fmt::format("{}: {} roll calls on amendments and paragraphs are left out: whole texts alone are read",
                        (roll_calls != nullptr ? *roll_calls : table).name(), parts));
    return tabulated(calls, countries, votes, table, context);
}

}  // namespace comity::analysis
