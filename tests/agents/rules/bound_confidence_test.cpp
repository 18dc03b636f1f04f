// Module M1 and the forms of influence, against what the literature says of them.
#include "agents/rules/bound_confidence.hpp"

#include <cmath>
#include <random>

#include "agents/influence.hpp"
#include "agents/rules/drift_positions.hpp"
#include "agents/world.hpp"
#include "tests/agents/rules/field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity::agents;
using namespace comity::tests;
using comity::sim::Draws;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;

TEST_CASE("with W of equal weights inside the reach a grid of 201 opinions falls into one cluster at .2525, three at .1525", "[agents][bound_confidence]")
{
    // Unit K: partnerships of strength 1 alone, and each country in its own pool (Hegselmann & Krause 2002).
    constexpr int n = 201;
    Setting setting = small_setting(n);
    World world = small_world(setting);
    std::vector<int> all(n);
    for (int i = 0; i < n; ++i) all[static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < i; ++j) world.partnerships.push_back({{j}, {i}, 1, 0, 0});
    InfluenceParams params{.security_weight = 0, .trade_weight = 0, .caucus_weight = 0, .self_in_pool = true};
    Influence influence(setting, all);
    influence.update(world, setting, params);
    const auto settled = [&](double reach) {
        ArrayXXd x = ArrayXXd::Zero(n, setting.num_arenas()), next;
        for (int i = 0; i < n; ++i) x.row(i).setConstant(i / 200.0);
        for (int t = 0; t < 200; ++t) {
            influence.apply_heard(x, params, {.reach = reach}, next);
            x = next;
        }
        return x;
    };
    CHECK(clusters(settled(0.2525).col(0), 0.01) == 1);
    const ArrayXXd three = settled(0.1525);
    CHECK(clusters(three.col(0), 0.01) == 3);
    CHECK((three.col(1) == three.col(0)).all());
}

TEST_CASE("a reach beyond all distances is the core's influence, and a country without near partners stays", "[agents][bound_confidence]")
{
    Field field(5);
    field.world.position.col(0) << -3, -1, 0, 0.2, 3;
    const bool pool = GENERATE(false, true);
    field.world.rules.influence.self_in_pool = pool;
    field.influence.update(field.world, field.setting, field.world.rules.influence);
    ArrayXXd core, wide, narrow;
    field.influence.apply(field.world.position, field.world.rules.influence, core);
    field.influence.apply_heard(field.world.position, field.world.rules.influence, {.reach = 10}, wide);
    CHECK((core - wide).abs().maxCoeff() < 1e-14);
    field.influence.apply_heard(field.world.position, field.world.rules.influence, {.reach = 0.5}, narrow);
    CHECK(narrow(0, 0) == -3);
    CHECK(narrow(4, 0) == 3);
    // Of four equal shares one is heard, .2 away: all of the weight of others without self_in_pool, .25 against 1 with it.
    const double w = pool ? 0.25 / 1.25 : field.world.rules.influence.rate;
    CHECK(narrow(2, 0) == Approx(w * 0.2));
    CHECK(narrow(3, 0) < 0.2);
}

TEST_CASE("the module shuts out who is far, and only while it is on", "[agents][bound_confidence]")
{
    Field near(2), off(2);
    near.world.position.col(0) << -1, 1;
    off.world.position = near.world.position;
    near.world.rules.bounded_confidence.on = true;
    near.play(5);
    off.world.rules.bounded_confidence.reach = 0.1;
    off.play(5);
    CHECK((near.world.position.col(0) == (ArrayXd(2) << -1, 1).finished()).all());  // 2 apart, reach 1.5
    CHECK(off.world.position(0, 0) > -1);
}

TEST_CASE("without anchors positions end at one point, that of the Perron vector", "[agents][influence_form]")
{
    // W = [[.5,.5,0],[.25,.5,.25],[0,.5,.5]] has the left Perron vector (1/4, 1/2, 1/4): x0 = (-1, 0, 2) ends at .25 (section 9).
    Setting setting = small_setting(3);
    setting.security = TieGraph(3, {{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 1, 1}});
    setting.initial_anchor.setConstant(3);  // of no account
    World world = small_world(setting);
    InfluenceParams& params = world.rules.influence;
    params = {.rate = 0.5, .susceptibility = 0.5, .security_weight = 1, .trade_weight = 0, .caucus_weight = 0, .noise = 0, .form = InfluenceForm::degroot};
    world.anchor = setting.initial_anchor;
    Influence influence(setting, {});
    influence.update(world, setting, params);
    world.position.col(0) << -1, 0, 2;
    for (int t = 0; t < 200; ++t) world.position = drift_positions(world, setting, influence, params, Draws(1, 0, t));
    for (int i = 0; i < 3; ++i) CHECK(world.position(i, 0) == Approx(0.25));
    CHECK((inverted_anchors(world, influence, params) == world.position).all());
}

TEST_CASE("meeting one partner moves a country as the mean of all partners would, on average", "[agents][influence_form]")
{
    Field field(6);
    field.world.position.col(0) << -2, -1, 0, 0.5, 1, 3;
    const ArrayXXd start = field.world.position;
    ArrayXXd mean;
    field.world.rules.influence.self_in_pool = GENERATE(false, true);
    field.world.rules.bounded_confidence = {.on = GENERATE(false, true), .reach = 1.6};
    Hearing hearing{.reach = reach_of(field.world.rules.bounded_confidence), .renormalised = false};
    field.influence.apply_heard(start, field.world.rules.influence, hearing, mean);
    field.world.rules.influence.form = InfluenceForm::deffuant;
    constexpr int runs = 20'000;
    ArrayXd sum = ArrayXd::Zero(6), squares = sum;
    for (std::uint32_t r = 0; r < runs; ++r) {
        field.world.position = start;
        field.play(1, r);
        const ArrayXd moved = field.world.position.col(0) - start.col(0);
        sum += moved;
        squares += moved.square();
    }
    for (int i = 0; i < 6; ++i) {
        const double m = sum(i) / runs, error = std::sqrt((squares(i) / runs - m * m) / runs);
        CHECK(std::abs(m - (mean(i, 0) - start(i, 0))) <= 4.5 * error + 1e-12);  // 24 checks at p < 1e-5 each
        CHECK((error > 0 || i == 5));  // the farthest may have nobody near
    }
}

TEST_CASE("pairwise meetings within a reach leave about 1 / (2 reach) large clusters", "[agents][influence_form]")
{
    constexpr int n = 400;
    const auto found = [&](double reach, unsigned seed) {
        Field field(n);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> uniform(0, 1);
        for (int i = 0; i < n; ++i) field.world.position.row(i).setConstant(uniform(random));
        field.world.rules.influence.form = InfluenceForm::deffuant;
        field.world.rules.influence.rate = 0.5;
        field.world.rules.bounded_confidence = {.on = true, .reach = reach};
        field.play(300);
        return clusters(field.world.position.col(0), 0.02, n / 20);
    };
    int one = 0, two = 0, three = 0, many = 0;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        one += found(0.5, seed) == 1;
        two += found(0.25, seed) <= 2;
        const int at_15 = found(0.15, seed), at_10 = found(0.10, seed);
        three += at_15 >= 2 && at_15 <= 4;
        many += at_10 >= 3 && at_10 <= 6;
    }
    CHECK(one == 5);
    CHECK(two >= 4);
    CHECK(three >= 4);
    CHECK(many >= 4);
}
