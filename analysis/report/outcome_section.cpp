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
#include "analysis/report/short_names.hpp"

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
    if (summary.runs == 1) return shown(summary.mean);
    return fmt::format("{} <span class=\"range\">({} to {})</span>", shown(summary.mean), shown(summary.low), shown(summary.high));
}

std::string difference_cell(const PairedDifference& difference)
{
    if (difference.pairs == 0) return "–";
    std::string interval;
    if (difference.pairs > 1)
        interval = fmt::format(" <span class=\"range\">({} to {})</span>", signed_number(difference.low), signed_number(difference.high));
    return fmt::format("<span class=\"difference\">{}{}</span><span class=\"words\">{}</span>", signed_number(difference.mean), interval,
                       in_words(difference));
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
    const std::string meaning = subject == html(row.metric.title) ? "<span class=\"sub\">" + html(row.metric.meaning) + "</span>" : "";
    return fmt::format("<li><strong>{}</strong>: {}{}; on average {}{} instead of {} (difference {}, 95 % interval {} to {}).{}</li>", subject,
                       in_words(difference), direction, shown(row.summaries[other].mean), unit_of(row.metric), shown(row.summaries[0].mean),
                       signed_number(difference.mean), signed_number(difference.low), signed_number(difference.high), meaning);
}

// What the reader must know before believing a difference between this scenario and the first.
std::string warnings(const ReportContent& content, std::size_t other)
{
    const Pairing& pairing = content.pairings[other];
    std::string out;
    if (!pairing.paired())
        out += fmt::format("<p class=\"warning\"><strong>Not compared run by run:</strong> this was run {}, so run <i>k</i> of the two had "
                           "different luck, and what is drawn once for all runs differs too. The table gives both means; how far they lie "
                           "apart may be chance. Run both with one seed and world.</p>",
                           html(joined(pairing.hindrances)));
    if (!pairing.cautions.empty())
        out += fmt::format("<p class=\"warning\"><strong>More than the scenario differs:</strong> this was run {}. Part of the differences "
                           "may come from that.</p>",
                           html(joined(pairing.cautions)));
    return out;
}

std::size_t most_pairs(const std::vector<OutcomeRow>& rows, std::size_t other)
{
    std::size_t most = 0;
    for (const auto& row : rows) most = std::max(most, row.differences[other - 1].pairs);
    return most;
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
    out += warnings(content, other);
    if (!content.pairings[other].paired()) return out + "</div>";
    const std::size_t pairs = most_pairs(main, other);
    if (pairs < 2)
        return out + "<p>Fewer than two pairs of runs cannot tell a difference from luck; the table gives what there is.</p></div>";
    if (clearest.empty()) return out + "<p>No main outcome differs both clearly and by more than a fifth of its own spread over runs.</p></div>";
    out += fmt::format("<p class=\"more\">{} of runs, largest changes for their spread first.</p><ul>", counted(static_cast<long long>(pairs), "pair", "pairs"));
    const auto norms = norm_metrics(content.results);
    for (std::size_t n = 0; n < std::min(sentences, clearest.size()); ++n) out += sentence(*clearest[n], other, norms);
    out += "</ul>";
    if (clearest.size() > sentences)
        out += fmt::format("<p class=\"more\">{} clearly; see the table.</p>",
                           counted(static_cast<long long>(clearest.size() - sentences), "more main outcome differs", "more main outcomes differ"));
    return out + "</div>";
}

HtmlTable empty_table(const ReportContent& content)
{
    std::vector<std::string> headings{"Outcome"};
    for (const auto& one : content.results) headings.push_back(html(one.manifest.title) + "<span class=\"sub\">mean (5 to 95 % of runs)</span>");
    for (std::size_t s = 1; s < content.results.size(); ++s)
        if (content.pairings[s].paired())
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
        for (std::size_t s = 1; s < content.results.size(); ++s)
            if (content.pairings[s].paired()) cells.push_back(difference_cell(row.differences[s - 1]));
        table.row(cells);
    }
    return "<div class=\"scroll\">" + table.text() + "</div>";
}

// The short names of the main outcomes, before a reader meets them.
std::string explained(const ReportContent& content, const std::vector<OutcomeRow>& main)
{
    std::vector<std::string> texts;
    for (const auto& row : main) texts.push_back(row.metric.title + " " + row.metric.meaning);
    const auto kinds = short_names(content.results, texts);
    if (kinds.empty()) return "";
    std::string out = "<dl class=\"short-names\">";
    for (const auto& [kind, names] : kinds) {
        out += "<div><dt>" + kind + "</dt><dd>";
        for (const auto& [name, meaning] : names) out += fmt::format("<span><b>{}</b> {}</span> ", html(name), html(meaning));
        out += "</dd></div>";
    }
    return out + "</dl>";
}

// Whether there is a difference with an interval to be drawn.
bool can_be_pictured(const ReportContent& content, const std::vector<OutcomeRow>& main)
{
    for (std::size_t s = 1; s < content.results.size(); ++s)
        if (most_pairs(main, s) > 1) return true;
    return false;
}

std::string pairing_note(const ReportContent& content)
{
    std::vector<std::string> paired;
    for (std::size_t s = 1; s < content.results.size(); ++s)
        if (content.pairings[s].paired()) paired.push_back(html(content.results[s].manifest.title));
    if (paired.empty()) return "";
    return fmt::format("<p>Run <i>k</i> of {} shares its random draws with run <i>k</i> of {}: same seed, same world. Ordered by the size of the difference in "
                       "standard deviations over runs.</p>", joined(paired), html(content.results[0].manifest.title));
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
    out += explained(content, main);
    if (several) {
        out += pairing_note(content);
        for (std::size_t s = 1; s < content.results.size(); ++s) out += in_sentences(content, main, s);
        if (can_be_pictured(content, main)) out += forest_figure(content, main);
    }
    out += outcome_table(content, main);
    if (main.size() < content.outcomes.size())
        out += fmt::format("<details><summary>All {} outcomes{}</summary>{}</details>", content.outcomes.size(), several ? ", largest changes first" : "",
                           outcome_table(content, content.outcomes));
    return out + "</section>\n";
}

}  // namespace comity::analysis
