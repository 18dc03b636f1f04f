// What changes between scenarios: sentences first, then the largest changes as a picture, then every outcome in a table.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/report/forest_chart.hpp"
#include "analysis/report/headline.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/norm_metrics.hpp"
#include "analysis/report/sections.hpp"

namespace comity::analysis {
namespace {

constexpr std::size_t sentences = 6, pictured = 20;
constexpr double noticeable = 0.2;  // standard deviations; Cohen (1988) calls this a small effect
constexpr double clear = 0.9;       // share of pairs that point one way

// Pure numbers, shares and positions speak for themselves.
std::string unit_of(const Metric& metric)
{
    for (const char* silent : {"", "1", "share", "position", "stage"})
        if (metric.unit == silent) return "";
    return " " + html(metric.unit);
}

// The outcomes a reader meets first, each metric by that of its summaries that changes most; all where none is a headline.
std::vector<OutcomeRow> headlines(const ReportContent& content)
{
    std::vector<OutcomeRow> rows;
    std::set<std::string> met;
    for (const auto& row : content.outcomes)
        if (is_headline_outcome(row.metric.name) && met.insert(stem_of(row.metric.name)).second) rows.push_back(row);
    return rows.empty() ? content.outcomes : rows;
}

std::string mean_and_range(const OutcomeSummary& summary)
{
    if (summary.runs == 0) return "–";
    return fmt::format("{} <span class=\"range\">({} to {})</span>", shown(summary.mean), shown(summary.low), shown(summary.high));
}

std::string difference_cell(const PairedDifference& difference)
{
    if (difference.pairs == 0) return "–";
    return fmt::format("<span class=\"difference\">{} <span class=\"range\">({} to {})</span></span><span class=\"words\">{}</span>",
                       signed_number(difference.mean), signed_number(difference.low), signed_number(difference.high), in_words(difference));
}

bool worth_a_sentence(const PairedDifference& difference)
{
    return std::abs(difference.standardised) >= noticeable && std::max(difference.share_higher, difference.share_lower) >= clear;
}

// What a status quo is about, and which reading it moves towards; other outcomes go by their title.
std::pair<std::string, std::string> subject_and_direction(const OutcomeRow& row, const PairedDifference& difference, const std::vector<NormMetric>& norms)
{
    for (const auto& norm : norms)
        if (norm.metric == stem_of(row.metric.name)) {
            const std::string& reading = difference.mean < 0 ? norm.arena.negative : norm.arena.positive;
            return {"Status quo of " + html(norm.title), reading.empty() ? "" : ", towards: " + html(reading)};
        }
    return {html(row.metric.title), ""};
}

std::string sentence(const OutcomeRow& row, std::size_t other, const std::vector<NormMetric>& norms)
{
    const auto& difference = row.differences[other - 1];
    const auto [subject, direction] = subject_and_direction(row, difference, norms);
    return fmt::format("<li><strong>{}</strong>: {}{}; on average {}{} instead of {} (difference {}, 95 % interval {} to {}).</li>", subject,
                       in_words(difference), direction, shown(row.summaries[other].mean), unit_of(row.metric), shown(row.summaries[0].mean),
                       signed_number(difference.mean), signed_number(difference.low), signed_number(difference.high));
}

// The clearest changes of one scenario, in its own order.
std::string in_sentences(const ReportContent& content, const std::vector<OutcomeRow>& main, std::size_t other)
{
    std::vector<const OutcomeRow*> clearest;
    for (const auto& row : main)
        if (worth_a_sentence(row.differences[other - 1])) clearest.push_back(&row);
    std::stable_sort(clearest.begin(), clearest.end(), [&](const OutcomeRow* a, const OutcomeRow* b) {
        return std::abs(a->differences[other - 1].standardised) > std::abs(b->differences[other - 1].standardised);
    });
    std::string out = fmt::format("<div class=\"changes\"><h3>{} <span class=\"against\">compared with {}</span></h3>",
                                  html(content.results[other].manifest.title), html(content.results[0].manifest.title));
    if (clearest.empty()) return out + "<p>No main outcome differs both clearly and by more than a fifth of its own spread over runs.</p></div>";
    out += "<ul>";
    const auto norms = norm_metrics(content.results);
    for (std::size_t n = 0; n < std::min(sentences, clearest.size()); ++n) out += sentence(*clearest[n], other, norms);
    out += "</ul>";
    if (clearest.size() > sentences) out += fmt::format("<p class=\"more\">{} more main outcomes differ clearly; see the table.</p>", clearest.size() - sentences);
    return out + "</div>";
}

HtmlTable empty_table(const ReportContent& content)
{
    std::vector<std::string> headings{"Outcome"};
    for (const auto& one : content.results) headings.push_back(html(one.manifest.title) + "<span class=\"sub\">mean (5 to 95 % of runs)</span>");
    for (std::size_t s = 1; s < content.results.size(); ++s)
        headings.push_back(html(content.results[s].manifest.title) + " − " + html(content.results[0].manifest.title) +
                           "<span class=\"sub\">mean difference (95 % interval)</span>");
    return HtmlTable(headings);
}

std::string outcome_table(const ReportContent& content, const std::vector<OutcomeRow>& rows)
{
    HtmlTable table = empty_table(content);
    for (const OutcomeRow& row : rows) {
        const std::string unit = unit_of(row.metric);
        std::vector<std::string> cells{html(row.metric.title) + (unit.empty() ? "" : " <span class=\"unit\">(" + unit.substr(1) + ")</span>") +
                                       "<span class=\"sub\">" + html(row.metric.meaning) + "</span>"};
        for (const auto& summary : row.summaries) cells.push_back(mean_and_range(summary));
        for (const auto& difference : row.differences) cells.push_back(difference_cell(difference));
        table.row(cells);
    }
    return "<div class=\"scroll\">" + table.text() + "</div>";
}

bool same_seed(const ReportContent& content)
{
    return std::all_of(content.results.begin(), content.results.end(),
                       [&](const RunResults& one) { return one.manifest.seed == content.results.front().manifest.seed; });
}

std::string pairing_note(const ReportContent& content)
{
    if (same_seed(content))
        return "<p>Scenarios were run with one seed, so run <i>k</i> of each shares its random draws with run <i>k</i> of the others. Ordered by the size of the "
               "difference in standard deviations over runs.</p>";
    return "<p class=\"warning\"><strong>The scenarios were run with different seeds.</strong> Paired runs share no random draws here, and what is drawn once a seed "
           "for all runs differs too, so a difference may be that of the seeds. Run the scenarios again with one seed.</p>";
}

std::string forest_figure(const ReportContent& content, const std::vector<OutcomeRow>& main)
{
    const auto shown_rows = static_cast<std::ptrdiff_t>(std::min(pictured, main.size()));
    std::vector<std::string> names;
    for (const auto& one : content.results) names.push_back(one.manifest.title);
    const std::vector<OutcomeRow> largest(main.begin(), main.begin() + shown_rows);
    return fmt::format("<figure id=\"figure-changes\" data-figure=\"still\"><figcaption><b>Largest changes.</b> Mean paired difference from {}, in standard deviations "
                       "over runs; bars are 95 % intervals of the mean. Main outcomes in order of their largest change.</figcaption><div class=\"controls\"></div>"
                       "<div class=\"plot\">{}{}</div></figure>",
                       html(names.front()), forest_chart(largest, names, ForestLayout::wide), forest_chart(largest, names, ForestLayout::narrow));
}

}  // namespace

std::string outcome_section(const ReportContent& content)
{
    if (content.outcomes.empty()) return "";
    const bool several = content.results.size() > 1;
    const auto main = headlines(content);
    std::string out = fmt::format("<section id=\"outcomes\"><h2>{}</h2>", several ? "What changes between the scenarios" : "Outcomes");
    if (several) {
        out += pairing_note(content);
        for (std::size_t s = 1; s < content.results.size(); ++s) out += in_sentences(content, main, s);
        out += forest_figure(content, main);
    }
    out += outcome_table(content, main);
    if (main.size() < content.outcomes.size())
        out += fmt::format("<details><summary>All {} outcomes{}</summary>{}</details>", content.outcomes.size(), several ? ", largest changes first" : "",
                           outcome_table(content, content.outcomes));
    return out + "</section>\n";
}

}  // namespace comity::analysis
