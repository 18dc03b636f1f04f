#include "agents/rules/copy_votes.hpp"

#include <cmath>

#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

TEST_CASE("members copy their bloc with its chance, but no veto holder does", "[agents][copy_votes]")
{
    Setting setting = small_setting(fifteen());
    const int fra = setting.country("FRA").index;
    const int ea = setting.country("EA").index;
    const LeaderId bloc = lead(setting, "EU", Camp::incumbents, {fra, ea});
    setting.leaders.front().bloc = true;
    Hall hall(std::move(setting));
    hall.roster(council).resize(15);
    for (int i = 0; i < 15; ++i) hall.roster(council)[static_cast<std::size_t>(i)] = i;
    hall.params.veto_cost = 0;
    hall.params.bloc_copying = 0.7;
    hall.world.position.setConstant(-40);  // everyone draws no
    hall.world.leader_position(bloc.index, rights.index) = 40;  // and the bloc yes
    for (const ForumId forum : {council, assembly}) {
        const Ballots ballots = hall.vote(Hall::agenda(Hall::draft(forum, 1), 20'000));
        CHECK(plausible(count(ballots, ea, Vote::yes), 20'000, 0.7));
        CHECK_FALSE(plausible(count(ballots, ea, Vote::yes), 20'000, 0.8));
        CHECK(count(ballots, hall.row("USA"), Vote::no) == 20'000);
        if (forum == council)
            CHECK(count(ballots, fra, Vote::no) == 20'000);
        else
            CHECK(plausible(count(ballots, fra, Vote::yes), 20'000, 0.7));
    }
    hall.world.diplomacy(ea) = 0;  // the absent copy nothing
    const Ballots ballots = hall.vote(Hall::agenda(Hall::draft(assembly, 1), 20'000));
    CHECK(plausible(count(ballots, ea, Vote::absent), 20'000, 0.16));
    CHECK(plausible(count(ballots, ea, Vote::yes), 20'000, 0.84 * 0.7));
}

TEST_CASE("allies copy their leader's vote, or its line where it has none", "[agents][copy_votes]")
{
    Setting setting = small_setting(3);
    lead(setting, "US", Camp::incumbents, {0});
    setting.leaders.front().allies = {{1}, {0}};
    Hall hall(std::move(setting));
    hall.world.position.setConstant(-40);
    hall.world.position(0, rights.index) = 40;
    hall.world.leader_position(0, rights.index) = 40;
    const Agenda agenda = Hall::agenda(Hall::draft(assembly, 1), 20'000);
    CHECK(count(hall.vote(agenda), 1, Vote::yes) == 0);  // switched off by default
    hall.params.ally_copying = 0.5;
    CHECK(plausible(count(hall.vote(agenda), 1, Vote::yes), 20'000, 0.5));
    CHECK(count(hall.vote(agenda), 2, Vote::yes) == 0);
    hall.roster(assembly) = {1, 2};
    CHECK(plausible(count(hall.vote(agenda), 1, Vote::yes), 20'000, 0.5));
}

TEST_CASE("a bloc's vote is drawn with the cost of consensus and the mean pull on its members", "[agents][copy_votes]")
{
    // C0 and C1, with strengths .2 and .6, follow a bloc at 0; C2 leads another coalition, whose texts always pass.
    Setting setting = small_setting(4);
    setting.strength << 0.2, 0.6, 1, 1;
    lead(setting, "B", Camp::incumbents, {0, 1});
    setting.leaders.front().bloc = true;
    lead(setting, "G", Camp::challengers, {2});
    Hall hall(std::move(setting));
    hall.params.bloc_copying = 1;
    hall.params.absence = 0;
    hall.world.position.setConstant(-40);
    hall.world.leader_position.setZero();
    hall.world.success.row(1) = 1;
    hall.roster(experts) = {0, 1, 2, 3};
    constexpr int trials = 20'000;

    hall.params.veto_cost = 0.5;
    const Ballots agreed = hall.vote(Hall::agenda(Hall::draft(experts, 1), trials));
    CHECK(plausible(count(agreed, 0, Vote::no), trials, 1 / (1 + std::exp(1.5))));
    CHECK(plausible(count(agreed, 0, Vote::yes), trials, 1 / (1 + std::exp(1.0))));
    CHECK(count(agreed, 1, Vote::no) == count(agreed, 0, Vote::no));

    hall.params.bandwagon = 2;
    Draft draft = Hall::draft(assembly, 1);
    draft.line = {0, 1};
    const Ballots drawn = hall.vote(Hall::agenda(draft, trials));  // z = 2 x the mean weakness, .6
    CHECK(plausible(count(drawn, 0, Vote::yes), trials, 1 / (1 + std::exp(1 - 1.2))));
    CHECK(plausible(count(drawn, 0, Vote::no), trials, 1 / (1 + std::exp(1 + 1.2))));
}

TEST_CASE("a bloc's votes on neighbouring drafts are independent, though a block serves four", "[agents][copy_votes]")
{
    Setting setting = small_setting(3);
    lead(setting, "B", Camp::incumbents, {0, 1});
    setting.leaders.front().bloc = true;
    Hall hall(std::move(setting));
    hall.params.bloc_copying = 1;
    hall.params.absence = 0;
    hall.world.leader_position.setZero();
    constexpr int trials = 40'000;
    const Ballots drawn = hall.vote(Hall::agenda(Hall::draft(assembly, 1), trials));
    const double yes = 1 / (1 + std::exp(1.0));
    for (const int apart : {1, 2, 3}) {
        long both = 0, pairs = 0;  // pairs within one block, which share no draft
        for (int v = 0; v + apart < trials; v += 4, ++pairs)
            both += drawn.vote(0, v) == Vote::yes && drawn.vote(0, v + apart) == Vote::yes ? 1 : 0;
        CAPTURE(apart);
        CHECK(plausible(both, pairs, yes * yes));
    }
}

TEST_CASE("allies copy neither a leader without members nor one that they follow themselves", "[agents][copy_votes]")
{
    Setting setting = small_setting(3);
    const LeaderId us = lead(setting, "US", Camp::incumbents, {0});
    setting.leaders.front().allies = {{1}};
    Hall hall(std::move(setting));
    hall.world.position.setConstant(-40);
    hall.world.leader_position(0, rights.index) = 40;
    hall.params.ally_copying = 0.5;
    hall.roster(assembly) = {1, 2};  // the leader's vote is its line
    const auto yes = [&] { return count(hall.vote(Hall::agenda(Hall::draft(assembly, 1), 20'000)), 1, Vote::yes); };
    CHECK(plausible(yes(), 20'000, 0.5));
    hall.world.coalitions.move({1}, us);
    CHECK(yes() == 0);
    hall.world.coalitions.move({1}, {});
    CHECK(plausible(yes(), 20'000, 0.5));
    hall.world.coalitions.move({0}, {});
    CHECK(yes() == 0);
}
