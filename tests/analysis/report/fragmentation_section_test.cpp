#include <cmath>
#include <string>
#include <vector>

#include "analysis/report/sections.hpp"
#include "tests/analysis/report/example_results.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr int rounds = 40;

/// Twenty runs whose parts are all `level` but for blocs; the worst part passes the threshold in `passed` of them, in round 19 and on.
RunResults runs(const std::string& title, double blocs, double level, int passed)
{
    std::vector<std::string> names;
    std::vector<std::vector<double>> columns;
    const auto add = [&](const std::string& name, auto value) {
        names.push_back(name);
        columns.emplace_back();
        for (int n = 0; n < 20; ++n) columns.back().push_back(value(n));
    };
    add("fragmentation_blocs_end", [&](int) { return blocs; });
    for (const char* part : {"polarisation", "duplication", "incapacity", "spheres", "contestation", "mean", "geometric", "worst"})
        add("fragmentation_" + std::string(part) + "_end", [&](int) { return level; });
    add("fragmentation_worst_first_above", [&](int n) { return n < passed ? 19.0 : std::nan(""); });
    add("fragmentation_worst_rounds_above", [&](int n) { return n < passed ? 24.0 : 0.0; });
    add("fragmentation_worst_above_at_end", [&](int n) { return n < passed ? 1.0 : 0.0; });
    RunResults one;
    one.manifest.title = title;
    one.manifest.rounds = rounds;
    one.manifest.input.values["observe.fragmentation_threshold"] = "0.4";
    std::vector<std::int64_t> replicates(20);
    for (std::size_t n = 0; n < 20; ++n) replicates[n] = static_cast<std::int64_t>(n);
    one.outcomes = example::outcomes_of(names, replicates, columns);
    for (int t = 0; t < rounds; ++t) one.times.push_back(std::to_string(2020 + t / 4) + (t % 4 == 0 ? "-01-01" : t % 4 == 1 ? "-04-01" : t % 4 == 2 ? "-07-01" : "-10-01"));
    return one;
}

std::string section(const std::vector<RunResults>& results) { return fragmentation_section({results, {}, {}, {}}); }

}  // namespace

TEST_CASE("the share of runs that have passed a threshold is told by date, with its error", "[analysis][report][fragmentation]")
{
    const auto page = section({runs("One", 0.2, 0.5, 5)});
    // a quarter of 20 runs: sqrt(.25 x .75 / 20) = 9.7 points; round 19 is the last of the first half
    CHECK_THAT(page, ContainsSubstring("none <span class=\"range\">(below 14 %)</span><span class=\"sub\">2022 Q2</span>"));  // 1 - .05^(1/20)
    CHECK_THAT(page, ContainsSubstring("25 % <span class=\"range\">± 9.68</span><span class=\"sub\">2024 Q4</span>"));
    CHECK_THAT(page, ContainsSubstring("25 % <span class=\"range\">± 9.68</span><span class=\"sub\">2029 Q4</span>"));
    CHECK_THAT(page, ContainsSubstring("<td>6.00 <span class=\"range\">(0.000 to 24.0)</span></td><td>25 %</td>"));
    CHECK_THAT(page, ContainsSubstring("<td>0.4</td>"));
}

TEST_CASE("ranks are told for several scenarios, by weightings of the parts", "[analysis][report][fragmentation]")
{
    // the first is worse in blocs by .4, the second in five other parts by .1: w_blocs > .2 has a share of .8^5 = .328
    const auto both = section({runs("One", 0.6, 0.5, 0), runs("Two", 0.2, 0.6, 0)});
    CHECK_THAT(both, ContainsSubstring("<th scope=\"row\">One</th><td>33 %</td><td>67 %</td>") || ContainsSubstring("<th scope=\"row\">One</th><td>32 %</td><td>68 %</td>"));
    CHECK_THAT(section({runs("One", 0.6, 0.5, 0)}), !ContainsSubstring("Which scenario is the most fragmented"));
}

TEST_CASE("results without fragmentation have no such section", "[analysis][report][fragmentation]")
{
    RunResults none = runs("One", 0.2, 0.5, 0);
    none.outcomes = example::outcomes_of({"capacity_mean_end"}, {0}, {{1}});
    CHECK(section({none}).empty());
}
