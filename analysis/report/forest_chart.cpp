#include "analysis/report/forest_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/svg_chart.hpp"

namespace comity::analysis {
namespace {

constexpr double most = 5;

struct Measures {
    const char* name;  // as the page's style calls it
    double width, left, right, top, label_height;
    std::size_t letters;  // that fit a name's line
};
constexpr Measures wide{"wide", 960, 376, 24, 16, 0, 60};
constexpr Measures narrow{"narrow", 380, 24, 24, 16, 18, 60};

double edge_of(const std::vector<OutcomeRow>& rows)
{
    double edge = 0.5;
    for (const auto& row : rows) edge = std::max(edge, largest_change(row));
    return std::min(most, std::ceil(edge * 2) / 2);
}

// A text of at most so many bytes, cut where it is longer.
std::string shortened(const std::string& text, std::size_t letters)
{
    if (text.size() <= letters) return text;
    std::size_t cut = letters - 1;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;  // not inside a UTF-8 character
    return text.substr(0, cut) + "…";
}

// The name as one line that fits its column; the whole name is the tooltip.
std::string label(const std::string& title, double y, const Measures& m)
{
    const bool above = m.label_height > 0;
    return fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"var(--text)\">{}<title>{}</title></text>", above ? 4 : m.left - 14, y + 4,
                       above ? "start" : "end", html(shortened(title, m.letters)), html(title));
}

bool has_marks(const std::vector<OutcomeRow>& rows, std::size_t other)
{
    return std::any_of(rows.begin(), rows.end(), [&](const OutcomeRow& row) { return row.differences[other - 1].pairs > 0; });
}

// A dot and a name for every scenario with marks, in lines that fit the width.
struct Legend {
    std::string text;
    double height = 0;
};

Legend legend(const std::vector<OutcomeRow>& rows, const std::vector<std::string>& scenarios, const Measures& m)
{
    constexpr double line = 18, letter = 7, gap = 40;
    Legend out{"", line};
    double at = m.left;
    for (std::size_t s = 1; s < scenarios.size(); ++s) {
        if (!has_marks(rows, s)) continue;
        const std::string name = shortened(scenarios[s], m.letters - 6);
        const double width = gap + letter * static_cast<double>(name.size());
        if (at > m.left && at + width > m.width) at = m.left, out.height += line;
        out.text += fmt::format("<circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"4\" fill=\"{}\"/><text x=\"{:.0f}\" y=\"{:.0f}\" fill=\"var(--text)\">{}<title>{}</title></text>", at + 4,
                                out.height - 6, scenario_colour(s), at + 14, out.height - 2, html(name), html(scenarios[s]));
        at += width;
    }
    return out;
}

struct Axis {
    double edge, from, to;
    double operator()(double value) const { return from + (std::clamp(value, -edge, edge) / edge + 1) / 2 * (to - from); }
};

std::string mark(const PairedDifference& difference, std::size_t scenario, double y, const Axis& x)
{
    if (std::isnan(difference.standardised)) return "";
    const std::string colour = scenario_colour(scenario);
    const double value = difference.standardised;
    if (std::abs(value) > x.edge) {
        const double at = x(value), inward = value > 0 ? -8 : 8;
        return fmt::format("<path d=\"M{0:.1f},{1:.1f}l{2},-4v8z\" fill=\"{3}\"/><text x=\"{4:.1f}\" y=\"{5:.1f}\" text-anchor=\"{6}\" fill=\"var(--quiet)\">{7}</text>", at, y, inward,
                           colour, at + 1.6 * inward, y + 4, value > 0 ? "end" : "start", std::isinf(value) ? "no spread" : signed_number(value));
    }
    std::string out;
    if (difference.mean != 0) {
        const double scale = value / difference.mean;
        const double a = x(difference.low * scale), b = x(difference.high * scale);
        out += fmt::format("<path d=\"M{:.1f},{:.1f}H{:.1f}\" stroke=\"{}\" stroke-width=\"2\" stroke-opacity=\".6\"/>", std::min(a, b), y, std::max(a, b), colour);
    }
    return out + fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\" stroke=\"var(--page)\"/>", x(value), y, colour);
}

}  // namespace

std::string forest_chart(const std::vector<OutcomeRow>& rows, const std::vector<std::string>& scenarios, ForestLayout layout)
{
    const Measures& m = layout == ForestLayout::wide ? wide : narrow;
    const std::size_t others = scenarios.size() - 1;
    const double marks_height = 12 + 9 * static_cast<double>(others), row_height = m.label_height + marks_height;
    const Legend key = legend(rows, scenarios, m);
    const double top = key.height + m.top;
    const double floor = top + row_height * static_cast<double>(rows.size());
    const Axis x{edge_of(rows), m.left, m.width - m.right};
    std::string out = fmt::format("<svg class=\"{2}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1:.0f}\" width=\"{0}\" height=\"{1:.0f}\" role=\"img\" "
                                  "aria-label=\"Largest changes in standard deviations\" font-family=\"sans-serif\" font-size=\"12\">", m.width, floor + 46, m.name);
    out += key.text;
    const double step = x.edge > 2 ? 1 : 0.5;
    for (double tick = -std::floor(x.edge / step) * step; tick <= x.edge + 1e-9; tick += step)
        out += fmt::format("<path d=\"M{0:.1f},{1}V{2:.1f}\" stroke=\"{3}\"/><text x=\"{0:.1f}\" y=\"{4:.1f}\" text-anchor=\"middle\" fill=\"var(--text)\">{5}</text>", x(tick), top - 6,
                           floor, std::abs(tick) < 1e-9 ? "var(--axis)" : "var(--grid)", floor + 18, std::abs(tick) < 1e-9 ? "0" : (tick > 0 ? "+" : "") + tick_text(tick));
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" fill=\"var(--text)\">difference, in standard deviations over runs</text>", x(0), floor + 38);
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const double start = top + row_height * static_cast<double>(n), y = start + m.label_height + marks_height / 2;
        out += label(rows[n].metric.title, m.label_height > 0 ? start + m.label_height / 2 : y, m);
        for (std::size_t s = 0; s < others; ++s)
            out += mark(rows[n].differences[s], s + 1, y + 9 * (static_cast<double>(s) - (static_cast<double>(others) - 1) / 2), x);
    }
    return out + "</svg>";
}

}  // namespace comity::analysis
