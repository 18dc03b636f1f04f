#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analysis/fit/world/facts.hpp"
#include "analysis/fit/world/tables.hpp"

namespace comity::analysis {
namespace {

using Partners = std::map<std::string, double>;            // partner -> million US dollars, both directions
using Trade = std::map<std::string, std::map<int, Partners>>;  // country -> year -> partners

Trade read_trade(const WorldSources& sources)
{
    const auto table = sim::CsvTable::read(sources.data / "trade_dyads.csv.gz");
    const auto year = table.require("year");
    const auto exporter = table.require("exporter");
    const auto importer = table.require("importer");
    const auto value = table.require("value_musd");
    Trade trade;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const int when = integer_at(table, row, year);
        const double worth = number_at(table, row, value);
        const auto& from = sources.code_of(table.cell(row, exporter));
        const auto& to = sources.code_of(table.cell(row, importer));
        trade[from][when][to] += worth;
        trade[to][when][from] += worth;
    }
    return trade;
}

constexpr std::size_t enough_partners = 5;  // with fewer, the record is a remnant and not a pattern of trade

/// Trade by partner over the window; with too few partners there, of the nearest year with enough (the later of two, since gaps
/// are mostly those of new states).
Partners partners_of(const std::map<int, Partners>& by_year, Years window)
{
    Partners sum;
    for (const auto& [year, partners] : by_year)
        if (window.contain(year))
            for (const auto& [partner, worth] : partners) sum[partner] += worth;
    if (sum.size() >= enough_partners) return sum;
    const Partners* nearest = nullptr;
    int least = 0;
    for (const auto& [year, partners] : by_year) {
        const int away = year < window.first ? 2 * (window.first - year) + 1 : 2 * (year - window.last);
        if (partners.size() >= enough_partners && !window.contain(year) && (nearest == nullptr || away < least)) {
            nearest = &partners;
            least = away;
        }
    }
    return nearest == nullptr ? Partners{} : *nearest;
}

}  // namespace

std::vector<Dependence> dependence(const WorldSources& sources)
{
    const auto trade = read_trade(sources);
    std::vector<Dependence> ties;
    for (const auto& country : sources.countries) {
        const auto found = trade.find(country.code);
        if (found == trade.end()) continue;
        const auto partners = partners_of(found->second, sources.options.trade);
        double all = 0;
        for (const auto& [partner, worth] : partners) all += worth;
        for (const auto& [partner, worth] : partners)
            if (sources.has(partner) && worth / all >= sources.options.least_dependence)
                ties.push_back({country.code, partner, worth / all});
    }
    return ties;
}

TableText trade_table(const WorldSources& sources)
{
    TableText table({"country", "partner", "dependence"});
    for (const auto& tie : dependence(sources)) table.add({tie.country, tie.partner, significant(tie.value, 4)});
    return table;
}

TableText security_table(const WorldSources& sources)
{
    const auto record = sim::CsvTable::read(sources.data / "alliances.csv");
    const auto first = record.require("iso3_a");
    const auto second = record.require("iso3_b");
    const auto duty = [&](std::size_t row, const char* name) { return record.cell(row, record.require(name)) == "1"; };
    const int year = std::min(sources.options.positions.last, 2018);  // the record ends in 2018
    std::map<std::pair<std::string, std::string>, double> ties;
    for (std::size_t row = 0; row < record.num_rows(); ++row) {
        auto pair = std::minmax(sources.code_of(record.cell(row, first)), sources.code_of(record.cell(row, second)));
        if (!sources.has(pair.first) || !sources.has(pair.second) || !in_span(record, row, "start_year", "end_year", year)) continue;
        double tie = 0;
        if (duty(row, "defense"))
            tie = 1;
        else if (duty(row, "consul") || duty(row, "offense"))
            tie = sources.options.tie_consult;
        else if (duty(row, "neutral") || duty(row, "nonagg"))
            tie = sources.options.tie_restraint;
        double& strongest = ties[{pair.first, pair.second}];
        strongest = std::max(strongest, tie);
    }
    TableText table({"country", "partner", "tie"});
    for (const auto& [pair, tie] : ties)
        if (tie > 0) table.add({pair.first, pair.second, rounded(tie, 3)});
    return table;
}

TableText neighbours_table(const WorldSources& sources)
{
    // 1 a border on land or a river, 2 and 3 up to 12 and 24 miles of water.
    const std::array<std::string, 3> near{"1", "2", "3"};
    const auto record = sim::CsvTable::read(sources.data / "contiguity.csv");
    const int year = std::min(sources.options.start, 2016);  // the record ends in 2016
    std::set<std::pair<std::string, std::string>> pairs;
    for (std::size_t row = 0; row < record.num_rows(); ++row) {
        const std::string& kind = record.cell(row, record.require("conttype"));
        if (std::find(near.begin(), near.end(), kind) == near.end() || !in_span(record, row, "start_year", "end_year", year)) continue;
        const auto pair = std::minmax(sources.code_of(record.cell(row, record.require("iso3_a"))), sources.code_of(record.cell(row, record.require("iso3_b"))));
        if (sources.has(pair.first) && sources.has(pair.second) && pair.first != pair.second) pairs.insert(pair);
    }
    TableText table({"country", "partner", "border"});
    for (const auto& [country, partner] : pairs) table.add({country, partner, "1"});
    return table;
}

}  // namespace comity::analysis
