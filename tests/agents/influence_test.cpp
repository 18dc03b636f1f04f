#include "agents/influence.hpp"

#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;
using Eigen::ArrayXXd;

namespace {

/// Three countries: 0 and 1 are allies, 0 depends on 1 three times as much as on 2, 0 and 2 share a caucus.
Setting three()
{
    Setting setting = small_setting(3);
    setting.security = TieGraph(3, {{0, 1, 0.5}, {1, 0, 0.5}});
    setting.trade = TieGraph(3, {{0, 1, 0.3}, {0, 2, 0.1}});
    setting.caucus = TieGraph(3, {{0, 2, 2}, {2, 0, 2}});
    return setting;
}

double weight(const Influence& influence, int i, int j)
{
    for (std::size_t k = 0; k < influence.partners(i).size(); ++k)
        if (influence.partners(i)[k] == j) return influence.weights(i)[k];
    return 0;
}

ArrayXXd applied(const Influence& influence, const ArrayXXd& x, const InfluenceParams& params)
{
    ArrayXXd result;
    influence.apply(x, params, result);
    return result;
}

}  // namespace

TEST_CASE("layers are normalised by row, weighted and merged", "[agents][influence]")
{
    const Setting setting = three();
    World world = small_world(setting);
    world.partnerships = {{{0}, {1}, 0.5, 0, 0}};
    const Influence influence = influence_of(setting, world, {0, 1});
    // K_01 = .3 x 1 + .2 x .75 + .2 x .5 = .55; K_02 = .2 x .25 + .3 x 1 = .35
    CHECK(weight(influence, 0, 1) == Approx(0.55 / 0.9));
    CHECK(weight(influence, 0, 2) == Approx(0.35 / 0.9));
    CHECK(weight(influence, 1, 0) == 1);
    const auto closeness = [&](int i, int j) {
        Eigen::ArrayXd near;
        influence.closeness_to(j, near);
        return near(i);
    };
    CHECK(closeness(0, 1) == 1);
    CHECK(closeness(0, 2) == Approx(0.35 / 0.55));
    CHECK(closeness(1, 2) == 0);
    CHECK(closeness(0, 0) == 0);
}

TEST_CASE("W mixes partners and oneself, and a country without ties keeps its position", "[agents][influence]")
{
    Setting setting = three();
    setting.caucus = TieGraph(3, {});
    const World world = small_world(setting);
    const Influence influence = influence_of(setting, world);
    ArrayXXd x(3, 5);  // more arenas than are mixed at a time
    x << 1, 2, 3, 4, 5, /**/ -1, 0, 1, 0, 2, /**/ 0.5, 0, 0, 0, -3;
    const ArrayXXd mixed = applied(influence, x, {.rate = 0.1});
    // K_01 = .3 + .15, K_02 = .05: V_0 = (.9, .1)
    CHECK(mixed(0, 0) == Approx(0.9 * 1 + 0.1 * (0.9 * -1 + 0.1 * 0.5)));
    CHECK(mixed(0, 4) == Approx(0.9 * 5 + 0.1 * (0.9 * 2 + 0.1 * -3)));
    CHECK(mixed(1, 2) == Approx(0.9 * 1 + 0.1 * 3));
    CHECK((mixed.row(2) == x.row(2)).all());
    CHECK((applied(influence, x, {.rate = 0}) == x).all());  // the null value
    // with oneself in the pool W = row-normalised (K + I), K_01 = .45, K_02 = .05
    CHECK(applied(influence, x, {.self_in_pool = true})(0, 0) == Approx((1 + 0.45 * -1 + 0.05 * 0.5) / 1.5));
    CHECK(applied(influence, x, {.self_in_pool = true})(2, 0) == 0.5);
}

TEST_CASE("weights follow partnerships as if they were made anew", "[agents][influence]")
{
    const Setting setting = three();
    World world = small_world(setting);
    world.partnerships = {{{0}, {1}, 0.5, 0, 0}};
    Influence influence = influence_of(setting, world, {0, 1, 2});
    const Influence before = influence;
    world.partnerships = {{{0}, {1}, 0.9, 0, 0}, {{1}, {2}, 0.2, 0, 0}};  // the second dyad has no other tie
    influence.update(world, setting, world.rules.influence);
    const Influence fresh = influence_of(setting, world, {0, 1, 2});
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) CHECK(weight(influence, i, j) == weight(fresh, i, j));
    CHECK(weight(influence, 2, 1) > 0);
    CHECK(weight(before, 2, 1) == 0);  // a copy keeps its own weights
    world.rules.influence.caucus_weight = 0;
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 0, 1) == Approx((0.3 + 0.15 + 0.5 * 0.9) / (0.3 + 0.15 + 0.5 * 0.9 + 0.05)));
}

TEST_CASE("the transatlantic tie scales what joins different incumbents", "[agents][influence]")
{
    Setting setting = small_setting(4);
    lead(setting, "CR", Camp::challengers, {3});
    lead(setting, "US", Camp::incumbents, {0});
    lead(setting, "EU", Camp::incumbents, {1, 2});
    setting.security = complete(4);
    World world = small_world(setting);
    world.rules.influence.transatlantic_tie = 0.5;
    const Influence influence = influence_of(setting, world);
    CHECK(weight(influence, 0, 1) == Approx(0.25));  // .5, .5 and 1 for the challenger
    CHECK(weight(influence, 0, 3) == Approx(0.5));
    CHECK(weight(influence, 1, 0) == Approx(0.2));
    CHECK(weight(influence, 1, 2) == Approx(0.4));   // within the bloc nothing changes
    CHECK(weight(influence, 3, 0) == Approx(1.0 / 3));
}

TEST_CASE("events add to a caucus tie before it is normalised, and multiply the merged weight", "[agents][influence]")
{
    Setting setting = three();
    World world = small_world(setting);
    Influence influence(setting, {0, 1, 2});
    world.tie_changes = {{{0}, {1}, 0.5, 1}, {{1}, {2}, 0.5, 1}};
    influence.update(world, setting, world.rules.influence);
    // R_0 = (0, .5, 2): K_01 = .3 + .15 + .3 x .2, K_02 = .05 + .3 x .8
    CHECK(weight(influence, 0, 1) == Approx(0.51 / 0.8));
    CHECK(weight(influence, 1, 2) == Approx(0.5));  // K_10 = .3, K_12 = .3 x 1
    world.tie_changes.push_back({{0}, {2}, 0, 1.5});
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 0, 2) == Approx(0.435 / 0.945));
    world.tie_changes.clear();
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 0, 1) == Approx(0.45 / 0.8));
}

TEST_CASE("rows sum to 1 and closeness to a target is the same by column as by row", "[agents][influence]")
{
    constexpr int n = 60;
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(0, 1);
    const auto ties = [&] {
        std::vector<Tie> made;
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j)
                if (uniform(random) < 0.2) made.push_back({i, j, uniform(random)});
        return TieGraph(n, made);
    };
    Setting setting = small_setting(n);
    setting.security = ties();
    setting.trade = ties();
    setting.caucus = ties();
    World world = small_world(setting);
    world.rules.influence.ties = GENERATE(TieWeights::layered, TieWeights::equal, TieWeights::capability);
    const Influence influence = influence_of(setting, world);
    world.rules.influence.ties = TieWeights::layered;
    const Influence layered = influence_of(setting, world);  // of which closeness is
    Eigen::ArrayXd near;
    for (int j = 0; j < n; ++j) {
        influence.closeness_to(j, near);
        double sum = 0;
        for (const double w : influence.weights(j)) sum += w;
        CHECK(sum == Approx(1));
        for (int i = 0; i < n; ++i) {
            const auto weights = layered.weights(i);
            CHECK(near(i) == Approx(weight(layered, i, j) / *std::max_element(weights.begin(), weights.end())));
        }
    }
}

TEST_CASE("where ties are equal every partner weighs alike, whatever ties it and however strongly", "[agents][influence]")
{
    const Setting setting = three();
    World world = small_world(setting);
    world.rules.influence.ties = TieWeights::equal;
    Influence influence = influence_of(setting, world, {0, 1, 2});
    CHECK(weight(influence, 0, 1) == 0.5);
    CHECK(weight(influence, 0, 2) == 0.5);
    CHECK(weight(influence, 1, 0) == 1);
    CHECK(weight(influence, 1, 2) == 0);  // a place is not yet a tie
    CHECK(influence.total(0) == 2);       // K itself, as oneself in the pool needs it
    Eigen::ArrayXd near;
    influence.closeness_to(2, near);
    CHECK(near(0) == Approx(0.35 / 0.45));  // closeness is that of layers: K_01 = .3 + .15, K_02 = .05 + .3
    world.partnerships = {{{1}, {2}, 0.01, 0, 0}};
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 1, 2) == 0.5);
    world.rules.influence.caucus_weight = 0;  // a layer without weight ties nobody
    world.rules.influence.trade_weight = 0;
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 0, 1) == 1);
    world.rules.influence.ties = TieWeights::layered;
    influence.update(world, setting, world.rules.influence);
    const Influence fresh = influence_of(setting, world, {0, 1, 2});
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) CHECK(weight(influence, i, j) == weight(fresh, i, j));
}

TEST_CASE("ties by capability weigh partners by theirs, also when it moves", "[agents][influence]")
{
    const Setting setting = three();
    World world = small_world(setting);
    world.rules.influence.ties = TieWeights::capability;
    world.capability << 0.5, 0.3, 0.2;
    Influence influence = influence_of(setting, world);
    CHECK(weight(influence, 0, 1) == Approx(0.6));
    CHECK(weight(influence, 0, 2) == Approx(0.4));
    CHECK(weight(influence, 2, 0) == 1);
    world.capability << 0.5, 0.1, 0.4;
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 0, 1) == Approx(0.2));
    world.tie_changes = {{{0}, {1}, 0, 2}};  // an outreach multiplies whatever a tie weighs
    influence.update(world, setting, world.rules.influence);
    CHECK(weight(influence, 0, 1) == Approx(1.0 / 3));
    world.capability << 1, 0, 0;  // partners without weight are as none
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.total(0) == 0);
    CHECK(weight(influence, 1, 0) == 1);
}

TEST_CASE("with equal ties DeGroot's consensus is the mean weighted by numbers of partners", "[agents][influence]")
{
    // C0 is tied to all, C1 to C2, C3 to C0 alone: degrees 3, 2, 2, 1. x0 = (-1, 2, 0, 3): (-3 + 4 + 0 + 3)/8. By strength it would be another.
    Setting setting = small_setting(4);
    setting.security = TieGraph(4, {{0, 1, 5}, {1, 0, 1}, {0, 2, 1}, {2, 0, 2}, {0, 3, 1}, {3, 0, 1}, {1, 2, 1}, {2, 1, 7}});
    World world = small_world(setting);
    const auto consensus = [&](TieWeights ties) {
        world.rules.influence.ties = ties;
        const Influence influence = influence_of(setting, world);
        ArrayXXd x(4, 1), next;
        x << -1, 2, 0, 3;
        for (int t = 0; t < 200; ++t) {
            influence.apply(x, {.rate = 0.5}, next);
            x = next;
        }
        CHECK(x(3, 0) == Approx(x(0, 0)));
        return x(0, 0);
    };
    CHECK(consensus(TieWeights::equal) == Approx(0.5));
    CHECK(consensus(TieWeights::layered) != Approx(0.5).margin(0.05));
}

TEST_CASE("a hundred thousand countries on a ring need room for their ties only", "[agents][influence]")
{
    constexpr int n = 100'000;
    Setting setting = small_setting(n);
    setting.trade = ring(n);
    const Influence influence = influence_of(setting, small_world(setting));
    ArrayXXd x = ArrayXXd::Zero(n, 1);
    x(1, 0) = 1;
    const ArrayXXd mixed = applied(influence, x, {.rate = 0.5});
    CHECK(mixed(0, 0) == 0.25);
    CHECK(mixed(1, 0) == 0.5);
    CHECK(mixed(2, 0) == 0.25);
    CHECK(mixed.col(0).sum() == 1);
}
