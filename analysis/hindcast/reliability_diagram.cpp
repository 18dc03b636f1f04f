// Drawn as a picture of its own, in the colours of the report.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/hindcast/reliability.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/svg_chart.hpp"

namespace comity::analysis {
namespace {

constexpr double panel = 330, side = 250, left = 52, top = 34, key_height = 30;
constexpr long fewest_votes = 50;  // a bin of fewer is not drawn: its interval spans the panel

std::string text(double x, double y, const char* anchor, std::string_view words, const char* look = "")
{
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"var(--text)\"{}>{}</text>\n", x, y, anchor, look, html(words));
}

/// Colour and form of a choice's marks.
std::string colour(Choice choice) { return scenario_colour(static_cast<std::size_t>(choice)); }
std::string mark(Choice choice, double x, double y)
{
    if (choice == Choice::no) return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"7\" height=\"7\"/>", x - 3.5, y - 3.5);
    if (choice == Choice::abstain) return fmt::format("<path d=\"M{:.1f},{:.1f}l4.5,8h-9z\"/>", x, y - 5);
    return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>", x, y);
}

std::string axes(const Scale& x, const Scale& y)
{
    std::string out;
    for (const double at : ticks(0, 1, 5)) {
        out += fmt::format("<path d=\"M{:.1f},{:.1f}H{:.1f}\" stroke=\"var(--grid)\"/>", x(0), y(at), x(1)) + text(x(0) - 6, y(at) + 4, "end", tick_text(at));
        out += fmt::format("<path d=\"M{:.1f},{:.1f}v4\" stroke=\"var(--axis)\"/>", x(at), y(0)) + text(x(at), y(0) + 16, "middle", tick_text(at));
    }
    out += fmt::format("<path d=\"M{0:.1f},{1:.1f}L{2:.1f},{3:.1f}\" stroke=\"var(--text)\" stroke-dasharray=\"4 3\"/>", x(0), y(0), x(1), y(1));
    return out + text(x(0.5), y(0) + 32, "middle", "chance foretold") + text(x(0) - 44, y(1) - 8, "start", "share that came");
}

std::string points(const std::vector<ReliabilityBin>& bins, const Scale& x, const Scale& y)
{
    std::string out;
    for (const Choice choice : {Choice::no, Choice::abstain, Choice::yes}) {
        std::vector<double> px, py;
        std::string marks;
        for (const ReliabilityBin& bin : bins) {
            if (bin.choice != choice || bin.votes < fewest_votes) continue;
            px.push_back(bin.chance);
            py.push_back(bin.share.value);
            marks += fmt::format("<path d=\"M{:.1f},{:.1f}V{:.1f}\" stroke=\"{}\"/>", x(bin.chance), y(bin.share.low), y(bin.share.high), colour(choice));
            marks += mark(choice, x(bin.chance), y(bin.share.value));
        }
        out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-opacity=\".5\"/><g fill=\"{}\">{}</g>\n", path_through(px, py, x, y), colour(choice),
                           colour(choice), marks);
    }
    return out;
}

std::string key(double width)
{
    std::string out;
    double at = left;
    const std::pair<Choice, const char*> entries[] = {{Choice::no, "no"}, {Choice::abstain, "abstention"}, {Choice::yes, "yes"}};
    for (const auto& [choice, name] : entries) {
        out += fmt::format("<g fill=\"{}\">{}</g>", colour(choice), mark(choice, at, 14)) + text(at + 10, 18, "start", name);
        at += 100;
    }
    return out + text(width - 14, 18, "end", "bars: 95 % over roll calls");
}

}  // namespace

std::string reliability_diagram(const std::vector<Reliability>& all, const std::string& model)
{
    std::vector<const Reliability*> shown;
    for (const Reliability& each : all)
        if (each.model == model) shown.push_back(&each);
    const auto columns = std::min<std::size_t>(2, std::max<std::size_t>(1, shown.size()));
    const auto rows = (shown.size() + columns - 1) / columns;
    const double width = panel * static_cast<double>(columns), height = key_height + panel * static_cast<double>(rows);
    std::string out = open_picture(width, height, fmt::format("Reliability of the chances that {} gives", model));
    out += "\n<style>" + palette() + "</style>\n" + fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"var(--page)\"/>\n", width, height) + key(width);
    for (std::size_t n = 0; n < shown.size(); ++n) {
        const double dx = panel * static_cast<double>(n % columns), dy = key_height + panel * static_cast<double>(n / columns);
        const Scale x{0, 1, dx + left, dx + left + side}, y{0, 1, dy + top + side, dy + top};
        out += text(dx + left + side, dy + top - 8, "end", fmt::format("{}, {}", word(shown[n]->mode), word(shown[n]->window)), " font-weight=\"bold\"");
        out += axes(x, y) + points(shown[n]->bins, x, y);
    }
    return out + "</svg>\n";
}

}  // namespace comity::analysis
