#include "analysis/report/headline.hpp"

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("an outcome is traced to the metric that it summarises", "[analysis][report]")
{
    CHECK(stem_of("capacity_mean_min") == "capacity_mean");
    CHECK(stem_of("vetoed_drafts_total") == "vetoed_drafts");
    CHECK(stem_of("status_quo_HR1_end") == "status_quo_HR1");
    CHECK(stem_of("rice") == "rice");
    CHECK(stem_of("_end") == "_end");
}

TEST_CASE("headlines are few of many, and follow the arenas and leaders of a world", "[analysis][report]")
{
    CHECK(is_headline("capacity_mean"));
    CHECK(is_headline("polarisation_WATER"));
    CHECK_FALSE(is_headline("support_population_positive_HR1"));
    CHECK_FALSE(is_headline("status_quo_HR1"));  // has a figure of its own
    CHECK(is_headline_outcome("status_quo_HR1_end"));
    CHECK(is_headline_outcome("capacity_mean_end"));
    CHECK(is_headline_outcome("capacity_mean"));
    CHECK_FALSE(is_headline_outcome("capacity_WHO_min"));
}
