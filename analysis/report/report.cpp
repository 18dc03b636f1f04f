#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include <map>

#include "analysis/report/html.hpp"
#include "analysis/report/norm_metrics.hpp"
#include "analysis/report/report_data.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/report/web_bundle.hpp"
#include "analysis/run_folder/manifest.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {
namespace {

namespace fs = std::filesystem;

// No request can leave the page, whatever the text of a scenario says.
constexpr std::string_view policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

void tell_apart(std::vector<RunResults>& results)
{
    std::map<std::string, int> uses;
    for (const auto& one : results) ++uses[one.manifest.title];
    for (auto& one : results)
        if (uses[one.manifest.title] > 1) one.manifest.title += fmt::format(" ({})", one.folder.lexically_normal().filename().string());
}

std::vector<Pairing> pairings(const std::vector<RunResults>& results)
{
    std::vector<Pairing> out;
    for (const auto& one : results) out.push_back(pairing_of(results.front().manifest, one.manifest));
    return out;
}

std::string contents(const ReportContent& content)
{
    std::string out = "<nav aria-label=\"Contents\"><ul><li><a href=\"#scenarios\">Scenarios</a></li>";
    const auto link = [&](const char* id, const char* words) { out += fmt::format("<li><a href=\"#{}\">{}</a></li>", id, words); };
    if (!content.outcomes.empty()) link("outcomes", content.results.size() > 1 ? "What changes" : "Outcomes");
    if (has_fragmentation(content.results)) link("fragmentation", "Fragmentation");
    if (!fan_metrics(content.results).empty()) link("over-time", "Over time");
    if (!content.positions.empty()) link("positions", "Positions");
    if (!norm_metrics(content.results).empty() || !stage_metrics(content.results).empty()) link("norms", "Norms");
    link("reading", "How to read");
    link("provenance", "Sources");
    return out + "</ul></nav>\n";
}

std::string software()
{
    if (page_script().empty())
        return "<footer><p class=\"note\">This page was written by a program built without the interactive part: its figures are still pictures, its tables are whole.</p></footer>";
    return "<noscript><p class=\"note\">Scripts are switched off: the figures are still pictures, the tables are whole.</p></noscript>"
           "<footer><details><summary>Software in this page and its licences</summary><pre>" +
           html(third_party_notices()) + "</pre></details></footer>";
}

}  // namespace

std::string report_page(const std::vector<RunResults>& results)
{
    const ReportContent content{results, join_positions(results), compare_outcomes(results), pairings(results)};
    std::string title = "comity:";
    for (const auto& one : results) title += (&one == &results.front() ? " " : ", ") + one.manifest.title;

    std::string page = fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                   "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
                                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                   "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n", policy, html(title), page_style());
    page += opening_section(content) + contents(content) + scenario_section(content) + outcome_section(content) + fragmentation_section(content) + fan_section(content) +
            position_section(content) + norm_section(content) + reading_section(content) + provenance_section(content) + software() + "</main>\n";
    if (!page_script().empty()) {
        page += "<script type=\"application/json\" id=\"comity-data\">" + report_data(results, content.positions) + "</script>\n<script>";
        page += page_script();
        page += "</script>\n";
    }
    return page + "</body>\n</html>\n";
}

void write_report(const std::vector<fs::path>& run_folders, const fs::path& out)
{
    if (run_folders.empty()) throw ReportError("error: a report needs at least one run folder");
    std::vector<RunResults> results;
    for (const auto& folder : run_folders) results.push_back(read_run_results(folder));
    tell_apart(results);
    sim::write_atomically(out, report_page(results));
    list_in_manifest(out);
}

}  // namespace comity::analysis
