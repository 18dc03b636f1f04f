#include "sim/distributions.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace comity::sim;

TEST_CASE("a Poisson count is 0 up to the chance of none, and 1 from there on", "[sim][distributions]")
{
    const double mean = GENERATE(1e-6, 0.001, 0.05, 0.5, 1.0, 3.0);
    constexpr double beside = 1e-10;  // less than the chance of one
    const double none = std::exp(-mean);
    CAPTURE(mean);
    CHECK(poisson_quantile(mean, 0) == 0);
    CHECK(poisson_quantile(mean, 1 - mean - beside) == 0);
    CHECK(poisson_quantile(mean, none - beside) == 0);
    CHECK(poisson_quantile(mean, none + beside) == 1);
}
