#include "analysis/hindcast/grouped_mean.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("a mean is over numbers, its interval over groups", "[hindcast]")
{
    const Estimate found = mean_over({{1, 7}, {1, 7}, {1, 7}, {5, 3}, {std::nan(""), 3}}, 1);
    CHECK(found.value == 2);
    CHECK(found.low == 1);   // the first group twice
    CHECK(found.high == 5);  // the second
    CHECK(std::isnan(mean_over({}, 1).value));
}
