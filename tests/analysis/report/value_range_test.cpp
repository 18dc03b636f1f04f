#include "analysis/report/value_range.hpp"

#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::WithinAbs;

namespace {

Metric metric_between(double low, double high)
{
    Metric metric;
    metric.low = low;
    metric.high = high;
    return metric;
}

Fan fan_of(double low, double high, double mean)
{
    return {{low, low}, {low, low}, {low, low}, {high, high}, {high, high}, {mean, mean}};
}

void check(const ValueRange& range, double from, double to, const std::string& note)
{
    CHECK_THAT(range.from, WithinAbs(from, 1e-12));
    CHECK_THAT(range.to, WithinAbs(to, 1e-12));
    CHECK(range.note == note);
}

}  // namespace

TEST_CASE("a chart has a little room around its values, within the bounds of the metric", "[analysis][report]")
{
    // A span of 10 with 6 % on both sides.
    check(value_range(metric_between(missing, missing), {fan_of(10, 15, 12), fan_of(15, 20, 17)}), 9.4, 20.6, "");
    check(value_range(metric_between(10, 20), {fan_of(10, 20, 12)}), 10, 20, "");
    check(value_range(metric_between(0, 1), {Fan{}, {{missing}, {}, {}, {}, {missing}, {}}}), 0, 1, "");
}

TEST_CASE("where every value is the same, the scale is that of the metric, and words say so", "[analysis][report]")
{
    check(value_range(metric_between(0, 1), {fan_of(0, 0, 0), fan_of(0, 0, 0)}), 0, 1, "0 in all runs and rounds.");
    check(value_range(metric_between(-4, 4), {fan_of(0.5, 0.5, 0.5)}), -4, 4,
          "0.5 in at least nine of ten runs, in every round.");
    check(value_range(metric_between(0, missing), {fan_of(0, 0, 0)}), 0, 1, "0 in all runs and rounds.");
    check(value_range(metric_between(missing, missing), {fan_of(-3, -3, -3)}), -3, 0,
          "−3 in at least nine of ten runs, in every round.");
    // One run of a hundred is not 0, and the mean tells.
    check(value_range(metric_between(0, 1), {fan_of(0, 0, 0), fan_of(0, 0, 0.01)}), 0, 1,
          "0 in at least nine of ten runs, in every round.");
}
