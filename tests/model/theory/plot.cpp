#include "tests/model/theory/plot.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/report/html.hpp"
#include "analysis/report/svg_chart.hpp"

namespace comity::tests {
namespace {

using analysis::Scale;

constexpr double width = 460, plot_height = 240, left = 50, right = 14, top = 46, bottom = 40, legend_line = 16;

std::string text(double x, double y, const char* anchor, const std::string& words, const char* look = "")
{
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"var(--text)\"{}>{}</text>\n", x, y, anchor, look, analysis::html(words));
}

std::string axes(const Plot& plot, const Scale& x, const Scale& y)
{
    std::string out;
    for (const double at : analysis::ticks(plot.y.from, plot.y.to, 5))
        out += fmt::format("<path d=\"M{},{:.1f}H{}\" stroke=\"var(--grid)\"/>", left, y(at), width - right) +
               text(left - 6, y(at) + 4, "end", analysis::tick_text(std::abs(at) < 1e-12 ? 0 : at));
    for (const double at : analysis::ticks(plot.x.from, plot.x.to, 6))
        out += fmt::format("<path d=\"M{:.1f},{}v4\" stroke=\"var(--axis)\"/>", x(at), plot_height - bottom) +
               text(x(at), plot_height - bottom + 16, "middle", analysis::tick_text(std::abs(at) < 1e-12 ? 0 : at));
    out += fmt::format("<path d=\"M{},{}H{}\" stroke=\"var(--axis)\"/>\n", left, plot_height - bottom, width - right);
    return out + text(left - 40, top - 12, "start", plot.y.words) + text((left + width - right) / 2, plot_height - 6, "middle", plot.x.words);
}

/// Theory is drawn in the colour of text, over the code.
std::string colour(const Curve& curve, std::size_t k) { return curve.theory_of >= 0 ? "var(--text)" : analysis::scenario_colour(k); }

std::string marks(const Curve& curve, std::size_t k, const std::vector<double>& px, const std::vector<double>& py, const Scale& x, const Scale& y)
{
    const bool theory = curve.theory_of >= 0;
    if (curve.mark == Mark::line)
        return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-dasharray=\"{}\"/>\n",
                           analysis::path_through(px, py, x, y), colour(curve, k), theory ? 1 : 2, theory ? "4 3" : analysis::scenario_dash(k));
    const bool ring = curve.mark == Mark::rings;
    std::string out = fmt::format("<g fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\">", ring ? "none" : colour(curve, k), ring ? colour(curve, k) : "none", 1.5);
    for (std::size_t n = 0; n < px.size(); ++n) out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>", x(px[n]), y(py[n]), ring ? 5 : 2);
    return out + "</g>\n";
}

/// A sample of the curve's mark, and its name.
std::string legend(const Curve& curve, std::size_t k, double y)
{
    const Scale as_it_is{0, 1, 0, 1};
    const std::vector<double> px = curve.mark == Mark::line ? std::vector<double>{left, left + 26} : std::vector<double>{left + 13};
    return marks(curve, k, px, std::vector<double>(px.size(), y), as_it_is, as_it_is) + text(left + 34, y + 4, "start", curve.name);
}

}  // namespace

std::string svg(const Plot& plot)
{
    const auto named = std::count_if(plot.curves.begin(), plot.curves.end(), [](const Curve& curve) { return !curve.name.empty(); });
    const double height = plot_height + 8 + legend_line * static_cast<double>(named);
    const Scale x{plot.x.from, plot.x.to, left, width - right}, y{plot.y.from, plot.y.to, plot_height - bottom, top};
    std::string out = analysis::open_picture(width, height, plot.title) + "\n<style>" + analysis::palette() + "</style>\n";
    out += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"var(--page)\"/>\n", width, height);
    out += text(left - 40, 16, "start", plot.title, " font-weight=\"bold\"") + axes(plot, x, y);
    for (std::size_t k = 0; k < plot.curves.size(); ++k) out += marks(plot.curves[k], k, plot.curves[k].x, plot.curves[k].y, x, y);
    double line = plot_height + 8;
    for (std::size_t k = 0; k < plot.curves.size(); ++k) {
        if (plot.curves[k].name.empty()) continue;  // more of the curve before it
        out += legend(plot.curves[k], k, line);
        line += legend_line;
    }
    return out + "</svg>\n";
}

}  // namespace comity::tests
