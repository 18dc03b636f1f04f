// Scores of ensembles against closed forms.

#include <cmath>
#include <numbers>

#include "analysis/hindcast/ensemble_scores.hpp"
#include "sim/distributions.hpp"
#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::analysis;

namespace {

std::vector<double> normal_members(tests::TestChance& chance, int members, double mean, double sd)
{
    std::vector<double> drawn(static_cast<std::size_t>(members));
    for (double& each : drawn) each = mean + sd * sim::normal_quantile(chance.uniform());
    return drawn;
}

}  // namespace

TEST_CASE("the score of a few members is that of its definition", "[hindcast]")
{
    CHECK(fair_crps({0, 1}, 0.5) == Approx(0.5 - 1.0 / 2));
    CHECK(fair_crps({0, 0}, 1) == Approx(1));
    // members 0, 1, 3 and 2: distances (2 + 1 + 1)/3, pairs 1 + 3 + 2 over 3 x 2
    CHECK(fair_crps({3, 0, 1}, 2) == Approx(4.0 / 3 - 6.0 / 6));
}

TEST_CASE("a great normal ensemble scores as the normal law", "[hindcast]")
{
    tests::TestChance chance(1);
    const std::vector<double> members = normal_members(chance, 200'000, 2, 3);
    for (const double observed : {-4.0, 2.0, 3.5}) {
        CAPTURE(observed);
        CHECK(fair_crps(members, observed) == Approx(normal_crps(2, 3, observed)).margin(0.02));
        CHECK(std::abs(fair_crps(members, observed) - normal_crps(2, 3.3, observed)) > 0.03);
    }
    // at the mean of a standard normal law: 2 phi(0) - 1/sqrt(pi)
    CHECK(normal_crps(0, 1, 0) == Approx(2 / std::sqrt(2 * std::numbers::pi) - 1 / std::sqrt(std::numbers::pi)));
    CHECK(normal_crps(0, 1, 100) == Approx(100 - 1 / std::sqrt(std::numbers::pi)));
}

TEST_CASE("the score is fair: a right law of three members expects what many do", "[hindcast]")
{
    // E|X - y| - E|X - X'|/2 = 2/sqrt(pi) - 1/sqrt(pi), X, X' and y standard normal; without the correction 1/sqrt(pi) (1 + 1/3)
    tests::TestChance chance(2);
    double sum = 0;
    constexpr int times = 40'000;
    for (int k = 0; k < times; ++k) {
        const std::vector<double> all = normal_members(chance, 4, 0, 1);
        sum += fair_crps({all[0], all[1], all[2]}, all[3]);
    }
    CHECK(sum / times == Approx(1 / std::sqrt(std::numbers::pi)).margin(0.015));  // standard error .003
}

TEST_CASE("the transform is uniform where the number is drawn as the members are, counts too", "[hindcast]")
{
    tests::TestChance chance(3);
    constexpr int times = 20'000;
    for (const double mean : {0.3, 4.0}) {
        std::vector<int> bins(5, 0);
        double shifted = 0;
        for (int k = 0; k < times; ++k) {
            std::vector<double> members;
            for (int m = 0; m < 19; ++m) members.push_back(sim::poisson_quantile(mean, chance.uniform()));
            const double observed = sim::poisson_quantile(mean, chance.uniform());
            const double u = chance.uniform();
            ++bins[static_cast<std::size_t>(5 * ensemble_pit(members, observed, u))];
            shifted += ensemble_pit(members, observed + 1, u);
        }
        CAPTURE(mean);
        for (const int bin : bins) CHECK(std::abs(bin - times / 5) < 5 * std::sqrt(times * 0.2 * 0.8));
        CHECK(shifted / times > 0.55);
    }
}

TEST_CASE("central intervals lie between the members that bound them", "[hindcast]")
{
    const std::vector<double> members{5, 1, 4, 2, 3};
    CHECK(central_interval(members, 0.5).low == 2);
    CHECK(central_interval(members, 0.5).high == 4);
    CHECK(central_interval(members, 0.9).low == Approx(1.2));
    CHECK(central_interval(members, 0.9).high == Approx(4.8));
    CHECK(median_of(members) == 3);
    CHECK(normal_interval(1, 2, 0.9).high == Approx(1 + 2 * 1.6448536));
    CHECK(normal_interval(1, 2, 0.5).low == Approx(1 - 2 * 0.6744898));
}
