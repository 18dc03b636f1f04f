// A card for every scenario: what it is, what is different in it, and how it was run.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/html.hpp"
#include "analysis/report/scenario_changes.hpp"
#include "analysis/report/sections.hpp"

namespace comity::analysis {
namespace {

std::string failures(const Manifest& manifest)
{
    if (manifest.failed.empty()) return "none";
    constexpr std::size_t listed = 5;
    std::string out = fmt::format("{} (left out of every figure)<ul>", count(static_cast<long long>(manifest.failed.size())));
    for (std::size_t n = 0; n < std::min(listed, manifest.failed.size()); ++n)
        out += fmt::format("<li>run {}: {}</li>", manifest.failed[n].run, html(manifest.failed[n].message));
    if (manifest.failed.size() > listed) out += "<li>…</li>";
    return out + "</ul>";
}

// `2020 Q1 to 2034 Q4 (60 rounds of a quarter)`.
std::string horizon(const RunResults& one)
{
    if (one.times.empty() || one.times.front().size() < 7)
        return fmt::format("{} from {}", counted(one.manifest.rounds, "round", "rounds"), html(one.manifest.start));
    const auto quarter = [](const std::string& time) {
        return fmt::format("{} Q{}", time.substr(0, 4), (std::stoi(time.substr(5, 2)) + 2) / 3);
    };
    const std::string last = one.times.size() > 1 ? " to " + quarter(one.times.back()) : "";
    return fmt::format("{}{} ({} of a quarter)", quarter(one.times.front()), last,
                       counted(static_cast<long long>(one.times.size()), "round", "rounds"));
}

// The first entries of a list; what is left is counted.
std::string short_list(const std::vector<std::string>& entries)
{
    constexpr std::size_t most = 12;
    std::string out = "<ul>";
    for (std::size_t n = 0; n < std::min(most, entries.size()); ++n) out += "<li>" + entries[n] + "</li>";
    if (entries.size() > most) out += fmt::format("<li>{} more: see the scenario file under Sources</li>", entries.size() - most);
    return out + "</ul>";
}

std::string in_words(const ValueChange& change)
{
    const auto value = [](const std::string& text) { return "<b>" + (text.empty() ? "(empty)" : html(text)) + "</b>"; };
    std::string out = "<code>" + html(change.path) + "</code>";
    if (change.before && change.after)
        out += fmt::format(" is {} instead of {}", value(*change.after), value(*change.before));
    else if (change.after)
        out += " is new: " + value(*change.after);
    else
        out += " is left out (was " + value(*change.before) + ")";
    return change.meaning.empty() ? out : out + "<span class=\"sub\">" + html(change.meaning) + "</span>";
}

std::vector<std::string> in_words(const ScenarioChanges& changes, const RunResults& first, const RunResults& other)
{
    std::vector<std::string> lines;
    for (const auto& event : changes.added) lines.push_back(html(event_words(event, other)));
    for (const auto& event : changes.left_out) lines.push_back("Without: " + html(event_words(event, first)));
    for (const auto& value : changes.values) lines.push_back(in_words(value));
    return lines;
}

// What is different from the first scenario; in the first itself, what happens from outside.
std::string differences(const RunResults& first, const RunResults& one)
{
    if (&one == &first) {
        std::vector<std::string> lines;
        for (const auto& event : one.manifest.input.events) lines.push_back(html(event_words(event, one)));
        return lines.empty() ? "" : "<h4>Events</h4>" + short_list(lines);
    }
    const std::string heading = "<h4>What is different from " + html(first.manifest.title) + "</h4>";
    if (!first.manifest.input.recorded || !one.manifest.input.recorded)
        return heading + "<p>The folders do not record it value by value; the scenario files under Sources can be compared.</p>";
    const auto lines = in_words(changes_between(first.manifest.input, one.manifest.input), first, one);
    return heading + (lines.empty() ? "<p>Nothing: events and values are the same.</p>" : short_list(lines));
}

std::string scenario_card(const RunResults& first, const RunResults& one)
{
    const Manifest& m = one.manifest;
    std::string out = fmt::format("<article class=\"card\"><h3>{}</h3><p>{}</p>{}<dl>", html(m.title), html(m.narrative),
                                  differences(first, one));
    const auto fact = [&](const char* name, const std::string& value) {
        out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
    };
    fact("Period", horizon(one));
    fact("Runs",
         m.state == "interrupted" ? fmt::format("{} of {} (interrupted)", count(m.finished), count(m.runs)) : count(m.finished));
    fact("Failed runs", failures(m));
    fact("Seed", html(m.seed));
    fact("Program", fmt::format("{} {}", html(m.program), html(m.version)));
    return out + "</dl></article>";
}

}  // namespace

std::string scenario_section(const ReportContent& content)
{
    std::string out = fmt::format("<section id=\"scenarios\"><h2>{}</h2><div class=\"cards\">",
                                  content.results.size() > 1 ? "The scenarios" : "The scenario");
    for (const auto& one : content.results) out += scenario_card(content.results.front(), one);
    return out + "</div></section>\n";
}

}  // namespace comity::analysis
