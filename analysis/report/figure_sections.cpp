// The parts of the page that are figures. Each comes with a still picture and a table, so that it stands without a script.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/report/fan_chart.hpp"
#include "analysis/report/headline.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/norm_metrics.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/report/svg_chart.hpp"

namespace comity::analysis {
namespace {

constexpr std::size_t still_fans = 24;

double decimal_year(const std::string& time)
{
    return time.size() < 7 ? 0 : std::stod(time.substr(0, 4)) + (std::stod(time.substr(5, 2)) - 1) / 12;
}

std::string figure(const std::string& id, const std::string& caption, const std::string& still, const std::string& rows, const std::string& note)
{
    return fmt::format("<figure id=\"figure-{0}\" data-figure=\"{0}\"><figcaption>{1}</figcaption><div class=\"controls\"></div><div class=\"plot\">{2}</div>{3}"
                       "<details class=\"table\"><summary>The figure as a table</summary><div class=\"rows scroll\">{4}</div></details></figure>",
                       id, caption, still, note, rows);
}

std::string key(const std::vector<RunResults>& results)
{
    std::string out = "<div class=\"key\">";
    for (std::size_t s = 0; s < results.size(); ++s)
        out += fmt::format("<span class=\"key-entry\"><svg width=\"34\" height=\"14\" aria-hidden=\"true\"><path d=\"M0,7H34\" stroke=\"{}\" stroke-width=\"2\" "
                           "stroke-dasharray=\"{}\"/></svg>{}</span>", scenario_colour(s), scenario_dash(s), html(results[s].manifest.title));
    return out + "</div>";
}

std::string still_fan(const Metric& metric, const std::vector<RunResults>& results)
{
    const auto fans = fans_of(results, metric.name);
    std::vector<FanSeries> series;
    for (std::size_t s = 0; s < results.size(); ++s) {
        FanSeries line{results[s].manifest.title, {}, fans[s]};
        for (const auto& time : results[s].times) line.years.push_back(decimal_year(time));
        series.push_back(std::move(line));
    }
    const ValueRange range = value_range(metric, fans);
    const std::string note = range.note.empty() ? "" : "<p class=\"same\">" + range.note + "</p>";
    return fmt::format("<div class=\"panel\"><h4>{}</h4><p class=\"meaning\">{}</p>{}{}</div>", html(metric.title), html(metric.meaning), note,
                       fan_chart(metric, series, range));
}

// First and last round of every metric; the page's script gives every year of the chosen group.
std::string fan_rows(const std::vector<RunResults>& results)
{
    HtmlTable table({"Metric", "Scenario", "Round", "5 %", "25 %", "median", "75 %", "95 %"});
    for (const auto& metric : fan_metrics(results))
        for (const auto& one : results) {
            const auto found = one.fans.find(metric.name);
            if (found == one.fans.end() || one.times.empty()) continue;
            const Fan& fan = found->second;
            for (const std::size_t t : {std::size_t{0}, one.times.size() - 1})
                table.row({html(metric.title), html(one.manifest.title), html(one.times[t].substr(0, 7)), shown(fan.q05[t]), shown(fan.q25[t]), shown(fan.q50[t]),
                           shown(fan.q75[t]), shown(fan.q95[t])});
        }
    return table.text();
}

std::string position_rows(const ReportContent& content)
{
    const JointPositions& p = content.positions;
    std::vector<std::size_t> order(p.countries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return p.countries[a].name < p.countries[b].name; });
    std::vector<std::string> headings{"Country", "Code"};
    for (const auto& one : content.results)
        for (const auto& arena : p.arenas) headings.push_back(html(arena.title) + "<span class=\"sub\">" + html(one.manifest.title) + "</span>");
    HtmlTable table(headings);
    for (const std::size_t c : order) {
        std::vector<std::string> cells{html(p.countries[c].name), html(p.countries[c].code)};
        for (std::size_t s = 0; s < p.mean.size(); ++s)
            for (std::size_t a = 0; a < p.arenas.size(); ++a)
                cells.push_back(fmt::format("{} ± {}", signed_number(p.mean[s].back()[p.index(a, c)]), shown(p.sd[s].back()[p.index(a, c)])));
        table.row(cells);
    }
    return table.text();
}

std::string still_positions(const ReportContent& content)
{
    const JointPositions& p = content.positions;
    std::string out;
    for (std::size_t s = 0; s < p.mean.size(); ++s) {
        const auto& last = p.mean[s].back();
        const std::vector<double> values(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(p.countries.size()));  // the first arena
        out += fmt::format("<h4>{}, {}: {}</h4>", html(p.arenas.front().title), html(p.frames.back()), html(content.results[s].manifest.title));
        out += p.on_earth() ? dot_map(p.countries, values, p.top(), p.arenas.front()) : strip_plot(p.countries, values, p.top(), p.arenas.front());
    }
    return out;
}

// First and last round of metrics that belong to norms.
std::string start_and_end(const ReportContent& content, const std::vector<NormMetric>& norms, const std::string& heading, std::string (*text)(double))
{
    HtmlTable table({heading, "Scenario", "start", "end (median)", "end 5 %", "end 95 %"});
    for (const auto& norm : norms)
        for (const auto& one : content.results) {
            const auto found = one.fans.find(norm.metric);
            if (found == one.fans.end() || one.times.empty()) continue;
            const Fan& fan = found->second;
            table.row({html(norm.title), html(one.manifest.title), text(fan.q50.front()), text(fan.q50.back()), text(fan.q05.back()), text(fan.q95.back())});
        }
    return table.text();
}

}  // namespace

std::string fan_section(const ReportContent& content)
{
    auto metrics = fan_metrics(content.results);
    if (metrics.empty()) return "";
    std::stable_partition(metrics.begin(), metrics.end(), [](const Metric& metric) { return is_headline(metric.name); });
    std::string still = key(content.results) + "<div class=\"panels\">";
    for (std::size_t n = 0; n < std::min(still_fans, metrics.size()); ++n) still += still_fan(metrics[n], content.results);
    still += "</div>";
    if (metrics.size() > still_fans) still += fmt::format("<p>{} in the table.</p>", counted(static_cast<long long>(metrics.size() - still_fans), "more metric is", "more metrics are"));
    return "<section id=\"over-time\"><h2>How the main quantities develop</h2>" +
           figure("fans", "<b>Metrics over time.</b> Line: median of the runs. Dark band: half of the runs. Light band: nine runs of ten. A measure of one round alone is a dot with a thick and a thin bar instead.", still,
                  fan_rows(content.results), "") +
           "</section>\n";
}

std::string position_section(const ReportContent& content)
{
    const JointPositions& p = content.positions;
    if (p.empty()) return "";
    const bool map = p.on_earth();
    std::string note;
    if (map)
        note = "<p class=\"note\">Borders are drawn without prejudice: the outlines (Natural Earth, 1:110 million) imply no opinion on the status of any territory. Grey areas are not "
               "countries of this world. Circles stand for countries too small for the outlines; neighbouring circles are moved apart.</p>";
    if (p.countries.size() < p.countries_in_world)
        note += fmt::format("<p class=\"note\">Shown are {} of the {} countries of this world, taken at even distances from its list.</p>",
                            count(static_cast<long long>(p.countries.size())), count(static_cast<long long>(p.countries_in_world)));
    return "<section id=\"positions\"><h2>Where countries stand</h2>" +
           figure("positions",
                  fmt::format("<b>Positions {}.</b> Mean over runs at the end of each {}.", map ? "on the world map" : "along the axis",
                              p.frames.front().size() > 4 ? "round" : "year"),
                  still_positions(content), position_rows(content), note) +
           "</section>\n";
}

std::string norm_section(const ReportContent& content)
{
    const auto norms = norm_metrics(content.results);
    const auto stages = stage_metrics(content.results);
    if (norms.empty() && stages.empty()) return "";
    std::string out = "<section id=\"norms\"><h2>What becomes of the norms</h2>";
    // Without a script the tables themselves are the figures: six numbers a row need no picture.
    if (!norms.empty()) {
        const std::string rows = start_and_end(content, norms, "Sub-norm", signed_number);
        out += figure("norms",
                      "<b>Status quo of each sub-norm.</b> Open circle: at the start. Filled circle: median of the runs at the end; thick and thin bars hold half and "
                      "nine in ten of the runs.",
                      "<div class=\"scroll\">" + rows + "</div>", rows, "");
    }
    if (!stages.empty()) {
        const std::string rows = start_and_end(content, stages, "Reading", shown);
        out += figure("stages",
                      "<b>How far each reading has come.</b> From 0 emergent, 1 contested, 2 tipped and 3 institutionalised to 4 internalised: open circle at the start, "
                      "filled circle the median of the runs at the end, bars as above.",
                      "<div class=\"scroll\">" + rows + "</div>", rows, "");
    }
    return out + "</section>\n";
}

}  // namespace comity::analysis
