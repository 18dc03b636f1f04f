#include "agents/rules/vote_latent.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/electorate.hpp"
#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;
using Catch::Matchers::WithinAbs;

TEST_CASE("leaders pull by asymmetric dependence on engaged members, and by success on the weak", "[agents][vote_latent]")
{
    // Country 0 depends on 1 by .4 and on 2 by .1; 1 depends on 0 by .5. Leader: {1, 2}; 2 engages by half.
    Setting setting = small_setting(4);
    setting.trade = TieGraph(4, {{0, 1, 0.4}, {0, 2, 0.1}, {1, 0, 0.5}, {1, 2, 0.3}});
    setting.strength << 0.25, 0.5, 0.75, 1;
    lead(setting, "G", Camp::challengers, {1, 2});
    Hall hall(std::move(setting));
    hall.world.engagement(2, assembly.index) = 0.5;
    hall.world.success(0, rights.index) = 0.8;
    const LeaderPull pull = leader_pull(hall.world, hall.setting, assembly, hall.params);
    CHECK_THAT(pull.leverage(0)[0], WithinAbs(0.6 * (0.4 * 0.5 + 0.1 * 0.5), 1e-15));
    CHECK_THAT(bandwagon(hall.world, {0}, rights, hall.params) * pull.weakness[0], WithinAbs(0.3 * 0.75 * 0.6, 1e-15));
    CHECK_THAT(pull.weakness[3], WithinAbs(0, 1e-15));  // the strongest is not impressed
    REQUIRE(pull.own(0).size() == 2);  // nor do members pull on each other
    for (const int member : {1, 2}) {
        CHECK(pull.leverage(0)[member] == 0);
        CHECK(pull.own(0)[static_cast<std::size_t>(member - 1)] == member);
    }

    Draft draft = Hall::draft(assembly, 1);
    draft.slope = 2;
    draft.cut = 0.25;
    draft.consent = 0.5;
    draft.stakes = 0.5;
    draft.line = {-1};
    Eigen::ArrayXd z;
    latent(hall.world, hall.setting, hall.influence, draft, pull, hall.params, z);
    CHECK_THAT(z(0), WithinAbs(2 * -0.25 + 0.5 - (0.5 * 0.15 + 0.135), 1e-15));
    CHECK_THAT(z(1), WithinAbs(0, 1e-15));
}

TEST_CASE("members that engage less take away from what their leader's members weigh together", "[agents][vote_latent]")
{
    // Country 4 depends on 0 by .4, on 1 by .3, on 2 by .2 and on 3 by .1. Leaders: {0, 1} and {2, 3}.
    Setting setting = small_setting(5);
    setting.trade = TieGraph(5, {{4, 0, 0.4}, {4, 1, 0.3}, {4, 2, 0.2}, {4, 3, 0.1}});
    lead(setting, "G", Camp::challengers, {0, 1});
    lead(setting, "H", Camp::incumbents, {2, 3});
    Hall hall(std::move(setting));
    const auto pulls = [&](std::array<double, 4> engaged) {
        for (int i = 0; i < 4; ++i) hall.world.engagement(i, assembly.index) = engaged[static_cast<std::size_t>(i)];
        const LeaderPull pull = leader_pull(hall.world, hall.setting, assembly, hall.params);
        CHECK_THAT(pull.leverage(0)[4], WithinAbs(0.6 * (0.4 * engaged[0] + 0.3 * engaged[1]), 1e-15));
        CHECK_THAT(pull.leverage(1)[4], WithinAbs(0.6 * (0.2 * engaged[2] + 0.1 * engaged[3]), 1e-15));
    };
    pulls({1, 1, 1, 1});
    pulls({0.5, 0.5, 0.25, 1});
    pulls({1, 0, 0.75, 0.5});
    pulls({0, 0, 0, 1});
}

TEST_CASE("a leader has no leverage over those whom it leads, whoever votes", "[agents][vote_latent]")
{
    Setting setting = small_setting(5);
    setting.trade = TieGraph(5, {{1, 0, 0.4}, {1, 2, 0.2}, {3, 1, 0.1}});
    lead(setting, "G", Camp::challengers, {0});
    lead(setting, "H", Camp::incumbents, {1, 2});
    const Hall hall(std::move(setting));
    const std::vector<int> some{1, 3};
    const LeaderPull all = leader_pull(hall.world, hall.setting, assembly, hall.params);
    const LeaderPull few = leader_pull(hall.world, hall.setting, assembly, hall.params, some, some.size());
    CHECK(std::ranges::equal(all.own(0), std::vector{0}));
    CHECK(std::ranges::equal(all.own(1), std::vector{1, 2}));
    CHECK(few.own(0).empty());
    CHECK(std::ranges::equal(few.own(1), std::vector{0}));  // a place
    for (std::size_t g = 0; g < 2; ++g)
        for (std::size_t r = 0; r < some.size(); ++r) CHECK(few.leverage(g)[r] == all.leverage(g)[some[r]]);
    CHECK(all.leverage(0)[1] == 0.6 * 0.4);
    CHECK(all.leverage(1)[1] == 0);
}

TEST_CASE("a country's deviation on a sub-norm counts only for drafts on it", "[agents][vote_latent]")
{
    Setting setting = small_setting(2);
    setting.norm_offset(1, 5) = 0.8;
    const Hall hall(std::move(setting));
    Draft draft = Hall::draft(assembly, 1);
    draft.arena = intervention;
    Eigen::ArrayXd z;
    const LeaderPull pull = leader_pull(hall.world, hall.setting, assembly, hall.params);
    latent(hall.world, hall.setting, hall.influence, draft, pull, hall.params, z);
    CHECK(z(1) == 0);
    draft.norm = {5};
    latent(hall.world, hall.setting, hall.influence, draft, pull, hall.params, z);
    CHECK(z(0) == 0);
    CHECK(z(1) == 0.8);
}

TEST_CASE("a target is protected by itself, its patron, the patron's partner and its close partners", "[agents][vote_latent]")
{
    // 0 is patron of 4 by .7 and partner of 1 by .5; 2 is tied to 4 half as closely as to 3.
    Setting setting = small_setting(5);
    setting.clients = TieGraph(5, {{0, 4, 0.7}});
    setting.security = TieGraph(5, {{2, 3, 0.8}, {2, 4, 0.4}});
    Hall hall(std::move(setting));
    hall.world.partnerships = {{{0}, {1}, 0.5}};
    hall.influence = Influence(hall.setting, {0, 1});
    hall.influence.update(hall.world, hall.setting, hall.world.rules.influence);
    Eigen::ArrayXd aff;
    affinities(hall.world, hall.setting, hall.influence, {4}, aff);
    CHECK(aff(4) == 1);
    CHECK(aff(0) == 0.7);
    CHECK_THAT(aff(1), WithinAbs(0.3 * 0.5 * 0.7, 1e-15));
    CHECK_THAT(aff(2), WithinAbs(0.5, 1e-12));
    CHECK(aff(3) == 0);
    hall.world.partnerships = {{{1}, {0}, 0.5}};  // whoever is named first
    affinities(hall.world, hall.setting, hall.influence, {4}, aff);
    CHECK_THAT(aff(1), WithinAbs(0.3 * 0.5 * 0.7, 1e-15));
    Eigen::ArrayXd without;
    affinities(hall.world, hall.setting, hall.influence, {}, without);
    CHECK((without == Eigen::ArrayXd::Zero(5)).all());

    Draft draft = Hall::draft(council, 1);
    draft.target = {4};
    Eigen::ArrayXd z;
    latent(hall.world, hall.setting, hall.influence, draft, leader_pull(hall.world, hall.setting, council, hall.params),
           hall.params, z);
    CHECK_THAT(z(0), WithinAbs(-6 * 0.7, 1e-15));
    CHECK_THAT(z(4), WithinAbs(-6, 1e-15));
}

TEST_CASE("leaders announce the sign of their leading terms beyond the half-band, and stand by their own drafts",
          "[agents][vote_latent]")
{
    Setting setting = small_setting(6);
    setting.clients = TieGraph(6, {{2, 5, 0.5}});
    for (int g = 0; g < 4; ++g) lead(setting, std::string(1, static_cast<char>('A' + g)), Camp::incumbents, {g});
    Hall hall(std::move(setting));
    hall.influence = Influence(hall.setting, {});
    hall.influence.update(hall.world, hall.setting, hall.world.rules.influence);
    hall.world.leader_position.col(rights.index) << -2, 2, 2, 0.3;
    Draft draft = Hall::draft(assembly, 1);
    draft.leader = {0};
    const auto lines = [&] {
        announce_lines(hall.world, hall.setting, hall.influence, draft, hall.params);
        return std::vector<int>(draft.line.begin(), draft.line.begin() + 4);
    };
    CHECK(lines() == std::vector{1, 1, 1, 0});
    draft.leader = {};
    CHECK(lines() == std::vector{-1, 1, 1, 0});
    draft.target = {5};  // 2 - 6 x .5 = -1 lies on the band, so the patron keeps silent
    CHECK(lines() == std::vector{-1, 1, 0, 0});
    hall.params.target_protection = 6.5;
    CHECK(lines() == std::vector{-1, 1, -1, 0});
    draft.target = {};
    draft.consent = 4;
    CHECK(lines() == std::vector{1, 1, 1, 1});
}

TEST_CASE("the gathered latents of an electorate are those of all countries", "[agents][vote_latent]")
{
    Setting setting = small_setting(30);
    setting.trade = complete(30, 0.03);
    setting.clients = TieGraph(30, {{2, 7, 0.7}, {12, 7, 0.3}});
    for (int i = 0; i < 30; ++i) {
        setting.strength(i) = i / 29.0;
        setting.norm_offset(i, 1) = 0.01 * i;
    }
    lead(setting, "A", Camp::challengers, {1, 2});
    lead(setting, "B", Camp::incumbents, {3});
    Hall hall(std::move(setting));
    hall.influence = Influence(hall.setting, {});
    hall.influence.update(hall.world, hall.setting, hall.world.rules.influence);
    for (int i = 0; i < 30; ++i) hall.world.position(i, rights.index) = 0.1 * i - 1.37;
    hall.world.success(1, rights.index) = 0.9;
    hall.roster({2}) = {1, 2, 5, 7, 11, 12, 20, 28, 29};
    Draft draft = Hall::draft({2}, 1);
    draft.slope = 1.7;
    draft.cut = 0.11;
    draft.norm = {1};
    draft.target = {7};
    draft.stakes = 0.9;
    draft.line = {1, -1};

    Eigen::ArrayXd all;
    latent(hall.world, hall.setting, hall.influence, draft, leader_pull(hall.world, hall.setting, {2}, hall.params), hall.params,
           all);
    const Electorate electorate(hall.world, hall.setting, {2});
    const LeaderPull pull = leader_pull(hall.world, hall.setting, {2}, hall.params, electorate.members, electorate.padded);
    Inclination inclination(hall.world, hall.setting, hall.influence, electorate, rights, hall.params, &pull);
    std::vector<double> z(electorate.padded);
    inclination.latent(draft, 0, z.data());
    for (std::size_t p = 0; p < electorate.size; ++p) CHECK_THAT(z[p], WithinAbs(all(electorate.members[p]), 1e-14));

    // Two leaders that draw as strongly to either side cancel for others, but not for their own members.
    hall.world.success.setConstant(0.9);
    latent(hall.world, hall.setting, hall.influence, draft, leader_pull(hall.world, hall.setting, {2}, hall.params), hall.params, all);
    inclination.latent(draft, 0, z.data());
    for (std::size_t p = 0; p < electorate.size; ++p) CHECK_THAT(z[p], WithinAbs(all(electorate.members[p]), 1e-14));
}

TEST_CASE("an electorate knows the places of its members, and who is none", "[agents][electorate]")
{
    Hall hall(small_setting(9));
    hall.roster(club) = {1, 3, 8};
    const Electorate some(hall.world, hall.setting, club);
    CHECK_FALSE(some.everyone());
    const std::vector<int> expected{-1, 0, -1, 1, -1, -1, -1, -1, 2};
    for (int i = 0; i < 9; ++i) CHECK(some.place({i}) == expected[static_cast<std::size_t>(i)]);
    const Electorate all(hall.world, hall.setting, assembly);
    CHECK(all.everyone());
    for (int i = 0; i < 9; ++i) CHECK(all.place({i}) == i);
}
