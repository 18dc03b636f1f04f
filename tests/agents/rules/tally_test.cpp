#include "agents/rules/tally.hpp"

#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;
using Catch::Matchers::WithinAbs;

namespace {

constexpr std::int8_t none = 3;

/// Outcome of one draft with these votes by row.
Outcome outcome(const Hall& hall, ForumId forum, const std::vector<int>& votes, bool important = false)
{
    Draft draft = Hall::draft(forum, 1);
    draft.important = important;
    Ballots ballots;
    ballots.votes.setConstant(hall.setting.num_countries(), 1, none);
    for (std::size_t i = 0; i < votes.size(); ++i) ballots.votes(static_cast<Eigen::Index>(i), 0) = static_cast<std::int8_t>(votes[i]);
    return tally(hall.world, hall.setting, {{draft}}, ballots).of.front();
}

Draft proposal(ForumId forum, int norm, double proposed)
{
    Draft draft = Hall::draft(forum, 1);
    draft.kind = DraftKind::leader;
    draft.norm = {norm};
    draft.proposal = proposed;
    return draft;
}

Outcome adopted(double signed_share = 1)
{
    Outcome made;
    made.adopted = true;
    made.signed_share = signed_share;
    return made;
}

}  // namespace

TEST_CASE("a majority is more yes than no, whoever abstains or stays away", "[agents][tally]")
{
    const Hall hall(small_setting(6));
    const Outcome o = outcome(hall, assembly, {1, 1, -1, 0, 0, 2});
    CHECK(o.yes == 2);
    CHECK(o.no == 1);
    CHECK(o.abstain == 2);
    CHECK(o.absent == 1);
    CHECK(o.adopted);
    CHECK_FALSE(o.unanimous);
    CHECK_FALSE(outcome(hall, assembly, {1, -1, 0, 0, 0, 0}).adopted);
    CHECK_FALSE(outcome(hall, assembly, {0, 0, 0, 0, 0, 0}).adopted);
    CHECK(outcome(hall, assembly, {1, 1, 1, 2, 2, 1}).unanimous);
    CHECK_FALSE(outcome(hall, assembly, {1, 1, 1, 1, 0, 1}).unanimous);
}

TEST_CASE("an important draft needs two thirds of yes and no", "[agents][tally]")
{
    const Hall hall(small_setting(6));
    CHECK(outcome(hall, assembly, {1, 1, -1, 0, 0, 0}, true).adopted);
    CHECK_FALSE(outcome(hall, assembly, {1, 1, 1, -1, -1, 0}, true).adopted);
    CHECK(outcome(hall, assembly, {1, 1, 1, -1, -1, 0}).adopted);
    CHECK_FALSE(outcome(hall, assembly, {0, 0, 0, 0, 0, 2}, true).adopted);
}

TEST_CASE("the council needs its quota and no veto, and a veto counts only where it decides", "[agents][tally]")
{
    Hall hall(small_setting({"USA", "AAA", "BBB", "CCC", "DDD"}));
    hall.setting.institutions.forums[0].quota = 3;
    hall.roster(council) = {0, 1, 2, 3, 4};
    CHECK(outcome(hall, council, {0, 1, 1, 1, -1}).adopted);  // an elected member's no is no veto
    const Outcome blocked = outcome(hall, council, {-1, 1, 1, 1, 0});
    CHECK_FALSE(blocked.adopted);
    CHECK(blocked.vetoed);
    const Outcome weak = outcome(hall, council, {-1, 1, 1, 0, 0});
    CHECK_FALSE(weak.adopted);
    CHECK_FALSE(weak.vetoed);
    CHECK_FALSE(outcome(hall, council, {1, 1, 0, 0, 0}).adopted);
}

TEST_CASE("consensus fails by a no alone; the budget committee then counts", "[agents][tally]")
{
    Hall hall(small_setting(4));
    hall.roster(experts) = {0, 1, 2, 3};
    CHECK(outcome(hall, experts, {1, 0, 0, 2}).adopted);
    CHECK(outcome(hall, experts, {0, 0, 0, 0}).adopted);
    CHECK_FALSE(outcome(hall, experts, {1, 1, 1, -1}).adopted);
    CHECK(outcome(hall, budget, {1, 1, 1, -1}).adopted);
    CHECK_FALSE(outcome(hall, budget, {1, -1, 0, 0}).adopted);
    CHECK(outcome(hall, budget, {0, 0, 0, 2}).adopted);
}

TEST_CASE("where signature binds, those sign who voted yes", "[agents][tally]")
{
    const Hall hall(small_setting(8));
    const Outcome o = outcome(hall, telecom, {1, 1, 1, -1, 0, 0, 2, 2});
    CHECK(o.adopted);
    CHECK(o.signed_share == 3.0 / 8);
    CHECK(outcome(hall, assembly, {1, 1, 1, -1, 0, 0, 2, 2}).signed_share == 1);
}

TEST_CASE("adoptions move the status quo by authority times capacity, together at most all the way", "[agents][tally]")
{
    Hall hall(small_setting(2));
    const Eigen::ArrayXd before = hall.world.status_quo;  // 1.2 for rights
    hall.world.capacity(assembly.index) = 0.8;            // w = .05 x .8 = .04
    Agenda agenda{{proposal(assembly, 0, -1)}};
    CHECK_THAT(move_status_quo(hall.world, hall.setting, agenda, {{adopted()}})(0), WithinAbs(1.2 + 0.04 * (-1 - 1.2), 1e-14));
    CHECK((move_status_quo(hall.world, hall.setting, agenda, {{Outcome{}}}) == before).all());

    // Several, W < 1: w = .04 and .1 (council): q + .04 (-1 - q) + .1 (0 - q).
    agenda.drafts.push_back(proposal(council, 0, 0));
    agenda.drafts.push_back(proposal(council, 3, 2));
    const Eigen::ArrayXd two = move_status_quo(hall.world, hall.setting, agenda, {{adopted(), adopted(), adopted()}});
    CHECK_THAT(two(0), WithinAbs(1.2 - 0.04 * 2.2 - 0.1 * 1.2, 1e-14));
    CHECK_THAT(two(3), WithinAbs(-0.3 + 0.1 * 2.3, 1e-14));
    CHECK(two(1) == before(1));

    // W = .9 + .6 > 1: the weighted mean of the proposals, (.9 x -1 + .6 x .5) / 1.5 = -.4.
    hall.setting.institutions.forums[1].authority = 0.9;
    hall.setting.institutions.forums[0].authority = 0.6;
    hall.world.capacity(assembly.index) = 1;
    const Agenda strong{{proposal(assembly, 0, -1), proposal(council, 0, 0.5)}};
    CHECK_THAT(move_status_quo(hall.world, hall.setting, strong, {{adopted(), adopted()}})(0), WithinAbs(-0.4, 1e-14));
}

TEST_CASE("signature scales an adoption; routine, crisis and incubated texts move nothing", "[agents][tally]")
{
    const Hall hall(small_setting(2));
    const Eigen::ArrayXd before = hall.world.status_quo;
    const auto moved = [&](const Draft& draft, double signed_share = 1) {
        return move_status_quo(hall.world, hall.setting, {{draft}}, {{adopted(signed_share)}});
    };
    CHECK_THAT(moved(proposal(telecom, 6, 0), 0.25)(6), WithinAbs(1.2 * (1 - 0.05 * 0.25), 1e-14));
    CHECK((moved(proposal(club, 7, -1)) == before).all());
    for (const DraftKind kind : {DraftKind::background, DraftKind::crisis}) {
        Draft draft = proposal(assembly, 0, -1);
        draft.kind = kind;
        CHECK((moved(draft) == before).all());
    }
    Draft carried = proposal(assembly, 7, -1);
    carried.kind = DraftKind::club;
    CHECK(moved(carried)(7) < before(7));
}

TEST_CASE("success memory keeps .9 a contested draft with a line, and learns the share of wins", "[agents][tally]")
{
    Setting setting = small_setting(3);
    lead(setting, "A", Camp::challengers, {0});
    lead(setting, "B", Camp::incumbents, {1});
    Hall hall(std::move(setting));
    hall.world.success << 0.5, 0.5, 0.5, 0.5, 0.2, 0.5, 0.5, 0.5;  // B in HR: .2
    Agenda agenda = Hall::agenda(Hall::draft(assembly, 1), 5);
    agenda.drafts[0].line = {1, -1};   // adopted: A wins, B loses
    agenda.drafts[1].line = {-1, -1};  // failed: both win
    agenda.drafts[2].line = {0, 1};    // adopted: B wins
    agenda.drafts[3].line = {1, 1};    // unanimous: does not count
    agenda.drafts[4].line = {1, 0};    // another arena, failed
    agenda.drafts[4].arena = intervention;
    Outcomes outcomes{{adopted(), Outcome{}, adopted(), adopted(), Outcome{}}};
    outcomes.of[3].unanimous = true;
    const Eigen::ArrayXXd memory = remember_success(hall.world, hall.setting, agenda, outcomes);
    CHECK_THAT(memory(0, 0), WithinAbs(0.81 * 0.5 + 0.19 * 1, 1e-15));                     // n = 2, both won
    CHECK_THAT(memory(1, 0), WithinAbs(0.729 * 0.2 + 0.271 * 2 / 3, 1e-15));               // n = 3, two won
    CHECK_THAT(memory(0, 1), WithinAbs(0.9 * 0.5, 1e-15));                                 // n = 1, lost
    CHECK(memory(1, 1) == 0.5);
    CHECK((memory.rightCols(2) == hall.world.success.rightCols(2)).all());
}

TEST_CASE("cohesion follows the agreement of each camp's pair on contested drafts", "[agents][tally]")
{
    // Rows: 0 and 1 the challengers' pair, 2 the USA, 3 to 6 the EU, 7 someone else.
    Setting setting = small_setting(8);
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2});
    lead(setting, "EU", Camp::incumbents, {3, 4, 5, 6});
    Hall hall(std::move(setting));
    hall.world.cohesion_challengers = 0.8;
    hall.world.cohesion_incumbents = 0.6;
    const auto cohesion = [&](const std::vector<std::vector<int>>& drafts) {
        Ballots ballots;
        ballots.votes.resize(8, static_cast<Eigen::Index>(drafts.size()));
        for (std::size_t v = 0; v < drafts.size(); ++v)
            for (std::size_t i = 0; i < 8; ++i)
                ballots.votes(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(v)) = static_cast<std::int8_t>(drafts[v][i]);
        const Agenda agenda = Hall::agenda(Hall::draft(assembly, 1), static_cast<int>(drafts.size()));
        return renew_cohesion(hall.world, hall.setting, ballots, tally(hall.world, hall.setting, agenda, ballots));
    };
    // Pair: yes, yes (1) and yes, abstain (.5): mean .75. USA no against EU yes (0), USA no against EU no (1): mean .5.
    Cohesion made = cohesion({{1, 1, -1, 1, 1, 1, -1, 0}, {1, 0, -1, -1, -1, 1, 2, 0}});
    CHECK_THAT(made.challengers, WithinAbs(0.9 * 0.8 + 0.1 * 0.75, 1e-15));
    CHECK_THAT(made.incumbents, WithinAbs(0.9 * 0.6 + 0.1 * 0.5, 1e-15));
    // A divided bloc abstains; an absent partner and a unanimous draft do not count.
    made = cohesion({{1, 2, 1, 1, 1, -1, -1, 0}, {1, 1, 1, 1, 1, 1, 2, 1}});
    CHECK(made.challengers == 0.8);
    CHECK_THAT(made.incumbents, WithinAbs(0.9 * 0.6 + 0.1 * 0.5, 1e-15));
    made = cohesion({{1, 1, 1, 1, 1, 1, 1, 1}, {-1, -1, -1, 3, 3, 3, 3, 3}});
    CHECK(made.challengers == 0.8);
    CHECK(made.incumbents == 0.6);
    // Three abstentions outweigh a no, and three a yes: half apart from the no of the USA.
    for (const int single : {-1, 1}) CHECK_THAT(cohesion({{1, 1, -1, single, 0, 0, 0, 0}}).incumbents, WithinAbs(0.9 * 0.6 + 0.1 * 0.5, 1e-15));
    CHECK(cohesion({}).challengers == 0.8);
}
