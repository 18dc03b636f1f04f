#include "analysis/votes/own_votes.hpp"

#include <fmt/format.h>

#include "analysis/votes/topics.hpp"

namespace comity::analysis {
namespace {

RollCallListing listed(const sim::CsvTable& table, VoteContext& context)
{
    const auto id = table.require("rid"), date = table.require("date"), title = table.require("title");
    const auto topic = table.column("topic"), agenda = table.column("agenda");
    RollCallListing calls(context);
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        RollCall call;
        call.id = table.cell(row, id);
        call.title = table.cell(row, title);
        if (agenda) call.agenda = table.cell(row, *agenda);
        call.topic = topic ? table.cell(row, *topic) : primary_topic(call.title, call.agenda);
        if (calls.number(call.id) != RollCallListing::unlisted)
            context.problems.add("repeated roll calls", table.place(row, id),
                                 fmt::format("roll call '{}' is listed twice", call.id));
        calls.add(std::move(call), table, row, date);
    }
    context.problems.close(table.name());
    return calls;
}

}  // namespace

const std::vector<std::string>& own_columns()
{
    static const std::vector<std::string> columns{"rid", "iso3", "vote"};
    return columns;
}

const std::vector<std::string>& own_roll_call_columns()
{
    static const std::vector<std::string> columns{"rid", "date", "title", "topic", "agenda"};
    return columns;
}

std::optional<std::int8_t> lettered_choice(std::string_view mark)
{
    if (mark == "Y") return static_cast<std::int8_t>(Choice::yes);
    if (mark == "A") return static_cast<std::int8_t>(Choice::abstain);
    if (mark == "N") return static_cast<std::int8_t>(Choice::no);
    if (mark == "X") return RecordedVotes::not_cast;
    return std::nullopt;
}

RecordedVotes read_own_votes(const sim::CsvTable& table, const sim::CsvTable& roll_calls, VoteContext& context)
{
    const RollCallListing calls = listed(roll_calls, context);
    const auto id = table.require("rid"), country = table.require("iso3"), vote = table.require("vote");
    NamedCountries countries(context);
    std::vector<ListedVote> votes;
    votes.reserve(table.num_rows());
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const int call = calls.number(table.cell(row, id));
        const auto choice = lettered_choice(table.cell(row, vote));
        if (call < 0)
            context.problems.add("votes on unknown roll calls", table.place(row, id),
                                 fmt::format("roll call '{}' is not in {}", table.cell(row, id), roll_calls.name()));
        if (!choice)
            context.problems.add("unknown marks", table.place(row, vote),
                                 fmt::format("vote is '{}', but must be Y, A, N or X (absent)", table.cell(row, vote)));
        const auto who = countries.number(table, row, {country}, call < 0 ? 0 : calls.year(call));
        if (call >= 0 && choice && who) votes.push_back({*who, call, *choice, row});
    }
    return tabulated(calls, countries, votes, table, context);
}

}  // namespace comity::analysis
