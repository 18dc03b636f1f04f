#include "agents/rules/adopt_norms.hpp"

#include <cmath>
#include <random>

#include "agents/influence.hpp"
#include "sim/distributions.hpp"
#include "tests/agents/rules/crowd.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;
using Eigen::ArrayXd;

namespace {

constexpr int cy3 = 8, ct1 = 9;

AdoptionState play(const World& world, const Setting& setting, const AdoptionParams& params, sim::Draws draws = {5, 0, 0})
{
    return adopt_norms(world, setting, influence_of(setting, world), params, draws);
}

/// A world with random positions, ties, thresholds and adoption.
World generated(Setting& setting, int n)
{
    std::mt19937 random(17);
    std::uniform_real_distribution<double> uniform(0, 1);
    setting = small_setting(n);
    std::vector<Tie> ties;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j)
            if (uniform(random) < 0.3) ties.push_back({i, j, uniform(random)});
    setting.trade = TieGraph(n, ties);
    for (int i = 0; i < n; ++i) setting.threshold(i) = 0.2 + 0.6 * uniform(random);
    World world = small_world(setting);
    world.position = world.position.unaryExpr([&](double) { return 3 * uniform(random) - 1.5; });
    world.status_quo = world.status_quo.unaryExpr([&](double) { return 2 * uniform(random) - 1; });
    world.adopted = world.adopted.unaryExpr([&](std::int8_t) { return static_cast<std::int8_t>(std::floor(3 * uniform(random)) - 1); });
    return world;
}

double logistic(double z) { return 1 / (1 + std::exp(-z)); }

/// The rule as MODEL.md writes it, for one country and norm.
int by_the_book(const World& w, const Setting& s, const Influence& influence, const AdoptionParams& p, int i, int m)
{
    const int arena = s.institutions.norms[static_cast<std::size_t>(m)].arena.index;
    const auto pressure = [&](int sg) {
        double world = 0, ties = 0;
        for (int j = 0; j < s.num_countries(); ++j) world += w.adopted(j, m) == sg ? 1.0 / s.num_countries() : 0;
        for (std::size_t k = 0; k < influence.partners(i).size(); ++k)
            ties += w.adopted(influence.partners(i)[k], m) == sg ? influence.weights(i)[k] : 0;
        return p.own_weight * logistic(1.5 * sg * w.position(i, arena)) + p.institution_weight * logistic(2 * sg * w.status_quo(m)) +
               (1 - p.own_weight - p.institution_weight) * ((1 - p.tie_share) * world + p.tie_share * ties);
    };
    const double plus = pressure(1), minus = pressure(-1), phi = s.threshold(i);
    const int own = w.adopted(i, m);
    if (plus > minus && plus >= phi) return 1;
    if (minus > plus && minus >= phi) return -1;
    if (plus != minus && own != 0 && (own > 0 ? plus : minus) < phi - p.tolerance) return 0;
    return own;
}

}  // namespace

TEST_CASE("under the world's share alone adoption follows Granovetter's map", "[agents][adopt_norms]")
{
    CHECK(granovetter_shares(0.25, 0.122, 400).back() == Approx(0.055).margin(0.001));
    CHECK(granovetter_shares(0.25, 0.1225, 400).back() == 1);
}

TEST_CASE("a country adopts the reading under more pressure where that reaches its threshold", "[agents][adopt_norms]")
{
    // C0 at x = 1, q = 0, nobody adopts: .5 L(1.5) + .15 L(0) = .5 x .8175745 + .075 = .4837872
    Setting setting = small_setting(3);
    World world = small_world(setting);
    world.position.col(0) << 1, 1, -1;
    world.status_quo.setZero();
    setting.threshold << 0.4837, 0.4838, 0.4837;
    const auto next = play(world, setting, {.review = 1}).adopted;
    CHECK(next(0, hr1) == 1);
    CHECK(next(1, hr1) == 0);
    CHECK(next(2, hr1) == -1);
    CHECK(next(0, cy3) == 0);  // at x = 0 both readings press alike: no change
}

TEST_CASE("partners and the world press by their shares of adopters", "[agents][adopt_norms]")
{
    // C0 trades .75 with C1 and .25 with C2; C1 and C3 have adopted; x = q = 0: .25 + .075 + .35 (.5 x .5 + .5 x .75)
    Setting setting = small_setting(4);
    setting.trade = TieGraph(4, {{0, 1, 0.75}, {0, 2, 0.25}});
    World world = small_world(setting);
    world.status_quo.setZero();
    world.adopted(1, hr1) = world.adopted(3, hr1) = 1;
    const double pressure = 0.325 + 0.35 * 0.625;
    setting.threshold(0) = pressure - 1e-9;
    CHECK(play(world, setting, {.review = 1}).adopted(0, hr1) == 1);
    setting.threshold(0) = pressure + 1e-9;
    CHECK(play(world, setting, {.review = 1}).adopted(0, hr1) == 0);
    setting.threshold(0) = 0.325 + 0.35 * 0.5 - 1e-9;  // the world's share alone
    CHECK(play(world, setting, {.review = 1, .tie_share = 0}).adopted(0, hr1) == 1);
}

TEST_CASE("an adopter drops its reading only below its threshold less the tolerance", "[agents][adopt_norms]")
{
    // alone at x = .2, q = 0, having adopted: .5 L(.3) + .075 + .35 x .5 x 1
    Setting setting = small_setting(1);
    World world = small_world(setting);
    world.position(0, 0) = 0.2;
    world.status_quo.setZero();
    world.adopted(0, hr1) = 1;
    const double pressure = 0.5 * logistic(0.3) + 0.075 + 0.175;
    setting.threshold(0) = pressure + 0.0999;
    CHECK(play(world, setting, {.review = 1}).adopted(0, hr1) == 1);
    setting.threshold(0) = pressure + 0.1001;
    CHECK(play(world, setting, {.review = 1}).adopted(0, hr1) == 0);
    CHECK(play(world, setting, {.review = 1, .tolerance = 0.2}).adopted(0, hr1) == 1);
}

TEST_CASE("the shortcut past partners decides as the whole rule does", "[agents][adopt_norms]")
{
    Setting setting;
    World world = generated(setting, 50);
    const Influence influence = influence_of(setting, world);
    const AdoptionParams params{.review = 1};
    int changes = 0;
    for (int t = 0; t < 5; ++t) {
        const AdoptionTable next = adopt_norms(world, setting, influence, params, sim::Draws(2, 0, t)).adopted;
        for (int i = 0; i < 50; ++i)
            for (int m = 0; m < setting.num_norms(); ++m) {
                REQUIRE(int{next(i, m)} == by_the_book(world, setting, influence, params, i, m));
                changes += next(i, m) != world.adopted(i, m) ? 1 : 0;
            }
        world.adopted = next;
    }
    CHECK(changes > 100);
}

TEST_CASE("countries review at their chance", "[agents][adopt_norms]")
{
    constexpr int n = 50'000;
    Setting setting = small_setting(n);
    World world = small_world(setting);
    world.position.setOnes();
    setting.threshold.setZero();  // whoever reviews adopts
    const AdoptionTable next = play(world, setting, {.review = 0.1}).adopted;
    for (const int m : {hr1, cy3, ct1}) {
        const long adopters = (next.col(m) == 1).count();
        CHECK(plausible(adopters, n, 0.1));
        CHECK_FALSE(plausible(adopters, n, 0.11));
    }
    CHECK(plausible((next.col(0) * next.col(1) == 1).count(), n, 0.01));  // norms of one block are independent
    CHECK((play(world, setting, {.review = 0}).adopted == 0).all());
}

TEST_CASE("mirrored positions and status quo give mirrored adoption", "[agents][adopt_norms]")
{
    const AdoptionParams params{.review = 0.7, .form = GENERATE(AdoptionForm::threshold, AdoptionForm::logistic, AdoptionForm::contagion)};
    Setting setting;
    const World world = generated(setting, 50);
    World mirror = world;
    mirror.position *= -1;
    mirror.status_quo *= -1;
    mirror.adopted *= std::int8_t{-1};
    CHECK((play(world, setting, params).adopted == -play(mirror, setting, params).adopted).all());
}

TEST_CASE("a logistic choice without noise is the threshold rule", "[agents][adopt_norms]")
{
    Setting setting;
    World world = generated(setting, 50);
    const AdoptionParams threshold{.review = 0.7};
    AdoptionParams sharp = threshold, soft = threshold;
    sharp.form = soft.form = AdoptionForm::logistic;
    sharp.sharpness = 1e12;
    int changes = 0;
    for (int t = 0; t < 5; ++t) {
        const sim::Draws draws(2, 0, t);
        const AdoptionTable next = play(world, setting, threshold, draws).adopted;
        CHECK((play(world, setting, sharp, draws).adopted == next).all());
        CHECK((play(world, setting, soft, draws).adopted != next).count() > 10);
        changes += static_cast<int>((next != world.adopted).count());
        world.adopted = next;
    }
    CHECK(changes > 100);
}

TEST_CASE("a logistic choice adopts with chance L(k (pressure - phi)), and otherwise drops with its own", "[agents][adopt_norms]")
{
    // At x = 1, q = 0, nobody adopting, pressure is .4837872 (see above). phi = .45, k = 20: L(.675744) = .662783.
    constexpr int n = 50'000;
    Setting setting = small_setting(n);
    World world = small_world(setting);
    world.position.col(0).setOnes();
    world.status_quo.setZero();
    setting.threshold.setConstant(0.45);
    const AdoptionParams params{.review = 0.4, .form = AdoptionForm::logistic};
    const long adopters = (play(world, setting, params).adopted.col(hr1) == 1).count();
    CHECK(plausible(adopters, n, 0.4 * 0.662783));
    CHECK_FALSE(plausible(adopters, n, 0.4 * 0.662783 * 1.05));

    // All hold it: pressure .4837872 + .35/2. phi = .75: L(-1.824256) = .138929 stay by choice, of the rest L(20 (.75 - .1 - .6587872)) go.
    world.adopted.col(hr1).setOnes();
    setting.threshold.setConstant(0.75);
    const long dropped = (play(world, setting, params).adopted.col(hr1) == 0).count();
    const double chance = 0.4 * (1 - 0.138929) * logistic(20 * (0.65 - 0.6587872));
    CHECK(plausible(dropped, n, chance));
    CHECK_FALSE(plausible(dropped, n, chance * 1.05));
    CHECK((play(world, setting, params).adopted.col(hr1) == -1).count() == 0);
}

TEST_CASE("contagion adopts at rate p + q share, whatever the threshold, and drops nothing", "[agents][adopt_norms]")
{
    constexpr int n = 50'000;
    Setting setting = small_setting(n);
    setting.threshold.setOnes();
    World world = small_world(setting);
    world.position.setOnes();
    for (int i = 0; i < n; ++i) world.adopted(i, hr1) = i < 20'000 ? 1 : i < 35'000 ? 0 : -1;  // .4 hold what is pressed for
    const AdoptionParams params{.review = 0, .tie_share = 0, .form = AdoptionForm::contagion, .innovation = 0.02, .imitation = 0.3};
    const AdoptionTable next = play(world, setting, params).adopted;
    CHECK((next.col(hr1).head(20'000) == 1).all());
    const double chance = 1 - std::exp(-(0.02 + 0.3 * 0.4));
    const long joined = (next.col(hr1).segment(20'000, 15'000) == 1).count(), changed = (next.col(hr1).tail(15'000) == 1).count();
    CHECK(plausible(joined, 15'000, chance));
    CHECK(plausible(changed, 15'000, chance));  // holding the other reading is no shelter
    CHECK_FALSE(plausible(joined + changed, 30'000, chance * 1.1));
    CHECK((next.col(hr1) == 0).count() == 15'000 - joined);

    // Where ties alone count: C0 trades .75 with C1, which has adopted, and is seen by rate p + q .75.
    Setting small = small_setting(3);
    small.trade = TieGraph(3, {{0, 1, 0.75}, {0, 2, 0.25}});
    World few = small_world(small);
    few.position.setOnes();
    few.adopted(1, hr1) = 1;
    long times = 0;
    for (int t = 0; t < 5000; ++t) times += play(few, small, {.tie_share = 1, .form = AdoptionForm::contagion, .innovation = 0.02, .imitation = 0.3}, {5, 0, t}).adopted(0, hr1) == 1;
    CHECK(plausible(times, 5000, 1 - std::exp(-(0.02 + 0.3 * 0.75))));
    CHECK_FALSE(plausible(times, 5000, 1 - std::exp(-(0.02 + 0.3 * 0.5))));
}

TEST_CASE("contagion from nobody follows Bass's curve", "[agents][adopt_norms]")
{
    constexpr double p = 0.001, q = 0.01;
    const std::vector<double> shares = contagion_shares(p, q, 600, 20'000);
    for (std::size_t t = 100; t <= 600; t += 100) {
        const double bass = bass_share(p, q, static_cast<double>(t));
        CAPTURE(t, bass, shares[t]);
        CHECK(std::abs(shares[t] - bass) < 0.015);  // rounds are .5 % of 1/(p + q) late; the first adopters are few
    }
    CHECK(shares[200] > 1 - std::exp(-p * 200) + 0.1);  // more than without imitation
}

TEST_CASE("equal pressures change nothing in any form", "[agents][adopt_norms]")
{
    const AdoptionParams params{.review = 1, .form = GENERATE(AdoptionForm::threshold, AdoptionForm::logistic, AdoptionForm::contagion), .innovation = 1};
    Setting setting = small_setting(1000);
    World world = small_world(setting);
    world.status_quo.setZero();
    setting.threshold.setZero();
    CHECK((play(world, setting, params).adopted == 0).all());
}

TEST_CASE("adopters' anchors drift towards the status quo, norm by norm, but never against what they adopted", "[agents][adopt_norms]")
{
    Setting setting = small_setting(3);
    World world = small_world(setting);
    world.status_quo.setConstant(1.2);
    world.anchor.col(0) << 0.2, 0.2, 2;
    world.anchor_drift(0, 0) = 0.05;  // already within the anchor
    world.adopted.row(0).setConstant(1);
    world.adopted.row(1).setConstant(-1);
    world.adopted.row(2).setConstant(1);
    const auto drift = play(world, setting, {.review = 0}).anchor_drift;
    // three rights norms: each takes .002 of the gap that is left
    CHECK(drift(0, 0) == Approx(0.05 + 1 - 0.998 * 0.998 * 0.998));
    CHECK(drift(1, 0) == 0);  // q lies on the other side
    CHECK(drift(2, 0) == 0);  // beyond q already
    CHECK(drift(0, 3) == 0);  // the control arena
    CHECK(play(world, setting, {.review = 0, .anchor_drift = 0}).anchor_drift(0, 0) == 0.05);
}

TEST_CASE("adoption settles alike for all replicates of a seed, from nobody", "[agents][adopt_norms]")
{
    Setting setting;
    const World world = generated(setting, 60);
    const Influence influence = influence_of(setting, world);
    const AdoptionTable settled = settled_adoption(world, setting, influence, {}, 4, 200);
    CHECK((settled == settled_adoption(world, setting, influence, {}, 4, 200)).all());
    CHECK((settled != 0).count() > 60);
    CHECK((settled_adoption(world, setting, influence, {}, 4, 0) == 0).all());
    // at rest nearly all choices repeat themselves
    World later = world;
    later.adopted = settled;
    CHECK((adopt_norms(later, setting, influence, {.review = 1}, sim::Draws(1, 0, 0)).adopted != settled).count() < 10);
}

TEST_CASE("thresholds are normal and clipped to [0, 1]", "[agents][adopt_norms]")
{
    constexpr int n = 50'000;
    const Setting setting = small_setting(n);
    const ArrayXd phi = adoption_thresholds(setting, {}, 8);
    CHECK(plausible_mean(phi.mean(), n, 0.5, 0.12));
    CHECK(plausible((phi > 0.62).count(), n, 0.1586553));
    CHECK_FALSE(plausible((phi > 0.62).count(), n, 0.17));
    const ArrayXd wide = adoption_thresholds(setting, {.threshold_sd = 0.3}, 8);
    CHECK(wide.minCoeff() == 0);
    CHECK(wide.maxCoeff() == 1);
}
