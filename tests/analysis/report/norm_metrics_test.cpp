#include "analysis/report/norm_metrics.hpp"

#include <array>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("a sub-norm is named by its words and knows its arena", "[analysis][report]")
{
    RunResults results;
    results.manifest.arenas = {{"H", "Health", "n", "p"}, {"HR", "Human rights", "sovereignty-first reading", "individual-rights reading"}};
    for (const auto& [name, title, meaning] : {std::array{"capacity_mean", "Mean capacity", ""}, std::array{"status_quo_HR1", "Status quo of HR1", "settled on (q_m): universality"},
                                               std::array{"status_quo_Z9", "Status quo of Z9", ""},
                                               std::array{"status_positive_HR1", "Status, HR1, individual-rights reading", ""}}) {
        results.manifest.metrics.push_back({name, title, "", "norms", meaning});
        results.fans[name] = {};
    }
    const auto norms = norm_metrics({results});
    REQUIRE(norms.size() == 2);
    CHECK(norms[0].title == "HR1 universality");
    CHECK(norms[0].arena.title == "Human rights");
    CHECK(norms[1].title == "Status quo of Z9");
    CHECK(norms[1].arena.id.empty());
    const auto stages = stage_metrics({results});
    REQUIRE(stages.size() == 1);
    CHECK(stages[0].title == "HR1, individual-rights reading");
}
