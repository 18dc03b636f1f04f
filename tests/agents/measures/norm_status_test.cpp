#include <vector>

#include "agents/measures/norm_status.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

double column(NormMeasure& measure, const World& world, const std::string& name)
{
    const auto columns = measure.columns();
    std::vector<double> row(columns.size());
    RowWriter writer(row.data(), 1);
    measure.observe(world, writer);
    for (std::size_t k = 0; k < columns.size(); ++k)
        if (columns[k].metric.name == name) return row[k];
    throw std::runtime_error("no column " + name);
}

}  // namespace

TEST_CASE("a formulation climbs the stages of its life cycle in order", "[agents][measures]")
{
    LifeCycle cycle;
    CHECK(cycle.advance(1, {0.05, 0, 0}) == NormStatus::emergent);
    CHECK(cycle.advance(1, {0.10, 0, 0}) == NormStatus::contested);
    CHECK(cycle.advance(1, {0.33, 5, 0}) == NormStatus::contested);
    CHECK(cycle.advance(1, {1.0 / 3, 1, 0}) == NormStatus::contested);  // one great power is not enough
    CHECK(cycle.advance(1, {1.0 / 3, 2, 0.5}) == NormStatus::tipped);
    CHECK(cycle.advance(1, {0.5, 2, 0.51}) == NormStatus::institutionalised);
    for (int t = 0; t < 19; ++t) CHECK(cycle.advance(1, {0.7, 2, 0.6}) == NormStatus::institutionalised);
    CHECK(cycle.advance(1, {0.7, 2, 0.6}) == NormStatus::internalised);  // the twentieth round
    CHECK(cycle.advance(1, {0.6, 2, 0.6}) == NormStatus::institutionalised);
    CHECK(cycle.advance(1, {0.7, 2, 0.6}) == NormStatus::institutionalised);  // and the count starts anew
}

TEST_CASE("the S pole's formulation needs a negative status quo", "[agents][measures]")
{
    CHECK(LifeCycle{}.advance(-1, {0.5, 3, 1.2}) == NormStatus::tipped);
    CHECK(LifeCycle{}.advance(-1, {0.5, 3, -0.6}) == NormStatus::institutionalised);
}

TEST_CASE("support is counted by countries, people and power", "[agents][measures]")
{
    Setting s = small_setting(4);
    s.population << 10, 20, 30, 40;
    World w = small_world(s);
    w.capability << 0.1, 0.2, 0.3, 0.4;
    NormMeasure measure(s);
    const int hr1 = s.institutions.norm("HR1").index;
    w.adopted.col(hr1) << 1, -1, 0, 1;
    CHECK(column(measure, w, "support_positive_HR1") == 0.5);
    CHECK(column(measure, w, "support_negative_HR1") == 0.25);
    CHECK(column(measure, w, "support_population_positive_HR1") == Approx(0.5));
    CHECK(column(measure, w, "support_population_negative_HR1") == Approx(0.2));
    CHECK(column(measure, w, "support_capability_positive_HR1") == Approx(0.5));
    CHECK(column(measure, w, "contestation_HR1") == Approx(4 * 0.25 * 0.5));
    CHECK(column(measure, w, "contestation_mean") == Approx(4 * 0.25 * 0.5 / 9));  // nine sub-norms outside the control arena
    CHECK(column(measure, w, "status_positive_HR1") == 3);                          // both great enough: four countries, all among the ten

    w.adopted(1, hr1) = 1;  // what changed is followed, and a changed capability too
    CHECK(column(measure, w, "support_population_positive_HR1") == Approx(0.7));
    w.capability << 0.4, 0.3, 0.2, 0.1;
    CHECK(column(measure, w, "support_capability_positive_HR1") == Approx(0.8));
    CHECK(column(measure, w, "support_negative_HR1") == 0);
}
