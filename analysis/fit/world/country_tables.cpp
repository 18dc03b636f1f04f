#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "analysis/fit/world/facts.hpp"
#include "analysis/fit/world/tables.hpp"

namespace comity::analysis {
namespace {

constexpr int share_decimals = 8;

/// Values of one quantity by country; a row for a group is spread over its members by `weights`, `*` speaks for all others.
std::vector<double> judged(const WorldSources& sources, const std::string& quantity, std::vector<double> values,
                           const std::vector<double>& weights)
{
    const FactTable facts(sources.fact("country_values.csv"), sources.options.start);
    const auto rows_of = [&](const auto& use) {
        for (std::size_t row = 0; row < facts.num_rows(); ++row)
            if (facts.cell(row, "quantity") == quantity) use(facts.cell(row, "country"), facts.number(row, "value"));
    };
    rows_of([&](const std::string& country, double value) {
        if (country == "*") std::fill(values.begin(), values.end(), value);
    });
    rows_of([&](const std::string& group, double value) {
        const auto members = sources.members(group);
        double sum = 0;
        for (const auto& member : members) sum += weights[sources.rows.at(member)];
        for (const auto& member : members) values[sources.rows.at(member)] = value * weights[sources.rows.at(member)] / sum;
    });
    rows_of([&](const std::string& country, double value) {
        if (sources.has(country)) values[sources.rows.at(country)] = value;
    });
    return values;
}

std::vector<double> share_of(const WorldSources& sources, const auto& quantity)
{
    std::vector<double> values;
    double sum = 0;
    for (const auto& country : sources.countries) {
        values.push_back(quantity(country.code));
        sum += values.back();
    }
    for (double& value : values) value /= sum;
    return values;
}

}  // namespace

std::vector<double> capability(const WorldSources& sources)
{
    const int year = sources.reference_year;
    const auto product = share_of(sources, [&](const std::string& code) { return sources.years.product(code, year); });
    const auto population = share_of(sources, [&](const std::string& code) { return sources.years.population(code, year); });
    const auto material = share_of(sources, [&](const std::string& code) { return sources.years.material_capability(code, year); });
    std::vector<double> mean;
    for (std::size_t i = 0; i < product.size(); ++i) mean.push_back((product[i] + population[i] + material[i]) / 3);
    return mean;
}

std::vector<Assessment> assessments(const WorldSources& sources)
{
    const auto table = sim::CsvTable::read(sources.data / "un_budget_shares.csv");
    const auto iso3 = table.require("iso3");
    const auto percent = table.require("percent_regular_budget");
    // The scale in force at the start; before the first one on record, the first. Its end may lie after the start.
    const int year = std::max(sources.options.start, 1992);
    std::map<std::string, double> recorded;
    double rest = 1;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto& code = sources.code_of(table.cell(row, iso3));
        if (!sources.has(code) || !in_span(table, row, "scale_start", "scale_end", year)) continue;
        recorded[code] = number_at(table, row, percent) / 100;
        rest -= recorded[code];
    }
    double product = 0;
    for (const auto& country : sources.countries)
        if (!recorded.contains(country.code)) product += sources.years.product(country.code, sources.reference_year);
    std::vector<Assessment> scale;
    for (const auto& country : sources.countries) {
        const auto found = recorded.find(country.code);
        if (found != recorded.end())
            scale.push_back({found->second, true});
        else
            scale.push_back({rest * sources.years.product(country.code, sources.reference_year) / product, false});
    }
    return scale;
}

TableText countries_table(const WorldSources& sources)
{
    TableText table({"code", "name", "iso_numeric", "region", "population", "capability", "regime_exposure", "diplomatic_capacity",
                     "resilience", "media_reach", "fill_ambition", "style", "uprising", "pressure", "reputation", "latitude", "longitude"});
    const std::size_t n = sources.countries.size();
    const auto strength = capability(sources);
    const auto strength_texts = shares(strength, share_decimals);
    std::vector<double> assessed;
    for (const auto& [share, recorded] : assessments(sources)) assessed.push_back(share);
    std::vector<double> rank(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto smaller = std::count_if(strength.begin(), strength.end(), [&](double other) { return other < strength[i]; });
        rank[i] = .2 + .8 * static_cast<double>(smaller) / static_cast<double>(n - 1);
    }
    const auto values = [&](const std::string& quantity, double otherwise) {
        return judged(sources, quantity, std::vector<double>(n, otherwise), assessed);
    };
    const auto capacity = judged(sources, "diplomatic_capacity", rank, assessed);
    const auto resilience = values("resilience", .5);
    const auto media = values("media_reach", 0);
    const auto ambition = values("fill_ambition", 0);
    const auto style = values("style", 1);
    const auto uprising = values("uprising", 0);
    const auto pressure = values("pressure", 0);
    const auto reputation = values("reputation", 1);
    for (std::size_t i = 0; i < n; ++i) {
        const auto& country = sources.countries[i];
        const double exposure = sources.years.regime_exposure(country.code, sources.reference_year);
        table.add({country.code, country.name, country.iso_numeric, country.region,
                   rounded(sources.years.population(country.code, sources.reference_year), 0), strength_texts[i], rounded(exposure, 3),
                   rounded(capacity[i], 4), rounded(resilience[i], 3), rounded(media[i], 3), rounded(ambition[i], 4),
                   rounded(style[i], 3), rounded(uprising[i], 3), rounded(pressure[i], 3), rounded(reputation[i], 3), country.latitude, country.longitude});
    }
    return table;
}

TableText positions_table(const WorldSources& sources)
{
    TableText table({"country", "arena", "position", "std_error"});
    const auto& estimates = sources.positions;
    std::map<std::string, Eigen::Index> voters;
    for (const auto& code : estimates.countries) voters.emplace(code, static_cast<Eigen::Index>(voters.size()));
    for (const auto& arena : estimates.arenas) {
        struct Region {
            double n = 0, sum = 0, squares = 0;
        };
        std::map<std::string, Region> regions;
        for (const auto& [code, i] : voters) {
            auto& region = regions[sources.countries[sources.rows.at(code)].region];
            const double x = arena.points.position[i];
            region.n += 1;
            region.sum += x;
            region.squares += x * x;
        }
        for (const auto& country : sources.countries) {
            const auto voter = voters.find(country.code);
            double position = 0;
            double error = 0;
            if (voter != voters.end()) {
                position = arena.points.position[voter->second];
                error = arena.points.std_error[voter->second];
            } else {
                const auto& region = regions[country.region];
                position = region.sum / region.n;
                error = std::sqrt(std::max(0.0, region.squares / region.n - position * position));
            }
            // The model keeps positions in [-4, 4].
            table.add({country.code, arena.arena, rounded(std::clamp(position, -4.0, 4.0), 4), rounded(error, 4)});
        }
    }
    return table;
}

TableText regime_table(const WorldSources& sources)
{
    TableText table({"country", "year", "exposure"});
    for (const auto& country : sources.countries)
        for (int year = sources.options.start; year <= 2019; ++year)
            table.add({country.code, std::to_string(year), rounded(sources.years.regime_exposure(country.code, year), 3)});
    return table;
}

TableText assessments_table(const WorldSources& sources)
{
    TableText table({"country", "share", "source"});
    const auto scale = assessments(sources);
    std::vector<double> weights;
    for (const auto& [share, recorded] : scale) weights.push_back(share);
    const auto texts = shares(weights, share_decimals);
    for (std::size_t i = 0; i < scale.size(); ++i)
        table.add({sources.countries[i].code, texts[i], scale[i].recorded ? "recorded" : "spread by GDP"});
    return table;
}

}  // namespace comity::analysis
