#include "agents/tie_graph.hpp"

#include <algorithm>
#include <array>

#include "tests/support/catch.hpp"

using namespace comity::agents;

TEST_CASE("ties of a country stand together, repeated ones added up, and the countries that have some are known", "[agents][ties]")
{
    const TieGraph ties(5, {{3, 1, 0.5}, {1, 4, 0.25}, {3, 0, 1}, {3, 1, 0.25}, {2, 2, 1}, {0, 1, 0}});
    CHECK(ties.num_ties() == 3);
    CHECK(std::ranges::equal(ties.tied(), std::array{1, 3}));
    CHECK(std::ranges::equal(ties.partners(3), std::array{0, 1}));
    CHECK(ties.weight(3, 1) == 0.75);
    CHECK(ties.weight(1, 3) == 0);
    CHECK(ties.total(3) == 1.75);
    CHECK(TieGraph().tied().empty());
}
