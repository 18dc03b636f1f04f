#include "sim/quantile_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <utility>

#include "tests/support/catch.hpp"

using namespace comity::sim;

namespace {

constexpr double levels[] = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

/// How far `value` is from being the q-quantile, in rank: 0 where q lies between the shares below it and up to it.
double rank_miss(const std::vector<double>& sorted, double q, double value)
{
    const double n = static_cast<double>(sorted.size());
    const double below = static_cast<double>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin()) / n;
    const double up_to = static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), value) - sorted.begin()) / n;
    return std::max({0.0, below - q, q - up_to});
}

std::vector<double> stream(const std::string& kind, std::size_t n)
{
    std::mt19937_64 bits(7);
    const auto uniform = [&] { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; };
    std::vector<double> values;
    for (std::size_t k = 0; k < n; ++k) {
        const double u = uniform();
        if (kind == "heavy tail") values.push_back(std::pow(u, -2.0));
        else if (kind == "two humps") values.push_back(uniform() < 0.3 ? -1 + 0.01 * u : 1 + 0.01 * u);
        else if (kind == "few values") values.push_back(std::floor(5 * u));
        else values.push_back(u);
    }
    if (kind == "ascending") std::sort(values.begin(), values.end());
    if (kind == "descending") std::sort(values.begin(), values.end(), std::greater<>());
    return values;
}

QuantileSketch sketch_of(const std::vector<double>& values)
{
    QuantileSketch sketch;
    sketch.add(values);
    return sketch;
}

}  // namespace

TEST_CASE("few values give exact quantiles, as numpy and R interpolate them", "[sim][quantile_sketch]")
{
    // Sorted 1 2 4 8 16: position q (5 - 1).
    const auto sketch = sketch_of({4, 16, 1, 8, 2});
    CHECK(sketch.quantile(0) == 1);
    CHECK(sketch.quantile(0.25) == 2);
    CHECK(sketch.quantile(0.5) == 4);
    CHECK(sketch.quantile(0.625) == 6);  // position 2.5: halfway from 4 to 8
    CHECK(sketch.quantile(1) == 16);
    CHECK(sketch.mean() == 6.2);
    CHECK(sketch.min() == 1);
    CHECK(sketch.max() == 16);

    std::vector<double> all(QuantileSketch::exact_values);
    for (std::size_t k = 0; k < all.size(); ++k) all[k] = static_cast<double>((k * 211) % all.size());  // 0 .. 511, shuffled
    CHECK(sketch_of(all).quantile(0.5) == 255.5);
    CHECK(sketch_of({3}).quantile(0.3) == 3);
}

TEST_CASE("no value has no quantile, and what is not a number is counted apart", "[sim][quantile_sketch]")
{
    QuantileSketch sketch;
    CHECK(std::isnan(sketch.quantile(0.5)));
    CHECK(std::isnan(sketch.mean()));
    sketch.add(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN(), 3});
    CHECK(sketch.count() == 2);
    CHECK(sketch.nan_count() == 1);
    CHECK(sketch.quantile(0.5) == 2);
}

TEST_CASE("quantiles of many values keep to the stated error, in any of these orders and shapes", "[sim][quantile_sketch]")
{
    const std::string kind = GENERATE("random", "ascending", "descending", "heavy tail", "two humps", "few values");
    const std::size_t n = GENERATE(1'000, 100'000);
    auto values = stream(kind, n);
    const auto sketch = sketch_of(values);
    std::sort(values.begin(), values.end());
    for (const double q : levels) {
        const double found = sketch.quantile(q);
        CAPTURE(kind, n, q, found);
        CHECK(rank_miss(values, q, found) <= QuantileSketch::rank_error(q) + 1.0 / static_cast<double>(n));
        // The same check refuses a neighbour: the exact quantile twice the stated error away.
        const double off = values[static_cast<std::size_t>((q + (q < 0.5 ? 2 : -2) * QuantileSketch::rank_error(q)) * static_cast<double>(n))];
        if (kind == "random") CHECK_FALSE(rank_miss(values, q, off) <= QuantileSketch::rank_error(q) + 1.0 / static_cast<double>(n));
    }
    CHECK(sketch.count() == static_cast<std::int64_t>(n));
    CHECK(sketch.min() == values.front());
    CHECK(sketch.max() == values.back());
}

TEST_CASE("sketches of parts merge to one that keeps to the stated error, and small ones merge exactly", "[sim][quantile_sketch]")
{
    auto values = stream("two humps", 40'000);
    QuantileSketch merged;
    for (std::size_t part = 0; part < 8; ++part) {
        QuantileSketch sketch;
        sketch.add(std::span(values).subspan(part * 5'000, 5'000));
        merged.merge(sketch);
    }
    double sum = 0;
    for (const double value : values) sum += value;
    CHECK(merged.count() == 40'000);
    CHECK_THAT(merged.mean(), Catch::Matchers::WithinAbs(sum / 40'000, 1e-12));
    std::sort(values.begin(), values.end());
    for (const double q : levels) CHECK(rank_miss(values, q, merged.quantile(q)) <= 1.5 * QuantileSketch::rank_error(q));
    CHECK(merged.min() == values.front());
    CHECK(merged.max() == values.back());

    auto small = sketch_of({1, 16, 2});
    small.merge(sketch_of({8, 4}));
    CHECK(small.quantile(0.625) == 6);
    CHECK(small.mean() == 6.2);
}

TEST_CASE("a sketch depends on the values and their order, not on how they were cut", "[sim][quantile_sketch]")
{
    const auto values = stream("random", 5'000);
    const auto whole = sketch_of(values);
    QuantileSketch pieces;
    for (std::size_t at = 0; at < values.size();) {
        const std::size_t length = std::min<std::size_t>(1 + at % 97, values.size() - at);
        pieces.add(std::span(values).subspan(at, length));
        at += length;
        if (at % 5 == 0) (void)pieces.quantile(0.5);  // looking does not change it
    }
    for (const double q : levels) CHECK(whole.quantile(q) == pieces.quantile(q));
    double together[std::size(levels)];
    whole.quantiles(levels, together);
    for (std::size_t k = 0; k < std::size(levels); ++k) CHECK(together[k] == whole.quantile(levels[k]));
}

TEST_CASE("a constant stream has that constant at every quantile", "[sim][quantile_sketch]")
{
    const auto sketch = sketch_of(std::vector<double>(3'000, 0.1));
    for (const double q : levels) CHECK(sketch.quantile(q) == 0.1);
}
