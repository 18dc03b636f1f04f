#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "agents/measures/observer.hpp"
#include "agents/measures/spells.hpp"
#include "tests/agents/measures/random_records.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

constexpr double none = undefined;

Spells spells(const std::vector<double>& series, double threshold = 0.5) { return spells_above(series, threshold); }

}  // namespace

TEST_CASE("each measurement stands for the rounds since the one before", "[agents][measures][spells]")
{
    // years of four rounds, low, high, high, low, high: 12 of 20 rounds high, the longest spell is the second and third year
    std::vector<double> series(20, none);
    series[3] = 0.2;
    series[7] = 0.6;
    series[11] = 0.7;
    series[15] = 0.4;
    series[19] = 0.9;
    const Spells found = spells(series);
    CHECK(found.first == 7);
    CHECK(found.above == 12);
    CHECK(found.longest == 8);
    CHECK(found.at_end == 1);

    // two years apart, in a run that began with half a year: 6 rounds and then 8
    std::vector<double> sparse(14, none);
    sparse[5] = 0.6;
    sparse[13] = 0.6;
    CHECK(spells(sparse).above == 14);
    CHECK(spells(sparse).longest == 14);
}

TEST_CASE("a threshold that is met is not passed, and a run that never passes it has no first time", "[agents][measures][spells]")
{
    const Spells found = spells({0.5, 0.5, 0.1});
    CHECK(std::isnan(found.first));
    CHECK(found.above == 0);
    CHECK(found.longest == 0);
    CHECK(found.at_end == 0);
    CHECK(spells({0.5, 0.5, 0.1}, 0.4).first == 0);
    CHECK(spells({0.5, 0.5, 0.1}, 0.4).above == 2);
    CHECK(spells({0.5, 0.5, 0.1}, 0.4).at_end == 0);
}

TEST_CASE("nothing measured is nothing known", "[agents][measures][spells]")
{
    for (const Spells& found : {spells({none, none}), spells({})}) {
        CHECK(std::isnan(found.first));
        CHECK(std::isnan(found.above));
        CHECK(std::isnan(found.longest));
        CHECK(std::isnan(found.at_end));
    }
}

TEST_CASE("a run's spells are those of its series, at the threshold of the scenario", "[agents][measures][spells]")
{
    Setting setting = small_setting({"CHN", "RUS", "USA", "FRA", "C4", "C5", "C6", "C7", "C8", "C9"});
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2, 3});
    setting.rounds = 40;
    const World start = small_world(setting);
    // between the smallest and the largest value, so that both sides occur
    const auto play = [&](double threshold) {
        World world = start;
        scatter(world, setting, 3);
        Observer observer(setting, world.rules, {.blocs_every_years = 1, .fragmentation_threshold = threshold});
        while (world.round < setting.rounds) {
            const RoundRecord record = random_round(world, setting, 3);
            observer.observe(world, record);
        }
        return std::pair(observer.series(), observer.outcomes(world));
    };
    const ObserverOptions yearly{.blocs_every_years = 1};
    const auto series_of = series_metrics(setting, {}, yearly), outcome_of = outcome_metrics(setting, {}, yearly);
    const auto place = [](const std::vector<Metric>& metrics, const std::string& name) {
        for (std::size_t k = 0; k < metrics.size(); ++k)
            if (metrics[k].name == name) return static_cast<Eigen::Index>(k);
        throw std::runtime_error("no metric " + name);
    };
    for (const std::string scalar : {"fragmentation_mean", "fragmentation_worst"}) {
        const Eigen::ArrayXd values = play(0).first.col(place(series_of, scalar));
        std::vector<double> years;
        for (int t = 3; t < 40; t += 4) years.push_back(values(t));
        std::vector<double> sorted = years;
        std::sort(sorted.begin(), sorted.end());
        const double threshold = (sorted[4] + sorted[5]) / 2;
        CAPTURE(scalar, threshold);
        const Eigen::ArrayXd outcomes = play(threshold).second;
        CHECK(outcomes(place(outcome_of, scalar + "_rounds_above")) == 20);
        const auto first = std::find_if(years.begin(), years.end(), [&](double x) { return x > threshold; }) - years.begin();
        CHECK(outcomes(place(outcome_of, scalar + "_first_above")) == 4 * first + 3);
        CHECK(outcomes(place(outcome_of, scalar + "_above_at_end")) == (years.back() > threshold ? 1 : 0));
    }
}

TEST_CASE("runs without yearly agreement graphs have no outcomes of spells", "[agents][measures][spells]")
{
    const Setting setting = small_setting(3);
    for (const Metric& metric : outcome_metrics(setting)) CHECK(metric.name.find("_above") == std::string::npos);
}
