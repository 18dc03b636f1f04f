#include <cmath>
#include <cstdlib>
#include <map>
#include <string>

#include <fmt/format.h>

#include "analysis/fit/vote_records.hpp"
#include "analysis/fit/world/facts.hpp"
#include "analysis/fit/world/tables.hpp"

namespace comity::analysis {
namespace {

/// Rows in force at the start, columns as they are; a row that names a country the world does not have is left out.
TableText in_force(const WorldSources& sources, const std::string& file, const std::vector<std::string>& columns,
                   const std::vector<std::string>& country_columns)
{
    const FactTable facts(sources.fact(file), sources.options.start);
    TableText table(columns);
    for (std::size_t row = 0; row < facts.num_rows(); ++row) {
        bool here = true;
        for (const auto& column : country_columns) here = here && sources.has(facts.cell(row, column));
        if (!here) continue;
        std::vector<std::string> cells;
        for (const auto& column : columns) {
            // Numbers are written by hand as .5 in the facts and as 0.5 in a world.
            const auto& cell = facts.cell(row, column);
            cells.push_back(cell.starts_with('.') ? "0" + cell : cell);
        }
        table.add(cells);
    }
    return table;
}

/// Mean agreement S of two countries over the roll calls on which both voted (agents/MODEL.md, 4.5); NaN where there is none.
double agreement(const VotesByTopic& votes, const std::string& one, const std::string& other)
{
    std::map<std::string, std::map<std::string, int>> choices;  // roll call, country
    for (const auto& [topic, cast] : votes)
        for (const RecordedVote& vote : cast)
            if (vote.country == one || vote.country == other) choices[vote.roll_call][vote.country] = static_cast<int>(vote.choice);
    double sum = 0;
    int texts = 0;
    for (const auto& [roll_call, of] : choices) {
        if (of.size() < 2) continue;
        sum += 1 - std::abs(of.at(one) - of.at(other)) / 2.0;
        ++texts;
    }
    return sum / texts;
}

}  // namespace

TableText world_table(const WorldSources& sources)
{
    const auto& options = sources.options;
    TableText table({"key", "value", "source"});
    table.add({"title", fmt::format("The recorded world of {} states at the start of {}", sources.countries.size(), options.start), ""});
    table.add({"start", fmt::format("{}Q1", options.start), ""});
    return table;
}

TableText clients_table(const WorldSources& sources)
{
    return in_force(sources, "client_ties.csv", {"patron", "client", "tie", "source"}, {"patron", "client"});
}

TableText cohesion_table(const WorldSources& sources)
{
    // Of the last year known, so that a start owes nothing to later votes.
    const int year = sources.reference_year;
    const VotesByTopic votes = read_assembly_votes(sources.data, {year, year}, sources.renamed);
    TableText table({"coalition", "cohesion", "source"});
    const auto add = [&](const char* camp, double cohesion, const char* whose) {
        if (!std::isnan(cohesion)) table.add({camp, fmt::format("{:.2f}", cohesion), fmt::format("roll-call files: mean agreement of {} in the General Assembly of {}", whose, year)});
    };
    add("CR", agreement(votes, "CHN", "RUS"), "CHN with RUS");
    add("INC", (agreement(votes, "USA", "FRA") + agreement(votes, "USA", "DEU")) / 2, "USA with FRA and DEU");
    const FactTable facts(sources.fact("cohesion.csv"), sources.options.start);
    for (std::size_t row = 0; row < facts.num_rows(); ++row)
        table.add({facts.cell(row, "coalition"), fmt::format("{}", facts.number(row, "cohesion")), facts.cell(row, "source")});
    return table;
}

TableText partnerships_table(const WorldSources& sources)
{
    return in_force(sources, "partnerships.csv", {"country", "partner", "strength", "source"}, {"country", "partner"});
}

TableText sanctions_table(const WorldSources& sources) { return in_force(sources, "sanctions.csv", {"sender", "target"}, {"target"}); }

TableText engagement_table(const WorldSources& sources)
{
    return in_force(sources, "engagement.csv", {"country", "forum", "engagement"}, {"country"});
}

TableText crises_table(const WorldSources& sources)
{
    const auto facts = sim::CsvTable::read(sources.fact("crises.csv"));
    const std::vector<std::string> columns{"date", "kind", "target", "severity", "attributed", "standing", "norm", "reading", "source"};
    const auto start = fmt::format("{}-01-01", sources.options.start);
    TableText table(columns);
    for (std::size_t row = 0; row < facts.num_rows(); ++row) {
        const bool standing = facts.cell(row, facts.require("standing")) == "1";
        if (!sources.has(facts.cell(row, facts.require("target")))) continue;
        if (!standing && facts.cell(row, facts.require("date")) < start) continue;  // open crises at the start: none (MODEL.md section 2)
        std::vector<std::string> cells;
        for (const auto& column : columns) {
            const auto& cell = facts.cell(row, facts.require(column));
            cells.push_back(standing && column == "date" ? start : cell.starts_with('.') ? "0" + cell : cell);
        }
        table.add(cells);
    }
    return table;
}

TableText exits_table(const WorldSources& sources)
{
    const auto record = sim::CsvTable::read(sources.data / "disengagement_events.csv");
    TableText table({"date", "country", "institution", "event", "source"});
    for (std::size_t row = 0; row < record.num_rows(); ++row) {
        const auto cell = [&](const char* column) { return record.cell(row, record.require(column)); };
        const auto code = sources.code_of(cell("iso3"));
        if (!sources.has(code) || cell("date") > "2019-12-31") continue;
        table.add({cell("date"), code, cell("institution"), cell("event"), cell("verified")});
    }
    return table;
}

TableText treaty_parties_table(const WorldSources& sources)
{
    const auto record = sim::CsvTable::read(sources.data / "budapest_convention.csv");
    TableText table({"treaty", "country", "year", "source"});
    for (std::size_t row = 0; row < record.num_rows(); ++row) {
        const auto code = sources.code_of(record.cell(row, record.require("iso3")));
        const std::string& year = record.cell(row, record.require("ratification_year"));
        if (!sources.has(code) || integer_at(record, row, record.require("ratification_year")) > 2019) continue;
        table.add({"T1", code, year, "public record: chart of signatures and ratifications of ETS No. 185"});
    }
    return table;
}

}  // namespace comity::analysis
