#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analysis/fit/world/facts.hpp"
#include "analysis/fit/world/tables.hpp"

namespace comity::analysis {
namespace {

using Seats = std::map<std::pair<std::string, std::string>, std::set<int>>;  // (forum, country) -> years

void add_council_seats(const WorldSources& sources, Seats& seats)
{
    const auto table = sim::CsvTable::read(sources.data / "hrc_membership.csv");
    const auto year = table.require("year");
    const auto iso3 = table.require("iso3");
    for (std::size_t row = 0; row < table.num_rows(); ++row)
        seats[{"HRC", sources.code_of(table.cell(row, iso3))}].insert(integer_at(table, row, year));
}

void add_security_council_seats(const WorldSources& sources, Seats& seats)
{
    const auto resolutions = sim::CsvTable::read(sources.data / "unsc_resolutions.csv");
    std::map<std::string, int> years;
    for (std::size_t row = 0; row < resolutions.num_rows(); ++row)
        years[resolutions.cell(row, resolutions.require("rid"))] = integer_at(resolutions, row, resolutions.require("year"));
    const auto votes = sim::CsvTable::read(sources.data / "unsc_votes.csv");
    const auto rid = votes.require("rid");
    const auto iso3 = votes.require("iso3");
    for (std::size_t row = 0; row < votes.num_rows(); ++row)
        seats[{"UNSC", sources.code_of(votes.cell(row, iso3))}].insert(years.at(votes.cell(row, rid)));
}

/// Runs of consecutive years as spells.
void add_spells(TableText& table, const std::string& forum, const std::string& country, const std::set<int>& years, int start)
{
    for (auto at = years.begin(); at != years.end();) {
        const int from = *at;
        int until = from;
        for (++at; at != years.end() && *at == until + 1; ++at) until = *at;
        if (until >= start) table.add({forum, country, std::to_string(from), std::to_string(until)});
    }
}

std::string year_text(const std::optional<int>& year) { return year ? std::to_string(*year) : std::string(); }

}  // namespace

TableText groups_table(const WorldSources& sources)
{
    TableText table({"group", "country", "from", "until"});
    for (const auto& spell : sources.spells)
        // What begins after the start is history to come: it belongs to a world that replays the record.
        if (sources.options.start < 2020 || spell.holds(sources.options.start))
            table.add({spell.group, spell.country, year_text(spell.from), year_text(spell.until)});
    return table;
}

TableText seats_table(const WorldSources& sources)
{
    const int start = sources.options.start;
    TableText table({"forum", "country", "from", "until"});
    if (start < 2020) {
        Seats seats;
        add_council_seats(sources, seats);
        add_security_council_seats(sources, seats);
        for (const auto& [key, years] : seats)
            if (sources.has(key.second)) add_spells(table, key.first, key.second, years, start);
    }
    const auto facts = sim::CsvTable::read(sources.fact("seats.csv"));
    const auto cell = [&](std::size_t row, const char* column) { return facts.cell(row, facts.require(column)); };
    std::vector<std::tuple<std::string, std::string, std::string, std::string>> rows;
    for (std::size_t row = 0; row < facts.num_rows(); ++row) {
        const auto forum = cell(row, "forum");
        const bool on_record = start < 2020 && (forum == "UNSC" || forum == "HRC");
        const bool over = !cell(row, "until").empty() && integer_at(facts, row, facts.require("until")) < start;
        if (!on_record && !over && sources.has(cell(row, "country")))
            rows.emplace_back(forum, cell(row, "country"), cell(row, "from"), cell(row, "until"));
    }
    std::sort(rows.begin(), rows.end());
    for (const auto& [forum, country, from, until] : rows) table.add({forum, country, from, until});
    return table;
}

TableText leaders_table(const WorldSources& sources)
{
    TableText table({"leader", "camp", "country"});
    const FactTable facts(sources.fact("leaders.csv"), sources.options.start);
    for (std::size_t row = 0; row < facts.num_rows(); ++row) {
        const auto& member = facts.cell(row, "member");
        const auto members = sources.has(member) ? std::vector<std::string>{member} : sources.members(member);
        if (members.empty())
            throw sim::CsvError(facts.place(row) + ": error: '" + member + "' is neither a country of the world nor a group with members");
        for (const auto& country : members) table.add({facts.cell(row, "leader"), facts.cell(row, "camp"), country});
    }
    return table;
}

}  // namespace comity::analysis
