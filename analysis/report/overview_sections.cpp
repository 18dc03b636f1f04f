// The parts of the page in words: title, how to read, provenance.
#include <fmt/format.h>

#include "analysis/report/html.hpp"
#include "analysis/report/sections.hpp"

namespace comity::analysis {
namespace {

std::string checksums(const RunResults& one)
{
    if (one.manifest.files.empty()) return "";
    HtmlTable table({"File", "Bytes", "SHA-256"});
    for (const auto& file : one.manifest.files) table.row({html(file.name), count(file.bytes), "<code class=\"hash\">" + html(file.sha256) + "</code>"});
    return "<div class=\"scroll\">" + table.text() + "</div>";
}

// The tables of the world by their checksum, so that a reader can hold them against others.
std::string world(const Manifest& manifest)
{
    return manifest.world_sha256.empty() ? "" : fmt::format(", tables of the world <code>{}</code>", html(manifest.world_sha256.substr(0, 12)));
}

// Which way is negative, in the words of the scenario.
std::string arena_table(const ReportContent& content)
{
    const auto& arenas = content.results.front().manifest.arenas;
    if (arenas.empty()) return "";
    HtmlTable table({"Arena", "◀ negative", "positive ▶"});
    for (const auto& arena : arenas) table.row({html(arena.title), html(arena.negative), html(arena.positive)});
    return "<div class=\"scroll\">" + table.text() + "</div>";
}

}  // namespace

std::string opening_section(const ReportContent& content)
{
    std::vector<std::string> titles;
    for (const auto& one : content.results) titles.push_back(html(one.manifest.title));
    const bool several = titles.size() > 1;
    return fmt::format(
        "<header><p class=\"kicker\">comity: how international norms spread, stall and fracture</p><h1>{}</h1>"
        "<p class=\"purpose\"><strong>What this is.</strong> A simulation report for theoretical exploration and what-if comparison under deep "
        "uncertainty. It is <strong>not a point prediction</strong>: it shows what follows if the model's rules and each scenario's assumptions hold, "
        "and how far chance alone spreads the results. {} The program describes positions and behaviour; it takes no side.</p></header>\n",
        joined(titles),
        several ? "Differences between scenarios carry more weight than the level of any one of them."
                : "Comparing scenarios tells more than the level of any one of them.");
}

std::string reading_section(const ReportContent& content)
{
    const bool several = content.results.size() > 1;
    std::string out =
        "<section id=\"reading\"><h2>How to read this report</h2><dl class=\"reading\">"
        "<dt>Runs and bands</dt><dd>A scenario is played many times with different luck. In half of the runs a value lies inside the dark band, in nine of "
        "ten inside the light band; the line is the median. A band is what chance does within the model from the start on. It is not the whole uncertainty: "
        "the rules and parameters of the model may be wrong, and some luck is drawn once a seed for all runs: at what pressure each country adopts "
        "a sub-norm, what it had adopted at the start, and who sits in bodies whose first members no record gives. Another seed shows how much that matters.</dd>"
        "<dt>Positions</dt><dd>Every country has a position in every arena, on an axis estimated from recorded votes: one unit is about one standard deviation "
        "among countries. Negative and positive are directions, not marks. The map shows the mean over runs; the pointer or the keyboard shows mean ± standard "
        "deviation over runs.</dd>"
        "<dt>Status quo</dt><dd>Each sub-norm has a status quo on the same axis: the reading that decisions of the bodies have so far settled on.</dd>"
        "<dt>Names in capitals</dt><dd>Leaders, bodies, arenas and sub-norms go by short names, which stand explained before the outcomes. Three letters, such "
        "as CHN, stand for a country (ISO 3166).</dd>"
        "<dt>Mean and 5–95 %</dt><dd>Tables give the mean over runs and, in brackets, the range that holds nine runs of ten.</dd>";
    if (several)
        out +=
            "<dt>Paired runs</dt><dd>Run 17 of one scenario is compared with run 17 of the other: same seed, same random draws. “Higher in 97 % of paired "
            "runs” says how sure the direction is; the difference with its 95 % interval says how large it is on average; the interval shrinks as more runs "
            "are made, the share does not.</dd>"
            "<dt>In standard deviations</dt><dd>A difference of 1 is as large as the typical distance of a run from the mean of its own scenario. Below about "
            "0.2 it drowns in luck in any single course of events, however sure its direction.</dd>";
    return out + "</dl>" + arena_table(content) + "</section>\n";
}

std::string provenance_section(const ReportContent& content)
{
    std::string out = "<section id=\"provenance\"><h2>Where the numbers come from</h2><p>The same program version, scenario file and seed give the same "
                      "results again. Each folder below also holds the results as CSV and NetCDF.</p>";
    for (const auto& one : content.results) {
        const Manifest& m = one.manifest;
        out += fmt::format("<h3>{}</h3><p>Scenario <code>{}</code>, seed {}{}, {} {} (commit <code>{}</code>), folder <code>{}</code>, {} to {}.</p>", html(m.title),
                           html(m.scenario), html(m.seed), world(m), html(m.program), html(m.version), html(m.commit.empty() ? "unknown" : m.commit),
                           html(one.folder.lexically_normal().filename().empty() ? one.folder.string() : one.folder.filename().string()), html(m.started),
                           html(m.ended));
        if (!one.scenario_text.empty())
            out += "<details><summary>Scenario file, all values filled in</summary><pre>" + html(one.scenario_text) + "</pre></details>";
        const std::string files = checksums(one);
        if (!files.empty()) out += "<details><summary>Files and checksums</summary>" + files + "</details>";
    }
    return out + "</section>\n";
}

}  // namespace comity::analysis
