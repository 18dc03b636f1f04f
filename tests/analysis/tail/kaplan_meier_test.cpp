#include "analysis/tail/kaplan_meier.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("remission times of Freireich et al. (1963), the textbook case", "[analysis][tail]")
{
    std::vector<Followed> patients;
    for (const double t : {6, 6, 6, 7, 10, 13, 16, 22, 23}) patients.push_back({t, true});
    for (const double t : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) patients.push_back({t, false});
    const auto steps = kaplan_meier(patients);
    // shares and standard errors as printed in Collett, Modelling Survival Data, and Kleinbaum & Klein, Survival Analysis
    const std::vector<SurvivalStep> printed{{6, 0.857, 0.0764}, {7, 0.807, 0.0869}, {10, 0.753, 0.0963}, {13, 0.690, 0.1068}, {16, 0.627, 0.1141}, {22, 0.538, 0.1282}, {23, 0.448, 0.1346}};
    REQUIRE(steps.size() == printed.size());
    for (std::size_t k = 0; k < steps.size(); ++k) {
        CHECK(steps[k].time == printed[k].time);
        CHECK(steps[k].share == Approx(printed[k].share).margin(6e-4));
        CHECK(steps[k].error == Approx(printed[k].error).margin(6e-5));
    }
    CHECK(survival_at(steps, 5.9).share == 1);
    CHECK(survival_at(steps, 12).share == Approx(0.753).margin(6e-4));
    CHECK(survival_at(steps, 99).share == Approx(0.448).margin(6e-4));
}

TEST_CASE("without censoring the share is that of the runs, with its binomial error", "[analysis][tail]")
{
    const auto steps = kaplan_meier({{1, true}, {2, true}, {2, true}, {5, true}});
    CHECK(survival_at(steps, 1).share == Approx(0.75));
    CHECK(survival_at(steps, 1).error == Approx(std::sqrt(0.75 * 0.25 / 4)));
    CHECK(survival_at(steps, 4).share == Approx(0.25));
    CHECK(survival_at(steps, 4).error == Approx(std::sqrt(0.75 * 0.25 / 4)));
    CHECK(survival_at(steps, 5).share == 0);
    CHECK(survival_at(steps, 5).error == 0);
}

TEST_CASE("where it never happens all are left", "[analysis][tail]")
{
    CHECK(kaplan_meier({{3, false}, {4, false}}).empty());
    CHECK(survival_at({}, 7).share == 1);
    CHECK(kaplan_meier({}).empty());
}
