#include "analysis/fit/vote_records.hpp"

#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using sim::CsvError;
using sim::CsvTable;

int year_at(const CsvTable& table, std::size_t row, std::size_t column)
{
    const auto year = sim::to_integer(table.cell(row, column));
    if (!year) throw CsvError(fmt::format("{}: error: year is '{}', but must be a whole number", table.place(row), table.cell(row, column)));
    return static_cast<int>(*year);
}

/// Topic by roll call, for those of the window.
using Topics = std::unordered_map<std::string, std::string>;

VotesByTopic votes_on(const std::filesystem::path& path, const Topics& topics, std::string_view body,
                      const std::map<std::string, std::string>& renamed)
{
    const auto table = CsvTable::read(path);
    const auto rid = table.require("rid");
    const auto iso3 = table.require("iso3");
    const auto vote = table.require("vote");
    VotesByTopic votes;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto topic = topics.find(table.cell(row, rid));
        if (topic == topics.end()) continue;
        const auto& mark = table.cell(row, vote);
        Choice choice = Choice::abstain;
        if (mark == "X") continue;
        if (mark == "Y")
            choice = Choice::yes;
        else if (mark == "N")
            choice = Choice::no;
        else if (mark != "A")
            throw CsvError(fmt::format("{}: error: vote is '{}', but must be Y, A, N or X", table.place(row), mark));
        const auto name = renamed.find(table.cell(row, iso3));
        votes[topic->second].push_back({name == renamed.end() ? table.cell(row, iso3) : name->second,
                                        fmt::format("{} {}", body, table.cell(row, rid)), choice});
    }
    return votes;
}

}  // namespace

VotesByTopic read_assembly_votes(const std::filesystem::path& data, Years years, const std::map<std::string, std::string>& renamed)
{
    const auto table = CsvTable::read(data / "unga_rollcalls.csv");
    const auto rid = table.require("rid");
    const auto year = table.require("year");
    const auto topic = table.require("topic");
    Topics topics;
    for (std::size_t row = 0; row < table.num_rows(); ++row)
        if (years.contain(year_at(table, row, year))) topics.emplace(table.cell(row, rid), table.cell(row, topic));
    return votes_on(data / "unga_votes.csv.gz", topics, "UNGA", renamed);
}

VotesByTopic read_council_votes(const std::filesystem::path& data, Years years, const std::map<std::string, std::string>& renamed)
{
    const auto table = CsvTable::read(data / "hrc_rollcalls.csv");
    const auto rid = table.require("rid");
    const auto year = table.require("year");
    const auto reconciled = table.require("reconciled");
    const std::pair<std::size_t, const char*> flags[] = {
        {table.require("t_me"), "me"}, {table.require("t_cs"), "cs"}, {table.require("t_ni"), "ni"}, {table.require("t_cy"), "cy"}};
    Topics topics;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        if (!years.contain(year_at(table, row, year)) || table.cell(row, reconciled) != "1") continue;
        std::string topic = "hr";
        for (const auto& [column, name] : flags)
            if (table.cell(row, column) == "1") {
                topic = name;
                break;
            }
        topics.emplace(table.cell(row, rid), topic);
    }
    return votes_on(data / "hrc_votes.csv.gz", topics, "HRC", renamed);
}

RollCalls roll_calls_on(const std::vector<const VotesByTopic*>& sources, const std::vector<std::string>& topics,
                        const std::vector<std::string>& countries)
{
    std::unordered_map<std::string_view, int> rows;
    for (const auto& country : countries) rows.emplace(country, static_cast<int>(rows.size()));
    std::unordered_map<std::string_view, int> items;
    RollCalls calls;
    calls.num_countries = static_cast<int>(countries.size());
    for (const auto* source : sources)
        for (const auto& topic : topics) {
            const auto found = source->find(topic);
            if (found == source->end()) continue;
            for (const auto& vote : found->second) {
                const auto row = rows.find(vote.country);
                if (row == rows.end()) continue;
                const auto item = items.emplace(vote.roll_call, static_cast<int>(items.size())).first->second;
                calls.votes.push_back({row->second, item, vote.choice});
            }
        }
    calls.num_items = static_cast<int>(items.size());
    return calls;
}

}  // namespace comity::analysis
