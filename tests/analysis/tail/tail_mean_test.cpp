#include "analysis/tail/tail_mean.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/draws.hpp"
#include "sim/philox.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::analysis;

TEST_CASE("the mean of the worst twentieth of 1 to 100 is 98", "[analysis][tail]")
{
    std::vector<double> values(100);
    std::iota(values.begin(), values.end(), 1.0);
    std::reverse(values.begin() + 20, values.end());
    CHECK(tail_mean(values, 0.95).mean == Approx(98));
    CHECK(tail_mean(values, 0).mean == Approx(50.5));
    // 96 to 100: variance 2.5, edge 96: sqrt((2.5 + .95 x 4) / 5)
    CHECK(tail_mean(values, 0.95).error == Approx(std::sqrt(6.3 / 5)));
    values.push_back(std::nan(""));
    CHECK(tail_mean(values, 0.95).mean == Approx(98));
}

TEST_CASE("the value at the edge of the tail counts in part", "[analysis][tail]")
{
    CHECK(tail_mean({1, 2, 3, 4, 5}, 0.7).mean == Approx((5 + 0.5 * 4) / 1.5));
    CHECK(tail_mean({1, 2, 3, 4, 5}, 0.95).mean == 5);  // a quarter of a value: the largest is all there is
    CHECK(std::isnan(tail_mean({1, 2, 3, 4, 5}, 0.95).error));
    CHECK(tail_mean({7}, 0.5).mean == 7);
    CHECK(std::isnan(tail_mean({}, 0.5).mean));
}

TEST_CASE("the standard error is that of repeated samples", "[analysis][tail]")
{
    // exponential values: CVaR_.9 = 1 + ln 10; the spread of the estimate over 400 samples of 500 against its stated error
    constexpr std::uint32_t samples = 400, size = 500;
    double sum = 0, squares = 0, stated = 0;
    for (std::uint32_t s = 0; s < samples; ++s) {
        std::vector<double> values;
        for (std::uint32_t k = 0; k < size; ++k) {
            const auto block = sim::philox({k, s, 0, 0}, {3, 0});
            values.push_back(-std::log1p(-sim::uniform_of(block[0], block[1])));
        }
        const TailMean found = tail_mean(values, 0.9);
        sum += found.mean;
        squares += found.mean * found.mean;
        stated += found.error * found.error;
    }
    const double mean = sum / samples, sd = std::sqrt(squares / samples - mean * mean);
    CHECK(std::abs(mean - (1 + std::log(10.0))) < 5 * sd / std::sqrt(samples) + 0.02);  // and a bias of the order of 1/n
    CHECK(sd / std::sqrt(stated / samples) == Approx(1).margin(0.18));                  // s.d. of a s.d. of 400: .035; 5 of these
}
