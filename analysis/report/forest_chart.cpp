#include "analysis/report/forest_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/svg_chart.hpp"

namespace comity::analysis {
namespace {

constexpr double width = 960, label_width = 330, right = 24, top = 34, most = 5;

double edge_of(const std::vector<OutcomeRow>& rows)
{
    double edge = 0.5;
    for (const auto& row : rows) edge = std::max(edge, largest_change(row));
    return std::min(most, std::ceil(edge * 2) / 2);
}

// The name as one line that fits its column; the whole name is the tooltip.
std::string label(const std::string& title, double y)
{
    constexpr std::size_t fits = 52;
    std::string line = title;
    if (line.size() > fits) {
        std::size_t cut = fits - 1;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;  // not inside a UTF-8 character
        line = line.substr(0, cut) + "…";
    }
    return fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\" fill=\"#222\">{}<title>{}</title></text>", label_width - 14, y + 4, html(line), html(title));
}

struct Axis {
    double edge;
    double operator()(double value) const { return label_width + (std::clamp(value, -edge, edge) / edge + 1) / 2 * (width - right - label_width); }
};

std::string mark(const PairedDifference& difference, std::size_t scenario, double y, const Axis& x)
{
    if (std::isnan(difference.standardised)) return "";
    const std::string colour = scenario_colour(scenario);
    const double value = difference.standardised;
    if (std::abs(value) > x.edge) {
        const double at = x(value), inward = value > 0 ? -8 : 8;
        return fmt::format("<path d=\"M{0:.1f},{1:.1f}l{2},-4v8z\" fill=\"{3}\"/><text x=\"{4:.1f}\" y=\"{5:.1f}\" text-anchor=\"{6}\" fill=\"#444\">{7}</text>", at, y, inward,
                           colour, at + 1.6 * inward, y + 4, value > 0 ? "end" : "start", std::isinf(value) ? "no spread" : signed_number(value));
    }
    std::string out;
    if (difference.mean != 0) {
        const double scale = value / difference.mean;
        const double a = x(difference.low * scale), b = x(difference.high * scale);
        out += fmt::format("<path d=\"M{:.1f},{:.1f}H{:.1f}\" stroke=\"{}\" stroke-width=\"2\" stroke-opacity=\".6\"/>", std::min(a, b), y, std::max(a, b), colour);
    }
    return out + fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\" stroke=\"#fff\"/>", x(value), y, colour);
}

}  // namespace

std::string forest_chart(const std::vector<OutcomeRow>& rows, const std::vector<std::string>& scenarios)
{
    const std::size_t others = scenarios.size() - 1;
    const double row_height = 12 + 9 * static_cast<double>(others);
    const double floor = top + row_height * static_cast<double>(rows.size());
    const Axis x{edge_of(rows)};
    std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1:.0f}\" width=\"{0}\" height=\"{1:.0f}\" role=\"img\" "
                                  "aria-label=\"Largest changes in standard deviations\" font-family=\"sans-serif\" font-size=\"12\">", width, floor + 28);
    double at = label_width;
    for (std::size_t s = 1; s <= others; ++s) {
        out += fmt::format("<circle cx=\"{:.0f}\" cy=\"12\" r=\"4\" fill=\"{}\"/><text x=\"{:.0f}\" y=\"16\" fill=\"#222\">{}</text>", at + 4, scenario_colour(s), at + 14,
                           html(scenarios[s]));
        at += 40 + 7 * static_cast<double>(scenarios[s].size());
    }
    const double step = x.edge > 2 ? 1 : 0.5;
    for (double tick = -std::floor(x.edge / step) * step; tick <= x.edge + 1e-9; tick += step)
        out += fmt::format("<path d=\"M{0:.1f},{1}V{2:.1f}\" stroke=\"{3}\"/><text x=\"{0:.1f}\" y=\"{4:.1f}\" text-anchor=\"middle\" fill=\"#333\">{5}</text>", x(tick), top - 6,
                           floor, std::abs(tick) < 1e-9 ? "#999" : "#e8e8e8", floor + 18, std::abs(tick) < 1e-9 ? "0" : (tick > 0 ? "+" : "") + tick_text(tick));
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const double y = top + row_height * (static_cast<double>(n) + 0.5);
        out += label(rows[n].metric.title, y);
        for (std::size_t s = 0; s < others; ++s)
            out += mark(rows[n].differences[s], s + 1, y + 9 * (static_cast<double>(s) - (static_cast<double>(others) - 1) / 2), x);
    }
    return out + "</svg>";
}

}  // namespace comity::analysis
