#include "analysis/report/svg_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "analysis/report/html.hpp"
#include "analysis/report/web_bundle.hpp"
#include "sim/contracts.hpp"

namespace comity::analysis {
namespace {

constexpr std::string_view paper = " class=\"paper\"";  // the ramp of positions has one look

// A step of 1, 2 or 5 times a power of ten that gives about `wanted` ticks.
double tick_step(double span, int wanted)
{
    const double rough = span / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0})
        if (rough <= step * power) return step * power;
    return 10 * power;
}

// Equal Earth, unit sphere: x in about [-2.71, 2.71], y in about [-1.32, 1.32].
std::pair<double, double> equal_earth(double longitude, double latitude)
{
    constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    constexpr double degree = std::numbers::pi / 180;
    const double root3 = std::sqrt(3.0);
    const double angle = std::asin(root3 / 2 * std::sin(latitude * degree));
    const double a = angle * angle, a6 = a * a * a;
    const double x = 2 * root3 / 3 * longitude * degree * std::cos(angle) / (a1 + 3 * a2 * a + a6 * (7 * a3 + 9 * a4 * a));
    return {x, angle * (a1 + a2 * a + a6 * (a3 + a4 * a))};
}

// Meridians and parallels, so that dots read as a world.
std::string graticule(const Scale& x, const Scale& y)
{
    std::string path;
    const auto go = [&](double longitude, double latitude, bool first) {
        const auto [px, py] = equal_earth(longitude, latitude);
        path += fmt::format("{}{:.0f},{:.0f}", first ? "M" : "L", x(px), y(py));
    };
    constexpr int south = -50, north = 80;
    for (int longitude = -180; longitude <= 180; longitude += 60)
        for (int latitude = south; latitude <= north; latitude += 10) go(longitude, latitude, latitude == south);
    for (const int latitude : {-30, 0, 30, 60})
        for (const int longitude : {-180, 180}) go(longitude, latitude, longitude < 0);
    return "<path d=\"" + path + "\" fill=\"none\" stroke=\"var(--grid)\"/>";
}

std::string dot(double x, double y, double r, double value, double top, const CountryLabel& country)
{
    const std::string fill = std::isfinite(value) ? diverging_colour(value / top) : "var(--no-value)";
    return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\"><title>{}: {}</title></circle>", x, y, r, fill,
                       html(country.name), signed_number(value));
}

// The ramp of colours under a picture with the words for its two ends.
std::string colour_key(double width, double y, double top, const Arena& arena)
{
    constexpr int steps = 40;
    const double ramp = std::min(380.0, width - 20), from = (width - ramp) / 2;
    std::string out;
    for (int n = 0; n < steps; ++n)
        out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"9\" fill=\"{}\"/>", from + ramp * n / steps, y, ramp / steps + 0.5,
                           diverging_colour((2 * n + 1.0) / steps - 1));
    const auto label = [&](double x, const char* anchor, const std::string& words, double line) {
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"var(--text)\">{}</text>", x, y + line, anchor, words);
    };
    label(from, "start", html(arena.negative), -5);
    label(from + ramp, "end", html(arena.positive), -5);
    label(from, "start", tick_text(-top), 21);
    label(from + ramp / 2, "middle", "0", 21);
    label(from + ramp, "end", "+" + tick_text(top), 21);
    return out;
}

}  // namespace

std::string open_picture(double width, double height, std::string_view name, std::string_view look)
{
    return fmt::format("<svg{3} xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
                       "aria-label=\"{2}\" font-family=\"sans-serif\" font-size=\"11\">", width, height, html(name), look);
}

std::string palette()
{
    const std::string_view style = page_style();
    const std::size_t from = style.find(":root"), to = style.find("* {");  // the palette comes before the rules
    sim::ensures(from < to && to != std::string_view::npos, "the page's style begins with its palette");
    return std::string(style.substr(from, to - from));
}

std::vector<double> ticks(double low, double high, int wanted)
{
    std::vector<double> out;
    const double step = tick_step(high - low, wanted);
    for (double at = std::ceil(low / step); at * step <= high * (1 + 1e-12) + 1e-12; ++at) out.push_back(at * step);
    return out;
}

std::string path_through(const std::vector<double>& xs, const std::vector<double>& ys, const Scale& x, const Scale& y)
{
    std::string out;
    bool pen_down = false;
    for (std::size_t n = 0; n < xs.size(); ++n) {
        if (!std::isfinite(ys[n])) {
            pen_down = false;
            continue;
        }
        out += fmt::format("{}{:.1f},{:.1f}", pen_down ? "L" : "M", x(xs[n]), y(ys[n]));
        pen_down = true;
    }
    return out;
}

std::string scenario_colour(std::size_t n) { return fmt::format("var(--s{})", n % 7); }

std::string scenario_dash(std::size_t n)
{
    static constexpr std::array dashes{"", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 2", "12 3"};
    return dashes[n % dashes.size()];
}

std::string diverging_colour(double share)
{
    // Stops of ColorBrewer's PuOr (Brewer 2002), told apart with any colour vision; the page's script interpolates the same scheme.
    static constexpr std::array<std::array<double, 3>, 9> stops{{{152, 76, 6}, {200, 105, 17}, {239, 158, 62}, {253, 205, 143}, {243, 238, 234},
                                                                {206, 204, 228}, {160, 151, 198}, {110, 81, 159}, {64, 20, 104}}};
    const double place = (std::clamp(share, -1.0, 1.0) + 1) / 2 * (stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double part = place - static_cast<double>(below);
    const auto mixed = [&](std::size_t c) { return static_cast<int>(std::lround(stops[below][c] + part * (stops[below + 1][c] - stops[below][c]))); };
    return fmt::format("#{:02x}{:02x}{:02x}", mixed(0), mixed(1), mixed(2));
}

std::string dot_map(const std::vector<CountryLabel>& countries, const std::vector<double>& values, double top, const Arena& arena)
{
    constexpr double width = 760, map_height = 350, height = 408;
    const Scale x{-2.7067, 2.7067, 8, width - 8};
    const Scale y{-1.05, 1.3, map_height, 6};
    std::string out = open_picture(width, height, fmt::format("Dot map: {}", arena.title), paper) + graticule(x, y) + "<g stroke=\"var(--outline)\" stroke-width=\".6\">";
    for (std::size_t c = 0; c < countries.size(); ++c) {
        if (!std::isfinite(countries[c].latitude) || !std::isfinite(countries[c].longitude)) continue;
        const auto [px, py] = equal_earth(countries[c].longitude, countries[c].latitude);
        out += dot(x(px), y(py), 5, values[c], top, countries[c]);
    }
    return out + "</g>" + colour_key(width, height - 28, top, arena) + "</svg>";
}

std::string strip_plot(const std::vector<CountryLabel>& countries, const std::vector<double>& values, double top, const Arena& arena)
{
    constexpr double width = 760, height = 260, floor = 190, bin = 8;
    const Scale x{-top, top, 20, width - 20};
    std::map<long, std::size_t> in_bin;
    std::size_t tallest = 1;
    for (const double value : values)
        if (std::isfinite(value)) tallest = std::max(tallest, ++in_bin[std::lround(x(value) / bin)]);
    const double step = std::min(bin, (floor - 14) / static_cast<double>(tallest));

    std::string out = open_picture(width, height, fmt::format("Positions: {}", arena.title), paper);
    out += fmt::format("<path d=\"M20,{0}H{1}M{2},10V{0}\" stroke=\"var(--axis)\" fill=\"none\"/><g stroke=\"var(--outline)\" stroke-width=\".5\">", floor, width - 20, x(0));
    in_bin.clear();
    for (std::size_t c = 0; c < countries.size(); ++c) {
        if (!std::isfinite(values[c])) continue;
        const long column = std::lround(x(values[c]) / bin);
        const auto level = static_cast<double>(in_bin[column]++);
        out += dot(static_cast<double>(column) * bin, floor - 5 - level * step, 3.6, values[c], top, countries[c]);
    }
    return out + "</g>" + colour_key(width, height - 28, top, arena) + "</svg>";
}

}  // namespace comity::analysis
