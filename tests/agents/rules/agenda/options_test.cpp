// What a leader proposes: the limits of rule 4.5 and the search for the best options.
#include <cmath>

#include "sim/distributions.hpp"
#include "tests/agents/rules/agenda/chamber.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::tests;

TEST_CASE("under majority rule a setter gets its ideal or the median's indifference point", "[agents][agenda]")
{
    // Romer & Rosenthal (1978): with the median m and x_g on the same side of q, p* = x_g if |x_g - m| <= |q - m|, else 2 m - q.
    const double median = GENERATE(0.0, 0.4);
    const double side = GENERATE(-1.0, 1.0);
    const double distance = GENERATE(0.4, 1.0);       // of the status quo from the median
    const double reach = GENERATE(-0.3, 0.3, 1.5);    // of the setter beyond the median
    Stage stage = five_voters(median, room(hr1));
    const double q = median + side * distance;
    const double goal = median - side * reach;
    stage.world.status_quo(hr1.index) = q;
    stage.world.leader_position(0, rights.index) = goal;

    const auto grid = fine_grid(2000);
    const auto best = stage.options({0}, {0}, 1, {.ambitions = grid});
    const double expected = std::abs(goal - median) <= distance ? goal : 2 * median - q;
    CAPTURE(median, q, goal, expected);
    REQUIRE(best.size() == 1);
    CHECK(std::abs(best[0].proposal - expected) <= std::abs(goal - q) / 2000 + 1e-9);
    CHECK(best[0].value > 0);

    // On the far side of the status quo from the median there is nothing to win.
    stage.world.leader_position(0, rights.index) = q + side * 0.5;
    CHECK(stage.options({0}, {0}, 1, {.ambitions = grid}).empty());
}

TEST_CASE("no change is possible between the outermost veto players", "[agents][agenda]")
{
    // Voters at -1, -.5, 0, .5, 1; those at -.5 and .5 hold a veto, so the gridlock interval is [-.5, .5].
    Forum council = room(hr1, DecisionRule::council);
    council.quota = 3;
    council.veto = {"C1", "C3"};
    const auto grid = fine_grid(2000);
    Stage stage = five_voters(0, council);
    Stage without = five_voters(0, room(hr1));
    const double goal = GENERATE(-2.0, 2.0);
    stage.world.leader_position(0, rights.index) = without.world.leader_position(0, rights.index) = goal;

    for (const double q : {-0.45, 0.0, 0.45}) {
        stage.world.status_quo(hr1.index) = q;
        CAPTURE(q, goal);
        CHECK(stage.options({0}, {0}, 1, {.ambitions = grid}).empty());
    }
    // The same chamber without vetoes moves a status quo away from the median's far side.
    without.world.status_quo(hr1.index) = goal < 0 ? 0.45 : -0.45;
    CHECK(without.options({0}, {0}, 1, {.ambitions = grid}).size() == 1);

    // Outside the interval the nearer veto player is pivotal: from 1.5 to its indifference point 2 x .5 - 1.5 = -.5.
    const double q = goal < 0 ? 1.5 : -1.5;
    stage.world.status_quo(hr1.index) = q;
    const auto best = stage.options({0}, {0}, 1, {.ambitions = grid});
    REQUIRE(best.size() == 1);
    CHECK(std::abs(best[0].proposal - (goal < 0 ? -0.5 : 0.5)) <= 3.5 / 2000 + 1e-9);
}

TEST_CASE("cuts, slopes and values follow from ambition", "[agents][agenda]")
{
    // q = 1.2, x_g = -1.5: al = .5, .75, 1 propose -.15, -.825, -1.5 and cut at .525, .1875, -.15 (MODEL.md section 9).
    Setting setting = small_setting(60);
    setting.institutions.forums = {room(hr1)};
    setting.institutions.forums[0].authority = 0.05;
    lead(setting, "G", Camp::challengers, {0});
    Stage stage(std::move(setting));
    stage.params.cost = 0.1;
    stage.world.position = -1.5;
    stage.world.leader_position = -1.5;
    stage.world.capacity = 0.8;
    struct Expected {
        double ambition, cut, slope, gain;
    };
    // slope = 2 x 1.5 (p - q); gain = 2.7^2 - (1 - al)^2 2.7^2
    const auto expected = GENERATE(Expected{0.5, 0.525, -4.05, 5.4675}, Expected{0.75, 0.1875, -6.075, 6.834375},
                                   Expected{1, -0.15, -8.1, 7.29});
    const std::vector<double> only{expected.ambition};
    const auto best = stage.options({0}, {0}, 9, {.ambitions = only});
    REQUIRE(best.size() == 1);
    CHECK(best[0].cut == Approx(expected.cut).epsilon(1e-12));
    CHECK(best[0].slope == Approx(expected.slope).epsilon(1e-12));
    CHECK(best[0].ambition == expected.ambition);
    CHECK(best[0].label == expected.ambition / 2);
    CHECK(best[0].status_quo == 1.2);
    CHECK(best[0].line[0] == 1);
    // All 60 voters stand at the proposal's end, so it passes for certain.
    CHECK(best[0].value == Approx(0.05 * 0.8 * expected.gain - 0.1).epsilon(1e-9));
    // With everything else the same, the boldest is worth most.
    CHECK(stage.options({0}, {0}, 9)[0].ambition == 1);
}

TEST_CASE("cost, window and impatience decide whether an option is worth tabling", "[agents][agenda]")
{
    Setting setting = small_setting(60);
    setting.institutions.forums = {room(hr1)};
    lead(setting, "G", Camp::challengers, {0, 1});
    setting.leaders[0].initiators = {{rights, {{0}, {1}}}};
    Stage stage(std::move(setting));
    stage.world.position = -1.0;
    stage.world.leader_position = -1.0;
    stage.world.status_quo(hr1.index) = 0.5;
    // Sure to pass: V = .05 x 1.5^2 - c = .1125 - c exp(-Om).
    stage.params.cost = 0.12;
    CHECK(stage.options({0}, {0}, 9).empty());
    stage.world.window = std::log(1.2);  // the cost falls to .1
    REQUIRE(stage.options({0}, {0}, 9).size() == 1);
    CHECK(stage.options({0}, {0}, 9)[0].value == Approx(0.0125).epsilon(1e-6));
    stage.world.window = 0;
    stage.setting.impatience(1) = 1.4;  // mean of 1 and 1.4: V = .1125 x 1.2 - .12 = .015
    REQUIRE(stage.options({0}, {0}, 9).size() == 1);
    CHECK(stage.options({0}, {0}, 9)[0].value == Approx(0.015).epsilon(1e-6));
}

TEST_CASE("a barred option is not tabled until its bar ends", "[agents][agenda]")
{
    Stage stage(led_setting(20));
    stage.world.position = -1.0;
    stage.world.leader_position.row(pair.index) = -1.0;
    const ForumId assembly = stage.forum("UNGA");
    const auto has_hr1 = [&](ForumId where) {
        for (const Draft& d : stage.options(where, pair, 100))
            if (d.norm == hr1) return true;
        return false;
    };
    CHECK(has_hr1(assembly));
    stage.world.bars = {{pair, assembly, hr1, 3}};
    CHECK_FALSE(has_hr1(assembly));
    CHECK(stage.options(assembly, pair, 100).size() == 8);  // nine sub-norms less the barred one
    CHECK(has_hr1(stage.forum("HRC")) == !stage.world.roster[2].empty());
    stage.world.round = 2;
    CHECK_FALSE(has_hr1(assembly));
    stage.world.round = 3;
    CHECK(has_hr1(assembly));
    stage.world.round = 0;
    stage.world.bars = {{usa, assembly, hr1, 3}};  // another leader's bar
    CHECK(has_hr1(assembly));
}

TEST_CASE("passing over hopeless options changes nothing", "[agents][agenda]")
{
    int meeker = 0, cut_short = 0, nothing = 0;
    for (int trial = 0; trial < 60; ++trial) {
        Stage stage(led_setting(25));
        stage.params.cost = 0.05;
        stage.params.perception_error = 0.3;
        stage.world.diplomacy = 0.5;
        const sim::Draws chance{7, static_cast<std::uint32_t>(trial), 0};
        const auto normal = [&](int i, int j) {
            return sim::normal_quantile(chance.uniform(Purpose::synthetic_world, static_cast<std::uint64_t>(i + 1), static_cast<std::uint32_t>(j)));
        };
        for (int i = 0; i < stage.setting.num_countries(); ++i) {
            for (int a = 0; a < 4; ++a) stage.world.position(i, a) = -0.3 + normal(i, a);
            stage.world.exposure(i) = 0.5;
        }
        for (int g = 0; g < 3; ++g)
            for (int a = 0; a < 4; ++a) {
                stage.world.leader_position(g, a) = (g == 0 ? -1.5 : 1.5) + 0.4 * normal(100 + g, a);
                stage.world.window(g, a) = 0.5 * normal(200 + g, a);
            }
        for (int m = 0; m < 10; ++m) stage.world.status_quo(m) = 0.8 * normal(300, m);
        for (const char* forum : {"UNGA", "OEWG", "ITU", "UNSC"})
            for (int g = 0; g < 3; ++g)
                for (const int limit : {1, 2, 3, 100}) {
                    const auto fast = stage.options(stage.forum(forum), {g}, limit);
                    const auto slow = stage.options(stage.forum(forum), {g}, limit, {.pruning = Pruning::off});
                    REQUIRE(fast.size() == slow.size());
                    for (std::size_t k = 0; k < fast.size(); ++k) {
                        REQUIRE(same(fast[k], slow[k]));
                        if (k > 0) REQUIRE(fast[k - 1].value >= fast[k].value);
                        if (fast[k].ambition < 1) ++meeker;
                    }
                    if (static_cast<int>(fast.size()) == limit) ++cut_short;
                    if (fast.empty()) ++nothing;
                }
    }
    // The worlds contain what pruning could get wrong.
    CHECK(meeker > 100);
    CHECK(cut_short > 100);
    CHECK(nothing > 100);
}

TEST_CASE("an incumbents' draft on country scrutiny names a country by its exposure", "[agents][agenda]")
{
    Stage stage(led_setting(4));
    stage.world.position = 1.0;
    stage.world.status_quo = -1.0;
    stage.world.exposure << 0.9, 0, 0.5, 0, 0, 0.1, 0.2, 0.3, 0;  // CHN, -, USA, -, -, C0, C1, C2, -
    const ForumId assembly = stage.forum("UNGA");
    constexpr int trials = 20'000;
    std::vector<long> named(9, 0);
    for (int r = 0; r < trials; ++r) {
        const sim::Draws chance = stage.draws(r);
        const AgendaRound round(stage.world, stage.setting, stage.influence, stage.params, chance);
        const CountryId target = choose_target(Meeting(round, assembly), usa, hr2);
        REQUIRE(target.exists());
        ++named[static_cast<std::size_t>(target.index)];
    }
    CHECK(named[1] + named[3] + named[4] + named[8] == 0);
    CHECK(named[2] == 0);  // the USA does not name itself
    const std::vector<long> seen{named[0], named[5], named[6], named[7]};
    CHECK(plausible_counts(seen, std::vector{0.9, 0.1, 0.2, 0.3}));
    CHECK_FALSE(plausible_counts(seen, std::vector{0.9, 0.15, 0.2, 0.3}));

    // Nor does it name one that has come to follow it.
    const Coalitions at_start = stage.world.coalitions;
    stage.world.coalitions.move({0}, usa);
    for (int r = 0; r < 100; ++r) {
        const sim::Draws chance = stage.draws(r);
        const AgendaRound round(stage.world, stage.setting, stage.influence, stage.params, chance);
        CHECK(choose_target(Meeting(round, assembly), usa, hr2).index != 0);
    }
    stage.world.coalitions = at_start;

    // The challengers name nobody; other sub-norms name nobody.
    stage.world.leader_position.row(usa.index) = 1.0;
    stage.world.leader_position.row(pair.index) = 1.0;
    for (const LeaderId leader : {usa, pair})
        for (const Draft& d : stage.options(assembly, leader, 100)) CHECK(d.target.exists() == (leader == usa && d.norm == hr2));
}

TEST_CASE("the named country does not depend on the order of countries", "[agents][agenda]")
{
    const auto named = [](std::vector<std::string> codes) {
        Setting setting = small_setting(codes);
        lead(setting, "G", Camp::incumbents, {0});
        Stage stage(std::move(setting));
        for (int i = 0; i < 5; ++i) stage.world.exposure(i) = 0.1 * (stage.setting.code[static_cast<std::size_t>(i)][1] - '0');
        std::string list;
        for (int r = 0; r < 50; ++r) {
            const sim::Draws chance = stage.draws(r);
            const AgendaRound round(stage.world, stage.setting, stage.influence, stage.params, chance);
            const CountryId target = choose_target(Meeting(round, {1}), {0}, hr2);
            list += stage.setting.code[static_cast<std::size_t>(target.index)];
        }
        return list;
    };
    CHECK(named({"X0", "X1", "X2", "X3", "X4"}) == named({"X0", "X4", "X2", "X1", "X3"}));
}
