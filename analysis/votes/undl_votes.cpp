#include "analysis/votes/undl_votes.hpp"

#include <fmt/format.h>

#include "analysis/votes/own_votes.hpp"
#include "analysis/votes/topics.hpp"

namespace comity::analysis {
namespace {

constexpr std::string_view appendage = " : resolution / adopted by the General Assembly";

std::string without_appendage(std::string title)
{
    if (title.ends_with(appendage)) title.resize(title.size() - appendage.size());
    return title;
}

std::optional<std::int8_t> choice_of(std::string_view mark)
{
    return mark.empty() || mark == "NV" ? RecordedVotes::not_cast : lettered_choice(mark);
}

}  // namespace

const std::vector<std::string>& undl_columns()
{
    static const std::vector<std::string> columns{"undl_id", "ms_code", "ms_vote", "date", "title"};
    return columns;
}

const std::vector<std::string>& undl_more_columns()
{
    static const std::vector<std::string> columns{"ms_name", "agenda_title", "subjects"};
    return columns;
}

RecordedVotes read_undl_votes(const sim::CsvTable& table, VoteContext& context)
{
    const auto id = table.require("undl_id"), vote = table.require("ms_vote"), date = table.require("date"),
               title = table.require("title");
    const auto name = table.column("ms_name");
    std::vector<std::size_t> who{table.require("ms_code")};
    if (name) who.push_back(*name);

    RollCallListing calls(context);
    NamedCountries countries(context);
    std::vector<std::size_t> first_row;  // by number of the roll call
    std::vector<ListedVote> votes;
    votes.reserve(table.num_rows());
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        int number = calls.number(table.cell(row, id));
        if (number == RollCallListing::unlisted) {
            RollCall call;
            call.id = table.cell(row, id);
            call.title = without_appendage(table.cell(row, title));
            for (const char* part : {"agenda_title", "subjects"})
                if (const auto column = table.column(part); column && !table.cell(row, *column).empty())
                    call.agenda += (call.agenda.empty() ? "" : ". ") + table.cell(row, *column);
            call.topic = primary_topic(call.title, call.agenda);
            number = calls.add(std::move(call), table, row, date);
            first_row.push_back(row);
        }
        const std::size_t first = first_row[static_cast<std::size_t>(number)];
        if (table.cell(row, date) != table.cell(first, date))
            context.problems.add("contradictory dates", table.place(row, date),
                                 fmt::format("date of roll call '{}' is '{}', but '{}' in line {}", table.cell(row, id),
                                             table.cell(row, date), table.cell(first, date), table.line(first)));
        const auto choice = choice_of(table.cell(row, vote));
        if (!choice)
            context.problems.add("unknown marks", table.place(row, vote),
                                 fmt::format("ms_vote is '{}', but must be Y, N, A or X (not voting)", table.cell(row, vote)));
        const auto country = countries.number(table, row, who, calls.year(number));
        if (choice && country) votes.push_back({*country, number, *choice, row});
    }
    return tabulated(calls, countries, votes, table, context);
}

}  // namespace comity::analysis
