#include "analysis/report/report.hpp"

#include <fstream>
#include <regex>
#include <sstream>

#include <nlohmann/json.hpp>

#include "analysis/report/web_bundle.hpp"
#include "sim/atomic_file.hpp"
#include "sim/checksum.hpp"
#include "tests/analysis/report/example_results.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using comity::tests::ScratchFolder;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

std::size_t occurrences(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

// The page without its scripts: what is there when nothing runs.
std::string still_part(const std::string& page) { return page.substr(0, page.find("<script")); }

std::vector<CountryLabel> two_countries()
{
    return {{"FRA", "France", "250", "WEOG", 46.0, 2.0}, {"TUV", "Tuvalu", "798", "APG", -8.5, 179.2}};
}

}  // namespace

TEST_CASE("the page asks for nothing: no address of another file, and a policy that forbids it", "[analysis][report]")
{
    const auto page = report_page(example::three_scenarios(two_countries(), 20));
    CHECK_THAT(page, ContainsSubstring("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"));
    const auto still = still_part(page);
    CHECK_FALSE(std::regex_search(still, std::regex(R"rx((src|href)="[^#])rx")));
    CHECK(still.find("@import") == std::string::npos);
    CHECK(still.find("url(") == std::string::npos);
}

TEST_CASE("without a script the page still has its pictures, tables and words", "[analysis][report]")
{
    const auto still = still_part(report_page(example::three_scenarios(two_countries(), 20)));
    CHECK(occurrences(still, "aria-label=\"Dot map: Human rights\"") == 3);
    CHECK(occurrences(still, "<div class=\"panel\">") == 16);
    CHECK_THAT(still, ContainsSubstring("not a point prediction"));
    CHECK_THAT(still, ContainsSubstring("of paired runs"));
    CHECK_THAT(still, ContainsSubstring("Borders are drawn without prejudice"));
    CHECK_THAT(still, ContainsSubstring("<th scope=\"row\">Tuvalu</th>"));
    CHECK(occurrences(still, "<svg") == occurrences(still, "</svg>"));
}

TEST_CASE("countries of nowhere are shown along a strip, not on a map", "[analysis][report]")
{
    const auto still = still_part(report_page({example::results_of("s", "S", 1, example::imagined_countries(7), 4)}));
    CHECK_THAT(still, ContainsSubstring("aria-label=\"Positions: Human rights\""));
    CHECK(still.find("Dot map") == std::string::npos);
    CHECK(still.find("Borders") == std::string::npos);
}

TEST_CASE("one scenario is compared with nothing", "[analysis][report]")
{
    const auto still = still_part(report_page({example::results_of("s", "S", 1, two_countries(), 4)}));
    CHECK(still.find("paired") == std::string::npos);
    CHECK_THAT(still, ContainsSubstring("<h2>Outcomes</h2>"));
}

TEST_CASE("runs are compared in pairs with each folder of the same seed and world, and with no other", "[analysis][report]")
{
    auto results = example::three_scenarios(two_countries(), 4);
    CHECK_THAT(still_part(report_page(results)), ContainsSubstring("of US return and US exit shares its random draws") && !ContainsSubstring("Not compared run by run"));
    const auto columns = occurrences(still_part(report_page(results)), "mean difference (95 % interval)");

    results[2].manifest.seed = "2";
    const auto mixed = still_part(report_page(results));
    CHECK_THAT(mixed, ContainsSubstring("of US return shares its random draws") && ContainsSubstring("with another seed (2 instead of 1)"));
    CHECK(occurrences(mixed, "Not compared run by run") == 1);
    CHECK(2 * occurrences(mixed, "mean difference (95 % interval)") == columns);
    CHECK(occurrences(mixed, "US exit − Baseline 2020") == 0);
    CHECK(occurrences(mixed, ">US exit<title>") == 0);  // in the key of the largest changes

    results[1].manifest.world_sha256 = "aa";
    results[0].manifest.world_sha256 = "bb";
    const auto none = still_part(report_page(results));
    CHECK(occurrences(none, "Not compared run by run") == 2);
    CHECK_THAT(none, !ContainsSubstring("shares its random draws") && !ContainsSubstring("figure-changes") && !ContainsSubstring("class=\"difference\""));
}

TEST_CASE("one run of each scenario tells no difference from luck", "[analysis][report]")
{
    const auto page = still_part(report_page(example::three_scenarios(two_countries(), 1)));
    CHECK(occurrences(page, "Fewer than two pairs of runs cannot tell a difference from luck") == 2);
    CHECK_THAT(page, ContainsSubstring("in the one pair of runs") && !ContainsSubstring("– to –") && !ContainsSubstring("class=\"range\"") && !ContainsSubstring("figure-changes"));
}

TEST_CASE("what else differs between two folders is said, and their runs are still paired", "[analysis][report]")
{
    auto results = example::three_scenarios(two_countries(), 4);
    CHECK_THAT(report_page(results), !ContainsSubstring("More than the scenario differs"));
    results[1].manifest.commit = "other";
    const auto page = still_part(report_page(results));
    CHECK(occurrences(page, "More than the scenario differs") == 1);
    CHECK_THAT(page, ContainsSubstring("commit other instead of") && ContainsSubstring("of US return and US exit shares"));

    results[2].outcomes.replicates = [] { return std::vector<std::int64_t>{2, 3, 4, 5}; };  // two of four in common
    CHECK_THAT(still_part(report_page(results)), ContainsSubstring("<p class=\"more\">4 pairs of runs") && ContainsSubstring("<p class=\"more\">2 pairs of runs"));
}

TEST_CASE("a card tells what is different from the first scenario", "[analysis][report]")
{
    auto results = example::three_scenarios(two_countries(), 4);
    const auto page = still_part(report_page(results));
    CHECK(occurrences(page, "What is different from Baseline 2020") == 2);
    CHECK_THAT(page, ContainsSubstring("<code>rules.threat.base</code> is <b>-1.5</b> instead of <b>-2</b>"));
    CHECK_THAT(page, ContainsSubstring("<li>2021 Q1: engagement of USA in all bodies rises to 1"));
    CHECK_THAT(page, ContainsSubstring("Nothing: events and values are the same."));

    results[1].manifest.input.values.clear();
    for (int k = 0; k < 20; ++k) results[1].manifest.input.values["keep.k" + std::to_string(k)] = "1";
    CHECK_THAT(still_part(report_page(results)), ContainsSubstring("11 more: see the scenario file"));  // 1 event, 20 new, 2 left out

    results[1].manifest.input = {};
    CHECK(occurrences(still_part(report_page(results)), "The folders do not record it value by value") == 1);
}

TEST_CASE("one round is a round, and short names stand before the outcomes", "[analysis][report]")
{
    auto results = example::three_scenarios(two_countries(), 4);
    results[0].times.resize(1);
    for (auto& [name, fan] : results[0].fans)
        for (auto* band : {&fan.q05, &fan.q25, &fan.q50, &fan.q75, &fan.q95, &fan.mean}) band->resize(1);
    for (auto& metric : results[0].manifest.metrics) metric.meaning = "in arena HR";
    const auto page = still_part(report_page(results));
    CHECK_THAT(page, ContainsSubstring("2020 Q1 (1 round of a quarter)") && ContainsSubstring("(60 rounds of a quarter)"));
    CHECK(page.find("<b>HR</b> Human rights") < page.find("compared with Baseline 2020"));
}

TEST_CASE("text of a scenario cannot break out of the page", "[analysis][report]")
{
    const std::string attack = "</script><script>alert(1)</script>";
    auto results = example::three_scenarios(two_countries(), 4);
    const auto scripts = occurrences(report_page(results), "<script");
    results[0].manifest.title = results[0].manifest.narrative = results[0].scenario_text = attack;
    results[0].manifest.metrics[0].title = results[0].positions.countries[0].name = results[0].manifest.arenas[0].negative = attack;
    const auto page = report_page(results);
    CHECK(occurrences(page, "<script") == scripts);
    CHECK(page.find("alert(1)</script>") == std::string::npos);
}

TEST_CASE("a report appears whole under its name, or not at all", "[analysis][report]")
{
    const fs::path folder = fs::temp_directory_path() / "comity-report-test";
    fs::remove_all(folder);
    example::write_folder(folder / "a", example::results_of("s01", "Same title", 1, {}, 4));
    example::write_folder(folder / "b", example::results_of("s01", "Same title", 2, {}, 4));

    write_report({folder / "a", folder / "b"}, folder / "report.html");
    std::ostringstream text;
    text << std::ifstream(folder / "report.html").rdbuf();
    CHECK_THAT(text.str(), StartsWith("<!DOCTYPE html>"));
    CHECK_THAT(text.str(), ContainsSubstring("Same title (b)"));
    CHECK_FALSE(fs::exists(folder / "report.html.part"));

    CHECK_THROWS_AS(write_report({folder / "c"}, folder / "other.html"), ReportError);
    CHECK_FALSE(fs::exists(folder / "other.html"));
    CHECK_THROWS_AS(write_report({folder / "a"}, folder / "none" / "report.html"), comity::sim::FileError);
    CHECK_THROWS_AS(write_report({}, folder / "report.html"), ReportError);
    fs::remove_all(folder);
}

TEST_CASE("a report in a run folder is listed in its manifest, and written again it is the same", "[analysis][report]")
{
    const ScratchFolder scratch;
    const fs::path page = scratch.path() / "a" / "report.html";
    example::write_folder(page.parent_path(), example::results_of("s01", "A title", 1, {}, 4));
    write_report({page.parent_path()}, page);
    const auto first = comity::sim::file_checksum(page);
    write_report({page.parent_path()}, page);
    CHECK(comity::sim::file_checksum(page).sha256 == first.sha256);
    const auto listed = nlohmann::json::parse(std::ifstream(page.parent_path() / "manifest.json"))["files"]["report.html"];
    CHECK(listed == nlohmann::json{{"bytes", first.bytes}, {"sha256", first.sha256}});
}

TEST_CASE("the bundled script comes with the licences of what is in it", "[analysis][report]")
{
    if (page_script().empty()) {
        WARN("skipped: built without the interactive part of the report");
        return;
    }
    for (const char* package : {"@observablehq/plot", "d3-geo", "topojson-client", "world-atlas"})
        CHECK_THAT(std::string(third_party_notices()), ContainsSubstring(package));
    CHECK(std::string(page_script()).find("</script") == std::string::npos);
}
