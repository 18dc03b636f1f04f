// Routine business: how much, on what, and by which law.
#include <array>
#include <cmath>

#include "tests/agents/rules/agenda/stage.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

/// Routine drafts of a forum in many replicates of one round.
std::vector<Draft> routine(const Stage& stage, ForumId forum, int replicates)
{
    std::vector<Draft> found;
    for (int r = 0; r < replicates; ++r)
        for (const Draft& d : stage.agenda(r).drafts)
            if (d.forum == forum && d.kind == DraftKind::background) found.push_back(d);
    return found;
}

struct Moments {
    double sum = 0, squares = 0;
    long count = 0;
    void add(double x)
    {
        sum += x;
        squares += x * x;
        ++count;
    }
    /// Both the mean and the variance agree with N(mean, sd).
    bool fits(double mean, double sd) const
    {
        const auto n = static_cast<double>(count);
        const double variance = squares / n - 2 * mean * sum / n + mean * mean;  // about the claimed mean
        return plausible_mean(sum / n, count, mean, sd) && plausible_mean(variance, count, sd * sd, std::sqrt(2.0) * sd * sd);
    }
};

/// The fourth quarter of 2020, in which council and assembly meet.
Stage autumn()
{
    Stage stage(small_setting(3));
    stage.world.round = 3;
    return stage;
}

}  // namespace

TEST_CASE("routine business arrives at the rate of its forum, times capacity and scale", "[agents][agenda]")
{
    Stage stage = autumn();
    const ForumId assembly = stage.forum("UNGA"), council = stage.forum("UNSC");
    stage.world.capacity(assembly.index) = 0.8;
    stage.world.capacity(council.index) = 0.5;
    stage.params.background_scale = 0.5;
    constexpr int trials = 1'000;
    const double per_assembly = static_cast<double>(routine(stage, assembly, trials).size()) / trials;
    const double per_council = static_cast<double>(routine(stage, council, trials).size()) / trials;
    CHECK(plausible_mean(per_assembly, trials, 36, 6));  // 90 x .8 x .5
    CHECK(plausible_mean(per_council, trials, 3.375, std::sqrt(3.375)));
    CHECK_FALSE(plausible_mean(per_assembly, trials, 45, std::sqrt(45.0)));  // capacity ignored
    CHECK_FALSE(plausible_mean(per_council, trials, 6.75, std::sqrt(6.75)));
    stage.params.background_scale = 0;
    CHECK(stage.agenda().drafts.empty());
}

TEST_CASE("arenas of routine business follow the forum's shares", "[agents][agenda]")
{
    const Stage stage = autumn();
    std::vector<long> seen(4, 0);
    for (const Draft& d : routine(stage, stage.forum("UNGA"), 300)) ++seen[static_cast<std::size_t>(d.arena.index)];
    CHECK(plausible_counts(seen, std::vector{0.30, 0.12, 0.01, 0.57}));
    CHECK_FALSE(plausible_counts(seen, std::vector{0.30, 0.12, 0.02, 0.56}));
    for (const Draft& d : routine(stage, stage.forum("UNSC"), 20)) CHECK(d.arena == intervention);
}

TEST_CASE("routine drafts of the assembly follow the law fitted to rights votes", "[agents][agenda]")
{
    const Stage stage = autumn();
    Moments negative_cut, negative_slope, negative_band, positive_cut, positive_slope, positive_band;
    long negative = 0, all = 0;
    for (const Draft& d : routine(stage, stage.forum("UNGA"), 200)) {
        ++all;
        REQUIRE(d.half_band <= 4);
        REQUIRE(d.consent == 0);
        REQUIRE_FALSE(d.leader.exists());
        if (d.slope < 0) {
            ++negative;
            negative_cut.add(std::log(d.cut - 0.3));
            negative_slope.add(std::log(-d.slope));
            if (d.half_band < 1) negative_band.add(d.half_band < std::exp(0.1) ? 1 : 0);
        } else {
            positive_cut.add(std::log(-0.3 - d.cut));
            positive_slope.add(std::log(d.slope));
            positive_band.add(std::log(d.half_band));
        }
    }
    CHECK(plausible(negative, all, 0.75));
    CHECK_FALSE(plausible(negative, all, 0.70));
    CHECK(negative_cut.fits(-0.35, 0.85));
    CHECK(negative_slope.fits(1.58, 0.55));
    CHECK(plausible(negative_band.count, negative, 0.460172));  // P(exp(N(.1, 1)) < 1) = Phi(-.1)
    CHECK(positive_cut.fits(-0.75, 0.8));
    CHECK(positive_slope.fits(1.2, 0.45));
    CHECK(positive_band.fits(0.4, 0.4));  // capped at 2.5 s.d., too far out to show
    CHECK_FALSE(negative_cut.fits(-0.40, 0.85));
    CHECK_FALSE(negative_slope.fits(1.58, 0.60));
    CHECK_FALSE(plausible(negative_band.count, negative, 0.5));
}

TEST_CASE("cut, slope and half-band of routine drafts are independent, and so are forums", "[agents][agenda]")
{
    const Stage stage = autumn();
    const auto standard = [](double x, double mean, double sd) { return (x - mean) / sd; };
    double cut_slope = 0, cut_band = 0, slope_band = 0, forums = 0;
    long drafts = 0;
    constexpr int trials = 400;
    for (int r = 0; r < trials; ++r) {
        double of_assembly = 0, of_council = 0;  // slopes of the first drafts
        for (const Draft& d : stage.agenda(r).drafts) {
            if (d.kind != DraftKind::background) continue;
            const bool council = d.forum == stage.forum("UNSC"), first = (d.key & 0xfffffu) == 0;
            if (council && first) of_council = standard(std::log(d.slope), stage.params.council_slope_mean, stage.params.council_slope_sd);
            if (d.forum != stage.forum("UNGA")) continue;
            if (first) of_assembly = d.slope < 0 ? standard(std::log(-d.slope), 1.58, 0.55) : standard(std::log(d.slope), 1.2, 0.45);
            if (d.slope < 0) continue;  // the cap on half-bands hides too much of the others
            const double cut = standard(std::log(-0.3 - d.cut), -0.75, 0.8), slope = standard(std::log(d.slope), 1.2, 0.45);
            const double band = standard(std::log(d.half_band), 0.4, 0.4);
            cut_slope += cut * slope;
            cut_band += cut * band;
            slope_band += slope * band;
            ++drafts;
        }
        forums += of_assembly * of_council;
    }
    for (const double sum : {cut_slope, cut_band, slope_band}) CHECK(plausible_mean(sum / static_cast<double>(drafts), drafts, 0, 1));
    CHECK(plausible_mean(forums / trials, trials, 0, 1));
}

TEST_CASE("routine council drafts carry consent and lean to the L pole", "[agents][agenda]")
{
    const Stage stage = autumn();
    Moments cut, slope;
    for (const Draft& d : routine(stage, stage.forum("UNSC"), 1'000)) {
        REQUIRE(d.slope > 0);
        REQUIRE(d.consent == 4.5);
        REQUIRE(d.half_band == 1.1);
        cut.add(d.cut);
        slope.add(std::log(d.slope));
    }
    CHECK(cut.fits(-1.6, 0.5));
    CHECK(slope.fits(0.3, 0.5));
    CHECK_FALSE(cut.fits(-1.55, 0.5));
    CHECK_FALSE(slope.fits(0.3, 0.55));
}

TEST_CASE("more routine business adds slots at the end", "[agents][agenda]")
{
    Stage stage = autumn();
    int longer = 0;
    for (int r = 0; r < 20; ++r) {
        stage.params.background_scale = 1;
        const auto fewer = stage.agenda(r).drafts;
        stage.params.background_scale = 1.3;
        const auto more = stage.agenda(r).drafts;
        CHECK(contains_in_order(more, fewer));
        longer += more.size() > fewer.size();
    }
    CHECK(longer == 20);
}
