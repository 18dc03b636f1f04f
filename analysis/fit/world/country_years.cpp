#include "analysis/fit/world/country_years.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/fit/world/facts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr int first_year = 1991;
constexpr int last_year = 2019;

CountryYears::Line least_squares(const std::vector<std::pair<double, double>>& points)
{
    const double n = static_cast<double>(points.size());
    double x = 0;
    double y = 0;
    for (const auto& [at, value] : points) {
        x += at / n;
        y += value / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (const auto& [at, value] : points) {
        xx += (at - x) * (at - x);
        xy += (at - x) * (value - y);
        yy += (value - y) * (value - y);
    }
    return {y - xy / xx * x, xy / xx, xy * xy / (xx * yy)};
}

}  // namespace

CountryYears::CountryYears(const std::filesystem::path& data)
{
    const auto table = sim::CsvTable::read(data / "country_year.csv.gz");
    const auto iso3 = table.require("iso3");
    const auto year = table.require("year");
    const auto gdp = table.require("gdp_current_usd");
    const auto gdp_ppp = table.require("gdp_ppp_2011usd_m");
    const auto population = table.require("population");
    const auto cinc = table.require("cinc");
    const auto libdem = table.require("v2x_libdem");
    const auto rights = table.require("fh_pr");
    const auto liberties = table.require("fh_cl");
    const auto member = table.require("un_member");
    std::map<int, std::pair<double, double>> totals;
    std::vector<std::pair<double, double>> both_regimes;
    for (std::size_t r = 0; r < table.num_rows(); ++r) {
        const int when = integer_at(table, r, year);
        if (when < first_year || when > last_year) continue;
        const auto value = [&](std::size_t column) { return sim::to_double(table.cell(r, column)); };
        Row& found = rows_[table.cell(r, iso3)][when];
        found = {value(gdp), value(gdp_ppp), value(population), value(cinc), value(libdem), {}, table.cell(r, member) == "1"};
        if (value(rights) && value(liberties)) found.ratings = *value(rights) + *value(liberties);
        if (found.gdp && found.gdp_ppp) {
            totals[when].first += *found.gdp;
            totals[when].second += *found.gdp_ppp;
        }
        if (found.libdem && found.ratings) both_regimes.emplace_back(*found.ratings, *found.libdem);
    }
    for (const auto& [when, sums] : totals) dollars_per_ppp_[when] = sums.first / sums.second;
    line_ = least_squares(both_regimes);
}

const CountryYears::Row* CountryYears::row(const std::string& country, int year) const
{
    const auto found = rows_.find(country);
    if (found == rows_.end()) return nullptr;
    const auto at = found->second.find(year);
    return at == found->second.end() ? nullptr : &at->second;
}

template <class Value>
std::optional<double> CountryYears::nearest(int year, const Value& value) const
{
    for (int away = 0; away <= last_year - first_year; ++away) {
        if (const auto earlier = value(year - away)) return earlier;
        if (const auto later = value(year + away)) return later;
    }
    return std::nullopt;
}

bool CountryYears::member(const std::string& country, int year) const
{
    const auto* at = row(country, year);
    return at != nullptr && at->member;
}

double CountryYears::population(const std::string& country, int year) const
{
    return nearest(year, [&](int y) { return row(country, y) ? row(country, y)->population : std::nullopt; }).value_or(0);
}

double CountryYears::product(const std::string& country, int year) const
{
    const auto in_year = [&](int y) -> std::optional<double> {
        const auto* at = row(country, y);
        if (at == nullptr) return std::nullopt;
        if (at->gdp) return at->gdp;
        const auto ratio = dollars_per_ppp_.find(y);
        if (at->gdp_ppp && ratio != dollars_per_ppp_.end()) return *at->gdp_ppp * ratio->second;
        return std::nullopt;
    };
    return nearest(year, in_year).value_or(0);
}

double CountryYears::material_capability(const std::string& country, int year) const
{
    return nearest(year, [&](int y) { return row(country, y) ? row(country, y)->cinc : std::nullopt; }).value_or(0);
}

std::optional<double> CountryYears::exposure_in(const std::string& country, int year) const
{
    const auto* at = row(country, year);
    if (at == nullptr) return std::nullopt;
    if (at->libdem) return 1 - *at->libdem;
    if (at->ratings) return std::clamp(1 - (line_.intercept + line_.slope * *at->ratings), 0.0, 1.0);
    return std::nullopt;
}

double CountryYears::regime_exposure(const std::string& country, int year) const
{
    if (const auto value = nearest(year, [&](int y) { return exposure_in(country, y); })) return *value;
    throw sim::CsvError(fmt::format("country_year.csv.gz: error: {} has no rating of its regime in any year", country));
}

bool CountryYears::exposure_is_fitted(const std::string& country, int year) const
{
    const auto* at = row(country, year);
    return at == nullptr || !at->libdem;
}

}  // namespace comity::analysis
