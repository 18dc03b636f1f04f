#include "analysis/run_folder/ensemble_labels.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/run_folder/series_summary.hpp"

namespace comity::analysis {
namespace {

using sim::NetcdfDim;
using sim::NetcdfFile;
using sim::NetcdfType;
using sim::NetcdfVar;

constexpr auto epoch = std::chrono::year{2020} / 1 / 1;

int days_since_epoch(const ResultLabels& labels, int round)
{
    const int quarters = labels.start_quarter - 1 + round;
    const auto month = std::chrono::month(static_cast<unsigned>(3 * (quarters % 4) + 1));
    const std::chrono::sys_days first{std::chrono::year{labels.start_year + quarters / 4} / month / 1};
    return static_cast<int>((first - std::chrono::sys_days{epoch}).count());
}

/// `values`, or as many empty ones where there are none.
template <class T>
std::vector<T> filled(const std::vector<T>& values, std::size_t length, const T& missing)
{
    return values.size() == length ? values : std::vector<T>(length, missing);
}

template <class List, class Text>
std::vector<std::string> texts(const List& list, Text text)
{
    std::vector<std::string> found;
    for (const auto& entry : list) found.push_back(text(entry));
    return found;
}

}  // namespace

std::string NetcdfNames::fresh(const std::string& name, const std::string& suffix)
{
    std::string safe;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        safe += plain ? c : '_';
    }
    if (safe.empty() || (safe[0] >= '0' && safe[0] <= '9') || safe[0] == '_') safe.insert(safe.begin(), 'v');
    while (!taken_.insert(safe).second) safe += suffix;
    return safe;
}

NetcdfVar EnsembleLabels::text(NetcdfFile& file, const std::string& name, NetcdfDim dim, const std::string& long_name)
{
    const auto var = file.define_var(name, NetcdfType::text, {{dim}});
    file.set_attribute(var, "long_name", long_name);
    return var;
}

NetcdfVar EnsembleLabels::whole(NetcdfFile& file, const std::string& name, NetcdfDim dim, const std::string& long_name)
{
    const auto var = file.define_var(name, NetcdfType::i32, {{dim}});
    file.set_attribute(var, "long_name", long_name);
    return var;
}

NetcdfVar EnsembleLabels::real(NetcdfFile& file, const std::string& name, NetcdfDim dim, const std::string& long_name)
{
    const auto var = file.define_var(name, NetcdfType::f64, {{dim}});
    file.set_attribute(var, "long_name", long_name);
    return var;
}

EnsembleLabels::EnsembleLabels(NetcdfFile& file, const RunFolderInfo& info)
{
    const ResultLabels& l = info.labels;
    // Dimensions come in the order in which their coordinates are defined: where these differ, the library adds two attributes to every
    // variable, more than HDF5 keeps with it, and file and time grow by a half.
    dims_.time = file.define_dim("time", static_cast<std::size_t>(l.rounds));
    // A length of 0 would mean unlimited; what a scenario does not have, has no dimension.
    const auto define = [&](const char* name, std::size_t length) { return length > 0 ? file.define_dim(name, length) : NetcdfDim{}; };
    dims_.arena = define("arena", l.arenas.size());
    dims_.country = define("country", l.code.size());
    dims_.norm = define("norm", l.norms.size());
    dims_.forum = define("forum", l.forums.size());
    dims_.metric = define("metric", info.series_metrics.size());
    dims_.quantile = define("quantile", series_quantiles.size());
    dims_.run = file.define_dim("run", NetcdfFile::unlimited);
    dims_.kept_run = file.define_dim("kept_run", NetcdfFile::unlimited);

    time_ = whole(file, "time", dims_.time, "first day of the quarter");
    file.set_attribute(time_, "standard_name", "time");
    file.set_attribute(time_, "units", "days since 2020-01-01");
    file.set_attribute(time_, "calendar", "standard");
    file.set_attribute(time_, "axis", "T");
    year_ = whole(file, "year", dims_.time, "calendar year");
    quarter_ = whole(file, "quarter", dims_.time, "quarter of the year, 1 to 4");
    if (dims_.arena.id >= 0) {
        arena_ = text(file, "arena", dims_.arena, "field of norms");
        arena_title_ = text(file, "arena_title", dims_.arena, "field of norms, in words");
        arena_negative_ = text(file, "arena_negative", dims_.arena, "reading of the norms at negative positions");
        arena_positive_ = text(file, "arena_positive", dims_.arena, "reading of the norms at positive positions");
    }
    if (dims_.country.id >= 0) {
        country_ = text(file, "country", dims_.country, "country code (ISO 3166-1 alpha-3 in the recorded world)");
        country_name_ = text(file, "country_name", dims_.country, "country");
        iso_numeric_ = text(file, "iso_numeric", dims_.country, "country code (ISO 3166-1 numeric)");
        region_ = text(file, "region", dims_.country, "regional group");
        latitude_ = real(file, "latitude", dims_.country, "latitude of the country");
        file.set_attribute(latitude_, "standard_name", "latitude");
        file.set_attribute(latitude_, "units", "degrees_north");
        longitude_ = real(file, "longitude", dims_.country, "longitude of the country");
        file.set_attribute(longitude_, "standard_name", "longitude");
        file.set_attribute(longitude_, "units", "degrees_east");
        for (const auto var : {latitude_, longitude_}) file.define_fill(var, std::numeric_limits<double>::quiet_NaN());
    }
    if (dims_.norm.id >= 0) {
        norm_ = text(file, "norm", dims_.norm, "norm");
        norm_title_ = text(file, "norm_title", dims_.norm, "norm, in words");
        norm_arena_ = text(file, "norm_arena", dims_.norm, "arena of the norm");
    }
    if (dims_.forum.id >= 0) {
        forum_ = text(file, "forum", dims_.forum, "forum");
        forum_title_ = text(file, "forum_title", dims_.forum, "forum, in words");
    }
    if (dims_.metric.id >= 0) {
        metric_ = text(file, "metric", dims_.metric, "metric of the series");
        metric_title_ = text(file, "metric_title", dims_.metric, "metric, in words");
        metric_unit_ = text(file, "metric_unit", dims_.metric, "what the metric is counted in");
    }
    quantile_ = real(file, "quantile", dims_.quantile, "share of runs at or below");
    file.set_attribute(quantile_, "units", "1");
}

std::set<std::string> EnsembleLabels::names() const
{
    return {"run",          "kept_run",   "time",          "year",        "quarter",     "arena",      "arena_title",
            "arena_negative", "arena_positive", "country", "country_name", "iso_numeric", "region",    "latitude",
            "longitude",    "norm",       "norm_title",    "norm_arena",  "forum",       "forum_title", "metric",
            "metric_title", "metric_unit", "quantile",     "replicate",   "seed",        "status",     "position",
            "position_mean", "position_sd", "series_quantile", "series_mean"};
}

void EnsembleLabels::write(NetcdfFile& file, const RunFolderInfo& info) const
{
    const ResultLabels& l = info.labels;
    std::vector<int> days, years, quarters;
    for (int round = 0; round < l.rounds; ++round) {
        days.push_back(days_since_epoch(l, round));
        years.push_back(l.start_year + (l.start_quarter - 1 + round) / 4);
        quarters.push_back((l.start_quarter - 1 + round) % 4 + 1);
    }
    file.put<int>(time_, days);
    file.put<int>(year_, years);
    file.put<int>(quarter_, quarters);
    if (dims_.arena.id >= 0) {
        file.put(arena_, texts(l.arenas, [](const auto& a) { return a.id; }));
        file.put(arena_title_, texts(l.arenas, [](const auto& a) { return a.title; }));
        file.put(arena_negative_, texts(l.arenas, [](const auto& a) { return a.negative; }));
        file.put(arena_positive_, texts(l.arenas, [](const auto& a) { return a.positive; }));
    }
    if (dims_.country.id >= 0) {
        const std::size_t n = l.code.size();
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        file.put(country_, l.code);
        file.put(country_name_, filled(l.name, n, std::string()));
        file.put(iso_numeric_, filled(l.iso_numeric, n, std::string()));
        file.put(region_, filled(l.region, n, std::string()));
        file.put(latitude_, filled(l.latitude, n, unknown));
        file.put(longitude_, filled(l.longitude, n, unknown));
    }
    if (dims_.norm.id >= 0) {
        file.put(norm_, texts(l.norms, [](const auto& m) { return m.id; }));
        file.put(norm_title_, texts(l.norms, [](const auto& m) { return m.title; }));
        file.put(norm_arena_, texts(l.norms, [&](const auto& m) {
                     const auto a = static_cast<std::size_t>(m.arena.index);
                     return m.arena.exists() && a < l.arenas.size() ? l.arenas[a].id : std::string();
                 }));
    }
    if (dims_.forum.id >= 0) {
        file.put(forum_, texts(l.forums, [](const auto& f) { return f.id; }));
        file.put(forum_title_, texts(l.forums, [](const auto& f) { return f.title; }));
    }
    if (dims_.metric.id >= 0) {
        file.put(metric_, texts(info.series_metrics, [](const auto& m) { return m.name; }));
        file.put(metric_title_, texts(info.series_metrics, [](const auto& m) { return m.title; }));
        file.put(metric_unit_, texts(info.series_metrics, [](const auto& m) { return m.unit; }));
    }
    file.put(quantile_, std::vector<double>(series_quantiles.begin(), series_quantiles.end()));
}

std::string cf_units(const agents::Metric& metric)
{
    static const std::set<std::string> measured = {"1", "percent", "day", "days", "month", "months", "year", "years"};
    return measured.contains(metric.unit) ? metric.unit : "1";
}

// With the two that netCDF adds, the attributes of a metric are eight at most: HDF5 keeps no more of them with the variable itself, and file and
// time would grow by a tenth. There is no _FillValue, since every value is written.
void describe_metric(NetcdfFile& file, NetcdfVar var, const agents::Metric& metric)
{
    file.set_attribute(var, "long_name", metric.title.empty() ? metric.name : metric.title);
    file.set_attribute(var, "units", cf_units(metric));
    if (!metric.unit.empty() && cf_units(metric) != metric.unit) file.set_attribute(var, "counted_in", metric.unit);
    if (!metric.meaning.empty()) file.set_attribute(var, "comment", metric.meaning);
    // Not valid_range: readers blank what lies a rounding error beyond it.
    constexpr double unbounded = std::numeric_limits<double>::infinity();
    const std::array range{std::isnan(metric.low) ? -unbounded : metric.low, std::isnan(metric.high) ? unbounded : metric.high};
    file.set_attribute(var, "value_range", range);
}

}  // namespace comity::analysis
