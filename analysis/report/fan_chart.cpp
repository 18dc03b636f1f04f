#include "analysis/report/fan_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/report/html.hpp"
#include "analysis/report/svg_chart.hpp"

namespace comity::analysis {
namespace {

constexpr double chart_width = 330, chart_height = 200;
constexpr double left = 46, right = 8, top_margin = 20, bottom = 24;

std::string band(const FanSeries& series, const std::vector<double>& low, const std::vector<double>& high, const Scale& x,
                 const Scale& y)
{
    std::vector<double> xs, ys;
    for (std::size_t n = 0; n < low.size(); ++n)
        if (std::isfinite(low[n]) && std::isfinite(high[n])) xs.push_back(series.years[n]), ys.push_back(high[n]);
    for (std::size_t n = low.size(); n-- > 0;)
        if (std::isfinite(low[n]) && std::isfinite(high[n])) xs.push_back(series.years[n]), ys.push_back(low[n]);
    const std::string outline = path_through(xs, ys, x, y);
    return outline.empty() ? "" : outline + "Z";
}

std::string value_axis(const Scale& y, const std::string& unit)
{
    std::string out = fmt::format("<text x=\"4\" y=\"10\" fill=\"var(--text)\">{}</text>", html(axis_words(unit)));
    for (const double at : ticks(y.from_low, y.from_high, 5))
        out += fmt::format(
            "<path d=\"M{0},{1:.1f}H{2}\" stroke=\"var(--grid)\"/><text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\" "
            "fill=\"var(--text)\">{5}</text>",
            left, y(at), chart_width - right, left - 5, y(at) + 4, tick_text(std::abs(at) < 1e-12 ? 0 : at));
    return out;
}

std::string year_axis(const Scale& x, double first_year, double last_year)
{
    std::string out;
    for (const double at : ticks(first_year, last_year, 5))
        if (at == std::floor(at))
            out += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\" fill=\"var(--text)\">{:.0f}</text>", x(at),
                               chart_height - 8, at);
    return out;
}

std::ptrdiff_t rounds_of(const Fan& fan)
{
    return std::count_if(fan.q50.begin(), fan.q50.end(), [](double value) { return std::isfinite(value); });
}

// One round, one dot a scenario: thick and thin bars hold half and nine in ten of the runs.
std::string spreads(const std::vector<FanSeries>& series, const Scale& y)
{
    std::string out;
    const double step = (chart_width - left - right) / static_cast<double>(series.size());
    for (std::size_t s = 0; s < series.size(); ++s) {
        const Fan& fan = series[s].fan;
        const double at = left + step * (static_cast<double>(s) + 0.5);
        for (std::size_t t = 0; t < fan.q50.size(); ++t) {
            if (!std::isfinite(fan.q50[t])) continue;
            const auto bar = [&](double low, double high, int width) {
                return fmt::format(
                    "<path d=\"M{0:.1f},{1:.1f}V{2:.1f}\" stroke=\"{3}\" stroke-width=\"{4}\" stroke-opacity=\".45\"/>", at,
                    y(low), y(high), scenario_colour(s), width);
            };
            out += bar(fan.q05[t], fan.q95[t], 2) + bar(fan.q25[t], fan.q75[t], 6);
            out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\" stroke=\"var(--page)\"/>", at,
                               y(fan.q50[t]), scenario_colour(s));
            out += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\" fill=\"var(--text)\">{:.0f}</text>", at,
                               chart_height - 8, std::floor(series[s].years[t]));
        }
    }
    return out;
}

}  // namespace

std::string fan_chart(const Metric& metric, const std::vector<FanSeries>& series, const ValueRange& range)
{
    double first = std::numeric_limits<double>::infinity(), last = -first;
    for (const auto& one : series)
        for (const double year : one.years) first = std::min(first, year), last = std::max(last, year);
    const Scale x{first, last > first ? last : first + 1, left, chart_width - right};
    const Scale y{range.from, range.to, chart_height - bottom, top_margin};

    const std::string opening = open_picture(chart_width, chart_height, metric.title) + value_axis(y, metric.unit);
    if (std::all_of(series.begin(), series.end(), [](const FanSeries& one) { return rounds_of(one.fan) <= 1; }))
        return opening + spreads(series, y) + "</svg>";
    std::string out = opening + year_axis(x, first, last);
    for (std::size_t s = 0; s < series.size(); ++s) {
        const auto& fan = series[s].fan;
        out += fmt::format("<path d=\"{}\" fill=\"{}\" fill-opacity=\".13\"/>", band(series[s], fan.q05, fan.q95, x, y),
                           scenario_colour(s));
        out += fmt::format("<path d=\"{}\" fill=\"{}\" fill-opacity=\".22\"/>", band(series[s], fan.q25, fan.q75, x, y),
                           scenario_colour(s));
    }
    for (std::size_t s = 0; s < series.size(); ++s)
        out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" stroke-dasharray=\"{}\"/>",
                           path_through(series[s].years, series[s].fan.q50, x, y), scenario_colour(s), scenario_dash(s));
    return out + "</svg>";
}

}  // namespace comity::analysis
