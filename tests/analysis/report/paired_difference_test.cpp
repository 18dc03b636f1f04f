#include "analysis/report/paired_difference.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::WithinAbs;

TEST_CASE("a summary leaves out failed runs and interpolates its quantiles", "[analysis][report]")
{
    // 0, 10, ..., 100: the 5 % quantile lies half way between the first two.
    std::vector<double> values{missing};
    for (int n = 10; n >= 0; --n) values.push_back(10.0 * n);
    const auto summary = summarise(values);
    CHECK(summary.runs == 11);
    CHECK(summary.without_value == 1);
    CHECK(summary.mean == 50);
    CHECK_THAT(summary.sd, WithinAbs(std::sqrt(1100.0), 1e-12));  // sum of squares 11000 over 10
    CHECK_THAT(summary.low, WithinAbs(5, 1e-12));
    CHECK_THAT(summary.high, WithinAbs(95, 1e-12));
    CHECK(summarise({}).runs == 0);
    CHECK(std::isnan(summarise({3}).sd));
}

TEST_CASE("runs pair by replicate, whatever their order, and failed runs drop out as pairs", "[analysis][report]")
{
    const auto partners = partner_rows({0, 1, 2, 3, 9}, {3, 1, 0, 2});
    CHECK(partners == std::vector<std::size_t>{2, 1, 3, 0, no_row});
    const auto pairs = pairs_of({10, 11, missing, 13, 19}, {23, 21, missing, 22}, partners);
    REQUIRE(pairs.size() == 2);
    CHECK(pairs[0].first == 11);
    CHECK(pairs[0].other == 21);
    CHECK(pairs[1].first == 13);
    CHECK(pairs[1].other == 23);
}

TEST_CASE("the paired difference is the textbook one", "[analysis][report]")
{
    // first 1 2 3 4, other 2 2 5 7: d = 1 0 2 3, mean 1.5, squared deviations .25 + 2.25 + .25 + 2.25 = 5, variance 5/3,
    // standard error sqrt(5/12) = .645497; t(.975, 3) = 3.182446; half width 2.054260.
    const auto d = paired_difference({{1, 2}, {2, 2}, {3, 5}, {4, 7}});
    CHECK(d.pairs == 4);
    CHECK_THAT(d.mean, WithinAbs(1.5, 1e-12));
    CHECK_THAT(d.low, WithinAbs(1.5 - 2.054260, 1e-5));
    CHECK_THAT(d.high, WithinAbs(1.5 + 2.054260, 1e-5));
    CHECK(d.share_higher == 0.75);
    CHECK(d.share_lower == 0);
    // Variances across runs: first 5/3, other (4 + 4 + 1 + 9) / 3 = 6; root mean square sqrt(23/6) = 1.957890.
    CHECK_THAT(d.standardised, WithinAbs(1.5 / 1.957890, 1e-6));
}

TEST_CASE("pairing removes the luck that two scenarios share", "[analysis][report]")
{
    // Runs lie 100 apart, the scenario adds exactly 1: unpaired, the interval would span tens.
    const auto d = paired_difference({{0, 1}, {100, 101}, {200, 201}});
    CHECK(d.low == 1);
    CHECK(d.high == 1);
    CHECK_THAT(d.standardised, WithinAbs(0.01, 1e-12));
}

TEST_CASE("a difference without any spread still sorts first, no difference last", "[analysis][report]")
{
    CHECK(std::isinf(paired_difference({{1, 2}, {1, 2}}).standardised));
    CHECK(paired_difference({{1, 1}, {1, 1}}).standardised == 0);
    CHECK(paired_difference({}).pairs == 0);
    CHECK(std::isnan(paired_difference({{1, 2}}).low));
}

TEST_CASE("a difference is told in words a reader understands", "[analysis][report]")
{
    const auto words_at = [](double mean, double higher, double lower) {
        PairedDifference d;
        d.pairs = 1000;
        d.mean = mean;
        d.share_higher = higher;
        d.share_lower = lower;
        return in_words(d);
    };
    const auto words = [&](double higher, double lower) { return words_at(higher - lower, higher, lower); };
    CHECK(words(0.97, 0.03) == "higher in 97 % of paired runs");
    CHECK(words(0, 1) == "lower in 100 % of paired runs");
    CHECK(words(0.999, 0.001) == "higher in over 99 % of paired runs");
    CHECK(words(0.2, 0.7) == "rather lower: in 70 % of paired runs");
    CHECK(words(0.52, 0.48) == "no clear direction: higher in 52 %, lower in 48 % of paired runs");
    // 47 of 100 higher, hardly any lower: most are neither.
    CHECK(words(0.475, 0.005) == "the same in 52 %, higher in 48 % and lower in under 1 % of paired runs");
    CHECK(words(0, 0.05) == "the same in 95 % and lower in 5 % of paired runs");
    CHECK(words(0, 0) == "the same in every paired run");
    // A few large differences turn the mean the other way.
    CHECK(words_at(-0.003, 0.61, 0.39) == "no clear direction: higher in 61 %, lower in 39 % of paired runs");
    CHECK(in_words(paired_difference({{1, 2}})) == "higher in the one pair of runs");
    CHECK(in_words(PairedDifference{}) == "no run in common");
}
