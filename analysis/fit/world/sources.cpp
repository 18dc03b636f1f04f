#include "analysis/fit/world/sources.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analysis/fit/world/facts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

std::string region_of(const sim::CsvTable& table, std::size_t row, std::size_t column)
{
    static const std::map<std::string, std::string> short_names{
        {"WEOG", "WEOG"}, {"EASTERN_EUROPE", "EEG"}, {"GRULAC", "GRULAC"}, {"AFRICA", "AFR"}, {"ASIA_PACIFIC", "APG"}};
    const auto found = short_names.find(table.cell(row, column));
    if (found != short_names.end()) return found->second;
    throw sim::CsvError(fmt::format("{}: error: un_group is '{}', but must be one of WEOG, EASTERN_EUROPE, GRULAC, AFRICA, ASIA_PACIFIC",
                                    table.place(row), table.cell(row, column)));
}

std::vector<CountryEntry> all_countries(const std::filesystem::path& data, const std::filesystem::path& numeric_codes)
{
    std::map<std::string, std::string> numeric;
    const auto codes = sim::CsvTable::read(numeric_codes);
    for (std::size_t row = 0; row < codes.num_rows(); ++row)
        numeric[codes.cell(row, codes.require("code"))] = codes.cell(row, codes.require("iso_numeric"));
    const auto table = sim::CsvTable::read(data / "countries.csv");
    const auto iso3 = table.require("iso3");
    const auto name = table.require("name");
    const auto group = table.require("un_group");
    const auto latitude = table.require("cap_lat");
    const auto longitude = table.require("cap_lon");
    std::vector<CountryEntry> found;
    for (std::size_t row = 0; row < table.num_rows(); ++row)
        found.push_back({table.cell(row, iso3), table.cell(row, name), numeric[table.cell(row, iso3)], region_of(table, row, group),
                         table.cell(row, latitude), table.cell(row, longitude)});
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    return found;
}

std::map<std::string, std::string> successors(const std::filesystem::path& facts)
{
    std::map<std::string, std::string> renamed;
    const auto table = sim::CsvTable::read(facts / "predecessors.csv");
    for (std::size_t row = 0; row < table.num_rows(); ++row)
        renamed[table.cell(row, table.require("predecessor"))] = table.cell(row, table.require("code"));
    return renamed;
}

CountryYearSet wrong_points(const std::filesystem::path& facts)
{
    CountryYearSet found;
    const auto table = sim::CsvTable::read(facts / "published_exceptions.csv");
    for (std::size_t row = 0; row < table.num_rows(); ++row)
        found.emplace(table.cell(row, table.require("code")), integer_at(table, row, table.require("year")));
    return found;
}

std::vector<Spell> group_spells(const WorldSources& sources)
{
    const auto table = sim::CsvTable::read(sources.data / "org_membership.csv");
    const auto ends = sim::CsvTable::read(sources.fact("group_ends.csv"));
    const auto year = [&](std::size_t row, std::size_t column) -> std::optional<int> {
        if (table.cell(row, column).empty()) return std::nullopt;
        return integer_at(table, row, column);
    };
    const auto org = table.require("org");
    const auto iso3 = table.require("iso3");
    const auto start = table.require("start_year");
    const auto end = table.require("end_year");
    std::vector<Spell> spells;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        Spell spell{table.cell(row, org), sources.code_of(table.cell(row, iso3)), year(row, start), year(row, end)};
        for (std::size_t e = 0; e < ends.num_rows(); ++e)
            if (ends.cell(e, ends.require("group")) == spell.group && ends.cell(e, ends.require("country")) == spell.country)
                spell.until = integer_at(ends, e, ends.require("until"));
        if (sources.has(spell.country) && (!spell.until || *spell.until >= sources.options.start)) spells.push_back(spell);
    }
    std::stable_sort(spells.begin(), spells.end(), [](const Spell& a, const Spell& b) {
        return std::tie(a.group, a.country, a.from) < std::tie(b.group, b.country, b.from);
    });
    return spells;
}

}  // namespace

WorldSources::WorldSources(const std::filesystem::path& data_folder, const WorldBuildOptions& given)
    : data(data_folder),
      options(given),
      reference_year(std::clamp(given.start - 1, 1991, 2019)),
      renamed(successors(given.facts)),
      years(data_folder)
{
    const auto candidates = all_countries(data, fact("iso_numeric.csv"));
    std::vector<std::string> codes;
    for (const auto& country : candidates) codes.push_back(country.code);
    positions = estimate_positions({data, options.positions, codes, renamed, wrong_points(options.facts)});

    const std::set<std::string> voted(positions.countries.begin(), positions.countries.end());
    for (const auto& country : candidates)
        if (years.member(country.code, options.positions.last) || voted.contains(country.code)) {
            rows[country.code] = countries.size();
            countries.push_back(country);
        }
    spells = group_spells(*this);
}

std::vector<std::string> WorldSources::members(const std::string& group) const
{
    std::vector<std::string> found;
    for (const auto& spell : spells)
        if (spell.group == group && spell.holds(options.start)) found.push_back(spell.country);
    return found;
}

const std::string& WorldSources::code_of(const std::string& recorded) const
{
    const auto found = renamed.find(recorded);
    return found == renamed.end() ? recorded : found->second;
}

}  // namespace comity::analysis
