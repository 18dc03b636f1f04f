// Fragmentation as a vector, its scalars beside it and never alone; worst cases, first passage and duration; the rank of each scenario.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "agents/measures/fragmentation.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/tail/kaplan_meier.hpp"
#include "analysis/tail/tail_mean.hpp"

namespace comity::analysis {
namespace {

constexpr std::array components{"fragmentation_blocs",    "fragmentation_polarisation", "fragmentation_duplication",
                                "fragmentation_incapacity", "fragmentation_spheres",      "fragmentation_contestation"};
constexpr std::array scalars{"fragmentation_mean", "fragmentation_geometric", "fragmentation_worst"};
constexpr double tail_level = 0.95;
constexpr int weightings = 10'000;

std::string at_end(const char* metric) { return std::string(metric) + "_end"; }

std::string heading_cell(const ReportContent& content, const std::string& outcome)
{
    const Metric metric = describe_metric(content.results, outcome);
    return html(metric.title) + "<span class=\"sub\">" + html(metric.meaning) + "</span>";
}

std::string level_cell(const std::vector<double>& values)
{
    const OutcomeSummary summary = summarise(values);
    if (summary.runs == 0) return "–";
    std::string cell = fmt::format("{} <span class=\"range\">({} to {})</span>", shown(summary.mean), shown(summary.low), shown(summary.high));
    const TailMean worst = tail_mean(values, tail_level);
    if (!std::isnan(worst.error)) cell += fmt::format("<span class=\"words\">worst 5 %: {} ± {}</span>", shown(worst.mean), shown(worst.error));
    return cell;
}

std::string level_table(const ReportContent& content)
{
    std::vector<std::string> headings{"Last four rounds"};
    for (const auto& one : content.results) headings.push_back(html(one.manifest.title) + "<span class=\"sub\">mean (5 to 95 % of runs)</span>");
    HtmlTable table(headings);
    const auto add = [&](const char* metric) {
        std::vector<std::string> cells{heading_cell(content, at_end(metric))};
        for (const auto& one : content.results) cells.push_back(level_cell(values_of(one.outcomes, at_end(metric))));
        table.row(cells);
    };
    for (const char* metric : components) add(metric);
    for (const char* metric : scalars) add(metric);
    return "<div class=\"scroll\">" + table.text() + "</div>";
}

/// Means over runs, [scenario, component]; NaN where a folder has none.
Eigen::ArrayXXd mean_components(const ReportContent& content)
{
    Eigen::ArrayXXd means(static_cast<Eigen::Index>(content.results.size()), static_cast<Eigen::Index>(components.size()));
    for (Eigen::Index s = 0; s < means.rows(); ++s)
        for (Eigen::Index k = 0; k < means.cols(); ++k)
            means(s, k) = summarise(values_of(content.results[static_cast<std::size_t>(s)].outcomes, at_end(components[static_cast<std::size_t>(k)]))).mean;
    return means;
}

std::string rank_table(const ReportContent& content)
{
    const Eigen::ArrayXXd means = mean_components(content);
    if (means.rows() < 2 || means.isNaN().any()) return "";
    const Eigen::ArrayXXd share = agents::rank_acceptability(means, weightings, 1);
    std::vector<std::string> headings{"Rank, 1 = most fragmented"};
    for (Eigen::Index r = 0; r < share.cols(); ++r) headings.push_back(std::to_string(r + 1));
    HtmlTable table(headings);
    for (Eigen::Index s = 0; s < share.rows(); ++s) {
        std::vector<std::string> cells{html(content.results[static_cast<std::size_t>(s)].manifest.title)};
        for (Eigen::Index r = 0; r < share.cols(); ++r) cells.push_back(percent(share(s, r)));
        table.row(cells);
    }
    return fmt::format("<h3>Which scenario is the most fragmented</h3><p>Nobody knows how much each part should weigh. Of {} weightings drawn evenly from all "
                       "there are, this is the share under which a scenario takes each rank by its means over runs (standard error {} points at most). That "
                       "the means themselves carry luck is not in it.</p><div class=\"scroll\">{}</div>",
                       count(weightings), shown(50 / std::sqrt(static_cast<double>(weightings))), table.text());
}

/// `12 % ± 2`; where it is none or all, a one-sided 95 % bound instead: the share with which that still has a chance of 5 %.
std::string passed_cell(const SurvivalStep& step, std::size_t runs)
{
    const double passed = 1 - step.share;
    const double bound = 1 - std::pow(0.05, 1 / static_cast<double>(runs));
    if (passed == 0) return fmt::format("none <span class=\"range\">(below {:.2g} %)</span>", 100 * bound);
    if (step.share == 0) return fmt::format("all <span class=\"range\">(above {:.3g} %)</span>", 100 * (1 - bound));
    return fmt::format("{} <span class=\"range\">± {}</span>", percent(passed), shown(100 * step.error));
}

std::string word_for(const RunResults& one, long long round)
{
    const auto place = static_cast<std::size_t>(round);
    if (place >= one.times.size() || one.times[place].size() < 7) return fmt::format("round {}", round);
    const int month = std::stoi(one.times[place].substr(5, 2));
    return fmt::format("{} Q{}", one.times[place].substr(0, 4), (month + 2) / 3);
}

/// Runs followed until the scalar is first above the threshold, or to their end.
std::vector<Followed> followed(const RunResults& one, const std::string& scalar)
{
    const auto first = values_of(one.outcomes, scalar + "_first_above"), above = values_of(one.outcomes, scalar + "_rounds_above");
    std::vector<Followed> runs;
    for (std::size_t n = 0; n < above.size(); ++n) {
        if (std::isnan(above[n])) continue;  // never measured
        const bool happened = !std::isnan(first[n]);
        runs.push_back({happened ? first[n] : static_cast<double>(one.manifest.rounds - 1), happened});
    }
    return runs;
}

std::string passage_table(const ReportContent& content)
{
    HtmlTable table({"Fragmentation", "Scenario", "Threshold", "Passed by a quarter of the run", "by half", "by three quarters", "by the end",
                     "Rounds above<span class=\"sub\">mean (5 to 95 % of runs)</span>", "Above at the end"});
    bool any = false;
    for (const std::string scalar : scalars)
        for (const auto& one : content.results) {
            const auto runs = followed(one, scalar);
            if (runs.empty()) continue;
            any = true;
            const auto steps = kaplan_meier(runs);
            std::vector<std::string> cells{html(describe_metric(content.results, scalar).title), html(one.manifest.title),
                                           html(one.manifest.input.at("observe.fragmentation_threshold"))};
            for (const int quarter : {1, 2, 3, 4}) {
                const long long round = std::max(1LL, one.manifest.rounds * quarter / 4) - 1;
                cells.push_back(passed_cell(survival_at(steps, static_cast<double>(round)), runs.size()) + "<span class=\"sub\">" + word_for(one, round) + "</span>");
            }
            const OutcomeSummary duration = summarise(values_of(one.outcomes, scalar + "_rounds_above"));
            cells.push_back(fmt::format("{} <span class=\"range\">({} to {})</span>", shown(duration.mean), shown(duration.low), shown(duration.high)));
            cells.push_back(percent(summarise(values_of(one.outcomes, scalar + "_above_at_end")).mean));
            table.row(cells);
        }
    if (!any) return "";
    return "<h3>When fragmentation rises above the threshold, and for how long</h3><p>Share of runs that have passed the threshold by a date (Kaplan and Meier 1958: "
           "runs that end before are censored), ± its standard error. Fragmentation is measured once in so many rounds, as the scenario says, and a "
           "measurement stands for the rounds since the one before: a first passage is known no closer.</p><div class=\"scroll\">" +
           table.text() + "</div>";
}

}  // namespace

bool has_fragmentation(const std::vector<RunResults>& results)
{
    return std::any_of(results.begin(), results.end(), [](const RunResults& one) { return has_outcome(one.outcomes, at_end(scalars[0])); });
}

std::string fragmentation_section(const ReportContent& content)
{
    if (!has_fragmentation(content.results)) return "";
    return "<section id=\"fragmentation\"><h2>Fragmentation</h2><p>Six parts, each from 0 to 1, and three ways to make one number of them. None of the three "
           "stands for the whole: read them beside the parts. The worst 5 % is the mean over the twentieth of runs that end most fragmented (CVaR), ± its "
           "standard error.</p>" +
           level_table(content) + rank_table(content) + passage_table(content) + "</section>\n";
}

}  // namespace comity::analysis
