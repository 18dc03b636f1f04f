// How many drafts leaders table, who may, and in whose name.
#include <cmath>

#include "tests/agents/rules/agenda/stage.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

/// Everyone wants what the pair wants, so each of nine sub-norms is worth tabling in the assembly.
Stage eager()
{
    Stage stage(led_setting(20));
    stage.world.position = -1.5;
    stage.world.leader_position = -1.5;
    return stage;
}

}  // namespace

TEST_CASE("a leader tables a Poisson number of drafts, in proportion to presence, attention and window", "[agents][agenda]")
{
    Stage stage = eager();
    const ForumId assembly = stage.forum("UNGA");
    stage.world.presence.share(pair.index, assembly.index) = 0.25;
    stage.world.attention(pair.index, assembly.index) = 0.5;
    const double window = GENERATE(-3.0, 0.0, 0.5);
    stage.world.window.row(pair.index) = window;
    // 6 x .25 x .5 = .75, times exp(window) within [1/4, 4]
    const double mean = 0.75 * std::max(0.25, std::exp(window));
    constexpr int trials = 4'000;
    long count = 0, none = 0;
    for (int r = 0; r < trials; ++r) {
        const auto drafts = stage.leader_drafts(assembly, pair, r);
        count += static_cast<long>(drafts.size());
        none += drafts.empty();
    }
    const double observed = static_cast<double>(count) / trials;
    CAPTURE(window, mean, observed);
    CHECK(plausible_mean(observed, trials, mean, std::sqrt(mean)));
    CHECK(plausible(none, trials, std::exp(-mean)));
    CHECK_FALSE(plausible_mean(observed, trials, 1.25 * mean, std::sqrt(1.25 * mean)));
    CHECK_FALSE(plausible(none, trials, std::exp(-1.25 * mean)));
}

TEST_CASE("a wide window at most quadruples a leader's drafts", "[agents][agenda]")
{
    Stage stage = eager();
    const ForumId assembly = stage.forum("UNGA");
    const sim::Draws chance = stage.draws();
    const auto mean = [&] {
        const AgendaRound round(stage.world, stage.setting, stage.influence, stage.params, chance);
        return expected_limit(Meeting(round, assembly), pair);
    };
    stage.world.presence.share(pair.index, assembly.index) = 0.1;
    stage.world.window.row(pair.index) = 5;
    CHECK(mean() == Approx(6 * 0.1 * 4).epsilon(1e-12));
    // The window of a forum is the mean over the three arenas that the assembly decides on; the control arena does not count.
    stage.world.window.row(pair.index) << 0.3, -0.6, 0.9, 5;
    CHECK(mean() == Approx(6 * 0.1 * std::exp(0.2)).epsilon(1e-12));
    stage.params.window_effect = 0;
    CHECK(mean() == Approx(6 * 0.1).epsilon(1e-12));
}

TEST_CASE("a higher rate adds drafts at the end and leaves the others as they are", "[agents][agenda]")
{
    Stage stage = eager();
    stage.setting.leaders[0].initiators = {{rights, {{0}}}, {intervention, {{0}, {1}}}, {cyber, {{1}}}};
    stage.world.partnerships = {{{0}, {1}, 0.5}};
    const ForumId assembly = stage.forum("UNGA");
    stage.world.presence.share(pair.index, assembly.index) = 0.3;
    int longer = 0;
    for (int r = 0; r < 50; ++r) {
        stage.params.leader_rate = 6;
        const auto fewer = stage.leader_drafts(assembly, pair, r);
        stage.params.leader_rate = 12;
        const auto more = stage.leader_drafts(assembly, pair, r);
        REQUIRE(more.size() >= fewer.size());
        for (std::size_t k = 0; k < fewer.size(); ++k) CHECK(same(fewer[k], more[k]));
        for (std::size_t k = 0; k < more.size(); ++k) CHECK(more[k].key == draft_key(assembly.index, pair.index, static_cast<int>(k)));
        longer += more.size() > fewer.size();
    }
    CHECK(longer > 20);
}

TEST_CASE("where members alone may table, a leader needs a member that sits and engages", "[agents][agenda]")
{
    Stage stage(led_setting(20));
    const ForumId experts = stage.forum("GGE");
    stage.setting.recorded_seats = {{experts, {0}, 2019, 2040}, {experts, {6}, 2019, 2040}};  // CHN and C1
    refresh(stage.world, stage.setting);
    stage.world.position = -1.5;
    stage.world.leader_position = -1.5;
    stage.world.presence.share = 0.3;
    stage.params.leader_rate = 30;
    CHECK_FALSE(stage.leader_drafts(experts, pair).empty());
    CHECK(stage.leader_drafts(experts, usa).empty());
    CHECK_FALSE(stage.leader_drafts(stage.forum("OEWG"), usa).empty());
    stage.world.engagement(0, experts.index) = 0.01;  // however little
    CHECK_FALSE(stage.leader_drafts(experts, pair).empty());
    stage.world.engagement(0, experts.index) = 0;
    CHECK(stage.leader_drafts(experts, pair).empty());
}

TEST_CASE("the named members initiate by arena, and otherwise the one with most presence", "[agents][agenda]")
{
    Stage stage = eager();
    stage.setting.leaders[0].initiators = {{rights, {{0}}}, {intervention, {{0}, {1}}}};
    const ForumId assembly = stage.forum("UNGA");
    stage.world.presence.country(1, assembly.index) = 10;  // RUS has most presence
    stage.world.presence.share(pair.index, assembly.index) = 1;
    stage.params.leader_rate = 30;
    long china = 0, russia = 0;
    for (int r = 0; r < 400; ++r)
        for (const Draft& d : stage.leader_drafts(assembly, pair, r)) {
            if (d.arena == rights) REQUIRE(d.initiator == CountryId{0});
            if (d.arena == cyber) REQUIRE(d.initiator == CountryId{1});
            if (d.arena == intervention) ++(d.initiator == CountryId{0} ? china : russia);
        }
    CHECK(plausible(china, china + russia, 0.5));
    CHECK_FALSE(plausible(china, china + russia, 0.6));
}

TEST_CASE("a partner co-sponsors with the strength of the partnership, and those of one mind do too", "[agents][agenda]")
{
    Stage stage = eager();
    stage.world.partnerships = {{{0}, {1}, 0.75}};
    const ForumId assembly = stage.forum("UNGA");
    stage.world.presence.share.col(assembly.index) = 0.3;
    long joined = 0, tabled = 0;
    for (int r = 0; r < 2'000; ++r) {
        for (const Draft& d : stage.leader_drafts(assembly, pair, r)) {
            joined += d.partner_cosponsors;
            ++tabled;
            // At -1.5 a country agrees with a text of slope -8.1 that cuts at -.15 at a chance of L(8.1 x 1.35 - 1.1) > .9.
            if (d.norm == hr1) REQUIRE(d.num_cosponsors >= 20);
        }
        for (const Draft& d : stage.leader_drafts(assembly, usa, r)) REQUIRE_FALSE(d.partner_cosponsors);
    }
    CHECK(plausible(joined, tabled, 0.75));
    CHECK_FALSE(plausible(joined, tabled, 0.82));
}

TEST_CASE("a leader misjudges all others alike, the less the better its diplomats", "[agents][agenda]")
{
    Stage stage(led_setting(2));
    stage.params.perception_error = 0.3;
    stage.world.diplomacy << 0.5, 1, 0, 0, 0, 0, 0;  // CHN .5 and RUS 1: the pair's best is 1; the USA's is 0
    constexpr int trials = 20'000;
    double pair_squares = 0, usa_squares = 0, both = 0;
    for (int r = 0; r < trials; ++r) {
        const sim::Draws chance = stage.draws(r);
        const AgendaRound round(stage.world, stage.setting, stage.influence, stage.params, chance);
        pair_squares += round.errors[0] * round.errors[0];
        usa_squares += round.errors[1] * round.errors[1];
        both += round.errors[0] * round.errors[1];
    }
    // s.d. .3 (1.5 - 1) = .15 and .3 x 1.5 = .45; the square of a normal has s.d. sqrt(2) sigma^2
    CHECK(plausible_mean(pair_squares / trials, trials, 0.0225, std::sqrt(2.0) * 0.0225));
    CHECK(plausible_mean(usa_squares / trials, trials, 0.2025, std::sqrt(2.0) * 0.2025));
    CHECK(plausible_mean(both / trials, trials, 0, 0.15 * 0.45));
    CHECK_FALSE(plausible_mean(pair_squares / trials, trials, 0.0225 * 1.1, std::sqrt(2.0) * 0.0225 * 1.1));
}
