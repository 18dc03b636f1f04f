#include "analysis/votes/vote_reader.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "analysis/votes/own_votes.hpp"
#include "analysis/votes/undl_votes.hpp"
#include "analysis/votes/voeten_votes.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using sim::CsvTable;
using Columns = std::vector<std::string>;

struct Format {
    const char* name;
    const Columns& (*columns)();
};

constexpr Format own{"comity's own format", own_columns}, voeten{"the format of Voeten, Strezhnev and Bailey", voeten_columns},
    undl{"the export of the UN Digital Library", undl_columns};
constexpr const Format* formats[] = {&own, &voeten, &undl};

std::string joined(const Columns& columns)
{
    std::string text;
    for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
    return text;
}

Columns together(std::initializer_list<const Columns*> lists)
{
    Columns all;
    for (const Columns* list : lists) all.insert(all.end(), list->begin(), list->end());
    return all;
}

/// The format whose columns a table has; null where none fits.
const Format* format_of(const CsvTable& table)
{
    for (const Format* each : formats)
        if (std::all_of(each->columns().begin(), each->columns().end(),
                        [&](const std::string& column) { return table.column(column); }))
            return each;
    return nullptr;
}

/// What is said of columns that fit no format: what each has, and what of it is missing.
std::string misfit(const CsvTable& table)
{
    std::string text = "the columns fit no format of votes:";
    for (const Format* each : formats) {
        Columns missing;
        for (const std::string& column : each->columns())
            if (!table.column(column)) missing.push_back(column);
        const bool all = missing.size() == each->columns().size();
        text += fmt::format("{} {} has {} (missing: {})", each == formats[0] ? "" : ";", each->name, joined(each->columns()),
                            all ? "all" : joined(missing));
    }
    return text;
}

}  // namespace

RecordedVotes read_votes(const std::filesystem::path& roll_calls, const std::filesystem::path& votes,
                         const std::set<std::string>& members, sim::Problems& problems, std::vector<std::string>& notes)
{
    // Long files have many columns: those that no format looks at are not kept.
    const CsvTable table = CsvTable::read(
        votes,
        {.unnamed_first = true,
         .only = together({&own_columns(), &voeten_columns(), &voeten_more_columns(), &undl_columns(), &undl_more_columns()})});
    const auto read_calls = [&](const Columns& only) {
        return CsvTable::read(roll_calls, {.unnamed_first = true, .only = only});
    };
    const Format* format = format_of(table);
    const auto refuse = [&](const std::string& message) {
        problems.push_back({fmt::format("{}:1", table.name()), message});
        return RecordedVotes{};
    };
    if (format == nullptr) return refuse(misfit(table));

    const CountryFacts facts = shipped_country_facts();
    ProblemTally tally(problems);
    VoteContext context{facts, members, tally, notes};
    RecordedVotes read;
    if (format == &own) {
        if (roll_calls.empty())
            return refuse("votes in comity's own format need a table of roll calls (rid, date, title): name it with --rollcalls");
        read = read_own_votes(table, read_calls(own_roll_call_columns()), context);
    } else if (format == &voeten) {
        const bool told = table.column("date") && (table.column("descr") || table.column("short"));
        if (roll_calls.empty() && !told)
            return refuse(fmt::format(
                "these votes in the format of Voeten, Strezhnev and Bailey have no column '{}': name their table of roll "
                "calls (rcid, date, descr) with --rollcalls",
                table.column("date") ? "descr" : "date"));
        std::optional<CsvTable> calls;
        if (!roll_calls.empty()) calls = read_calls(together({&voeten_columns(), &voeten_more_columns()}));
        read = read_voeten_votes(table, calls ? &*calls : nullptr, context);
    } else {
        if (!roll_calls.empty())
            return refuse("the export of the UN Digital Library tells itself what was voted on: leave --rollcalls out");
        read = read_undl_votes(table, context);
    }
    tally.close(table.name());
    return read;
}

RecordedVotes read_votes(const std::filesystem::path& roll_calls, const std::filesystem::path& votes,
                         const std::set<std::string>& members, sim::Problems& problems)
{
    std::vector<std::string> unheard;
    return read_votes(roll_calls, votes, members, problems, unheard);
}

}  // namespace comity::analysis
