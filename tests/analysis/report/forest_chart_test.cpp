#include "analysis/report/forest_chart.hpp"

#include <regex>

#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;

namespace {

PairedDifference difference(std::size_t pairs)
{
    PairedDifference d;
    d.pairs = pairs;
    if (pairs > 0) d.mean = d.low = d.high = d.standardised = 1;
    return d;
}

OutcomeRow row(const std::vector<std::size_t>& pairs)
{
    OutcomeRow out;
    out.metric.title = "A measure";
    for (const auto n : pairs) out.differences.push_back(difference(n));
    return out;
}

// The last baseline of a scenario's name in the key: names stand above the rows.
double baseline_of(const std::string& chart, const std::string& name)
{
    std::smatch found;
    REQUIRE(std::regex_search(chart, found, std::regex("y=\"([0-9.]+)\"[^>]*>" + name)));
    return std::stod(found[1]);
}

}  // namespace

TEST_CASE("the key of the largest changes takes a new line where names do not fit, and cuts a name that fits no line",
          "[analysis][report]")
{
    const std::string longest(150, 'x'), other(150, 'z');
    for (const auto layout : {ForestLayout::wide, ForestLayout::narrow}) {
        const auto roomy = forest_chart({row({9, 9})}, {"first", "one", "two"}, layout);
        CHECK(baseline_of(roomy, "one") == baseline_of(roomy, "two"));
        const auto tight = forest_chart({row({9, 9})}, {"first", longest, other}, layout);
        CHECK(baseline_of(tight, "zzzz") == baseline_of(tight, "xxxx") + 18);
        CHECK_THAT(tight, ContainsSubstring("x…<title>" + longest + "</title>"));
    }
}

TEST_CASE("a scenario without pairs is not in the key", "[analysis][report]")
{
    const auto chart = forest_chart({row({9, 0})}, {"first", "one", "two"}, ForestLayout::wide);
    CHECK_THAT(chart, ContainsSubstring(">one<") && !ContainsSubstring(">two<"));
}
