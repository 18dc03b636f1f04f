#include <cmath>
#include <limits>
#include <memory>

#include "agents/measures/spheres.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

AgreementGraph no_votes(int n) { return {Eigen::ArrayXXf::Zero(n, n), 0}; }

/// CHN and RUS challenge, US leads alone, EU is two countries; C5 and C6 are outside.
Setting four_hubs()
{
    Setting s = small_setting({"CHN", "RUS", "USA", "E1", "E2", "C5", "C6"});
    lead(s, "CR", Camp::challengers, {0, 1});
    lead(s, "US", Camp::incumbents, {2});
    lead(s, "EU", Camp::incumbents, {3, 4});
    return s;
}

}  // namespace

TEST_CASE("equal shares are no sphere, exclusive shares are one, two of four hubs are half of one", "[agents][measures]")
{
    CHECK(sphere_of_influence(Eigen::ArrayXXd::Constant(3, 4, 0.25)) == Approx(0).margin(1e-12));
    Eigen::ArrayXXd shares = Eigen::ArrayXXd::Zero(2, 4);
    shares(0, 1) = shares(1, 3) = 1;
    CHECK(sphere_of_influence(shares) == Approx(1));
    shares(0, 0) = shares(0, 1) = 0.5;  // 1 - ln 2 / ln 4 = 1/2; with the other: 3/4
    CHECK(sphere_of_influence(shares) == Approx(0.75));
    shares.row(1).setConstant(std::numeric_limits<double>::quiet_NaN());
    CHECK(sphere_of_influence(shares) == Approx(0.5));
    CHECK(std::isnan(sphere_of_influence(Eigen::ArrayXXd::Ones(3, 1))));
}

TEST_CASE("hubs are the incumbents and the challengers one by one", "[agents][measures]")
{
    const auto hubs = find_hubs(four_hubs());
    REQUIRE(hubs.size() == 4);
    CHECK(hubs[0].label == "CHN");
    CHECK(hubs[1].label == "RUS");
    CHECK(hubs[2].label == "US");
    CHECK(hubs[3].members == std::vector<int>{3, 4});
}

TEST_CASE("layers are averaged over those in which a country has ties", "[agents][measures]")
{
    Setting s = four_hubs();
    // C5 trades with CHN alone and has its security from the US; C6 trades evenly with all four (the EU's two members together)
    s.trade = TieGraph(7, {{5, 0, 0.4}, {6, 0, 0.2}, {6, 1, 0.2}, {6, 2, 0.2}, {6, 3, 0.1}, {6, 4, 0.1}});
    s.security = TieGraph(7, {{5, 2, 1}});
    Spheres spheres(s);
    const World world = small_world(s);
    // C5: half CHN, half US: 1/2. C6: 0. Mean 1/4
    CHECK(spheres.index(no_votes(7), world) == Approx(0.25));

    AgreementGraph votes = no_votes(7);
    votes.weights(5, 0) = votes.weights(0, 5) = 0.3F;  // C5 votes like CHN too: shares 2/3, 1/3
    const double entropy = -(2.0 / 3) * std::log(2.0 / 3) - (1.0 / 3) * std::log(1.0 / 3);
    CHECK(spheres.index(votes, world) == Approx((1 - entropy / std::log(4.0)) / 2));
}

TEST_CASE("trade counts as it has evolved and as sanctions leave it", "[agents][measures]")
{
    Setting s = four_hubs();
    s.trade = TieGraph(7, {{5, 0, 0.4}, {5, 2, 0.4}});
    Spheres spheres(s);
    World world = small_world(s);
    CHECK(spheres.index(no_votes(7), world) == Approx(0.5));  // two of four hubs alike
    world.ties.trade = std::make_shared<const TieGraph>(s.trade.with_weights({0.2, 0.6}));
    const double entropy = -0.25 * std::log(0.25) - 0.75 * std::log(0.75);
    CHECK(spheres.index(no_votes(7), world) == Approx(1 - entropy / std::log(4.0)));
    world.coercion.trade = {{{5, 2, 0}}, {{5, 1}}, {}, 1, 0};  // nothing is left of trade with the US
    CHECK(spheres.index(no_votes(7), world) == Approx(1));
}

TEST_CASE("a bloc's votes count with their mean, its alliances with the closest", "[agents][measures]")
{
    Setting s = four_hubs();
    s.security = TieGraph(7, {{5, 3, 1}, {5, 4, 1}, {5, 2, 1}});
    Spheres spheres(s);
    const World world = small_world(s);
    CHECK(spheres.index(no_votes(7), world) == Approx(0.5));  // US and EU alike: ln 2 / ln 4; C6 has no ties and does not count
}

TEST_CASE("a world without leaders has no spheres", "[agents][measures]")
{
    const Setting s = small_setting(5);
    CHECK(std::isnan(Spheres(s).index(no_votes(5), small_world(s))));
}
