#include "analysis/report/report_data.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/report/headline.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/norm_metrics.hpp"
#include "analysis/report/value_range.hpp"

namespace comity::analysis {
namespace {

using nlohmann::ordered_json;

constexpr double position_scale = 1000;

ordered_json number_or_null(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr); }

// As many decimals as tell apart two thousandths of the range that a chart shows: a third of the size of whole doubles.
int decimals_of(const std::vector<RunResults>& results, const std::string& metric)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& one : results) {
        const auto found = one.fans.find(metric);
        if (found == one.fans.end()) continue;
        for (const auto* band : {&found->second.q05, &found->second.q95})
            for (const double value : *band)
                if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    }
    const double range = high > low ? high - low : 1;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(range / 2000))), 0, 12);
}

ordered_json band(const std::vector<double>& values, int decimals)
{
    auto out = ordered_json::array();
    double scale = 1;  // a power of ten is a double up to 10^22, and the nearest one to a whole number over it has few digits
    for (int k = 0; k < decimals; ++k) scale *= 10;
    for (const double value : values) {
        const double rounded = std::round(value * scale) / scale;
        if (rounded == std::floor(rounded) && std::abs(rounded) < 1e9) out.push_back(static_cast<long long>(rounded));
        else out.push_back(number_or_null(rounded));
    }
    return out;
}

ordered_json fans(const std::vector<RunResults>& results)
{
    auto out = ordered_json::object();
    for (const auto& metric : fan_metrics(results)) {
        const int decimals = decimals_of(results, metric.name);
        auto by_scenario = ordered_json::array();
        for (const auto& one : results) {
            const auto found = one.fans.find(metric.name);
            if (found == one.fans.end()) {
                by_scenario.push_back(nullptr);
                continue;
            }
            const Fan& fan = found->second;
            by_scenario.push_back({band(fan.q05, decimals), band(fan.q25, decimals), band(fan.q50, decimals), band(fan.q75, decimals), band(fan.q95, decimals)});
        }
        out[metric.name] = by_scenario;
    }
    return out;
}

// [scenario][arena][frame][country] in thousandths.
ordered_json quantised(const JointPositions& positions, const std::vector<std::vector<std::vector<double>>>& values)
{
    auto out = ordered_json::array();
    for (const auto& scenario : values) {
        auto arenas = ordered_json::array();
        for (std::size_t a = 0; a < positions.arenas.size(); ++a) {
            auto frames = ordered_json::array();
            for (const auto& frame : scenario) {
                auto row = ordered_json::array();
                for (std::size_t c = 0; c < positions.countries.size(); ++c) {
                    const double value = frame[positions.index(a, c)];
                    row.push_back(std::isfinite(value) ? ordered_json(std::lround(value * position_scale)) : ordered_json(nullptr));
                }
                frames.push_back(std::move(row));
            }
            arenas.push_back(std::move(frames));
        }
        out.push_back(std::move(arenas));
    }
    return out;
}

ordered_json position_data(const JointPositions& positions)
{
    ordered_json out{{"earth", positions.on_earth()}, {"scale", position_scale}, {"frames", positions.frames}};
    out["arenas"] = ordered_json::array();
    for (const auto& arena : positions.arenas)
        out["arenas"].push_back({{"id", arena.id}, {"title", arena.title}, {"negative", arena.negative}, {"positive", arena.positive}});
    out["countries"] = ordered_json::array();
    for (const auto& country : positions.countries)
        out["countries"].push_back({{"code", country.code},
                                    {"name", country.name},
                                    {"iso", country.iso_numeric},
                                    {"lat", number_or_null(country.latitude)},
                                    {"lon", number_or_null(country.longitude)},
                                    {"region", country.region}});
    out["mean"] = quantised(positions, positions.mean);
    out["sd"] = quantised(positions, positions.sd);
    return out;
}

}  // namespace

std::string report_data(const std::vector<RunResults>& results, const JointPositions& positions)
{
    ordered_json out;
    out["scenarios"] = ordered_json::array();
    out["times"] = ordered_json::array();
    for (const auto& one : results) {
        out["scenarios"].push_back({{"id", one.manifest.scenario}, {"title", one.manifest.title}});
        out["times"].push_back(one.times);
    }
    out["metrics"] = ordered_json::array();
    for (const auto& metric : fan_metrics(results)) {
        const ValueRange range = value_range(metric, fans_of(results, metric.name));
        out["metrics"].push_back({{"name", metric.name},
                                  {"title", metric.title},
                                  {"axis", axis_words(metric.unit)},
                                  {"group", metric.group},
                                  {"main", is_headline(metric.name)},
                                  {"meaning", metric.meaning},
                                  {"range", {range.from, range.to}},
                                  {"same", range.note}});
    }
    out["fans"] = fans(results);
    out["norms"] = ordered_json::array();
    for (const auto& norm : norm_metrics(results))
        out["norms"].push_back({{"metric", norm.metric},
                                {"title", norm.title},
                                {"arena", norm.arena.title},
                                {"negative", norm.arena.negative},
                                {"positive", norm.arena.positive}});
    out["stages"] = ordered_json::array();
    for (const auto& stage : stage_metrics(results)) out["stages"].push_back({{"metric", stage.metric}, {"title", stage.title}});
    out["positions"] = position_data(positions);
    return script_safe(out.dump(-1, ' ', /*ensure_ascii=*/false, ordered_json::error_handler_t::replace));
}

}  // namespace comity::analysis
