#include "analysis/report/fan_chart.hpp"

#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string chart(const std::vector<double>& medians, const std::string& unit)
{
    Metric metric;
    metric.title = "A measure";
    metric.unit = unit;
    const Fan fan{medians, medians, medians, medians, medians, medians};
    return fan_chart(metric, {{"one", {2020, 2020.25}, fan}}, value_range(metric, {fan}));
}

}  // namespace

TEST_CASE("a measure over time is a line, and one of a single round a dot at its year", "[analysis][report]")
{
    const std::string line = chart({1, 2}, "drafts"), dot = chart({missing, 2}, "drafts");
    CHECK_THAT(line, ContainsSubstring("stroke-width=\"1.8\"") && !ContainsSubstring("<circle"));
    CHECK_THAT(dot,
               ContainsSubstring("<circle") && ContainsSubstring(">2020</text>") && !ContainsSubstring("stroke-width=\"1.8\""));
}

TEST_CASE("the unit stands at the axis in words, and a pure number is an index", "[analysis][report]")
{
    CHECK_THAT(chart({1, 2}, "drafts"), ContainsSubstring(">drafts</text>"));
    CHECK_THAT(chart({1, 2}, "1"), ContainsSubstring(">index</text>"));
    CHECK_THAT(chart({1, 2}, "position"), ContainsSubstring(">position (1: a standard deviation among countries)</text>"));
}
