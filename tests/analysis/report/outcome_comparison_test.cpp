#include "analysis/report/outcome_comparison.hpp"

#include <cmath>
#include <numeric>

#include "tests/analysis/report/example_results.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

RunResults with(const std::vector<std::string>& names, const std::vector<std::vector<double>>& columns)
{
    std::vector<std::int64_t> replicates(columns.front().size());
    std::iota(replicates.begin(), replicates.end(), 0);
    RunResults results;
    results.outcomes = example::outcomes_of(names, replicates, columns);
    return results;
}

}  // namespace

TEST_CASE("outcomes come in order of their largest standardised difference", "[analysis][report]")
{
    // `small` moves by 1 on a spread of 10 or so, `large` by 1 on a spread of 1, `still` not at all.
    const auto first = with({"small", "still", "large"}, {{0, 10, 20}, {1, 2, 3}, {0, 1, 2}});
    const auto other = with({"large", "small", "still"}, {{1, 2, 3}, {1, 11, 21}, {1, 2, 3}});
    const auto rows = compare_outcomes({first, other});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].metric.name == "large");
    CHECK(rows[1].metric.name == "small");
    CHECK(rows[2].metric.name == "still");
    CHECK(rows[0].differences[0].mean == 1);
    CHECK(rows[0].summaries[1].mean == 2);
}

TEST_CASE("an outcome that another scenario lacks is shown without a difference", "[analysis][report]")
{
    const auto rows = compare_outcomes({with({"a"}, {{1, 2}}), with({"b"}, {{1, 2}})});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].differences[0].pairs == 0);
    CHECK(largest_change(rows[0]) == 0);
}

TEST_CASE("one folder alone keeps the order of its table", "[analysis][report]")
{
    const auto rows = compare_outcomes({with({"z", "a"}, {{1, 2}, {5, 9}})});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].metric.name == "z");
    CHECK(rows[0].differences.empty());
}
