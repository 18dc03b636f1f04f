#include "agents/rules/fund_rights.hpp"

#include "agents/influence.hpp"
#include "agents/rules/table_drafts.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity::agents;
using namespace comity::tests;
using comity::sim::Draws;

namespace {

const Institutions institutions = default_institutions();
const ForumId budget = institutions.forum("C5");
const ArenaId rights = institutions.arena("HR");

/// CR leads the first of four countries, from the S pole; nothing but cuts is tabled.
struct Committee {
    Setting setting = small_setting(4);
    World world;

    Committee()
    {
        lead(setting, "CR", Camp::challengers, {0});
        lead(setting, "US", Camp::incumbents, {1});
        world = small_world(setting);
        world.position.col(rights.index) << -2, 2, -1, 1;
        world.leader_position(0, rights.index) = -2;
        world.leader_position(1, rights.index) = 2;
        world.round = 1;  // a second quarter: the committee meets
        world.rules.agenda.background_scale = world.rules.agenda.leader_rate = 0;
        world.rules.rights.on = true;
    }
    std::vector<Draft> cuts(std::uint32_t replicate = 0) const
    {
        Influence influence(setting, {});
        influence.update(world, setting, world.rules.influence);
        std::vector<Draft> found;
        for (const Draft& draft : table_drafts(world, setting, influence, world.rules.agenda, Draws(1, replicate, world.round)).drafts)
            if (draft.kind == DraftKind::cut) found.push_back(draft);
        return found;
    }
};

/// Outcomes of drafts that are cuts, adopted by these votes.
RightsMachinery after(const Committee& committee, const std::vector<Outcome>& of)
{
    Agenda agenda;
    agenda.drafts.resize(of.size());
    for (Draft& draft : agenda.drafts) draft.kind = DraftKind::cut;
    return fund_rights(committee.world, committee.setting, agenda, {of}, committee.world.rules.rights);
}

Outcome passed(int yes, int no)
{
    Outcome outcome;
    outcome.yes = yes;
    outcome.no = no;
    outcome.adopted = true;
    return outcome;
}

}  // namespace

TEST_CASE("a cut takes more the more agree to it, and only if adopted", "[agents][rights]")
{
    const Committee committee;
    CHECK(after(committee, {passed(4, 0)}).budget_share == Approx(0.037 * 0.9));
    CHECK(after(committee, {passed(3, 1)}).budget_share == Approx(0.037 * 0.95));
    CHECK(after(committee, {passed(100, 100)}).budget_share == 0.037);
    CHECK(after(committee, {passed(4, 0), passed(4, 0)}).budget_share == Approx(0.037 * 0.81));
    CHECK(after(committee, {passed(4, 0), passed(4, 0)}).cuts == 2);
    Outcome failed = passed(4, 0);
    failed.adopted = false;
    CHECK(after(committee, {failed}).budget_share == 0.037);
    CHECK(after(committee, {}).cuts == 0);
    // No more votes for it than against: nothing is taken, and nothing given. By consensus of those who abstain: all that a cut takes.
    CHECK(after(committee, {passed(1, 3)}).budget_share == 0.037);
    CHECK(after(committee, {passed(0, 0)}).budget_share == Approx(0.037 * 0.9));
}

TEST_CASE("what is no cut takes nothing, and cuts are counted round by round", "[agents][rights]")
{
    Committee committee;
    Agenda agenda;
    agenda.drafts.resize(2);
    agenda.drafts[0].kind = DraftKind::leader;
    agenda.drafts[1].kind = DraftKind::background;
    committee.world.rights.cuts = 3;
    const auto next = fund_rights(committee.world, committee.setting, agenda, {{passed(4, 0), passed(4, 0)}}, committee.world.rules.rights);
    CHECK(next.budget_share == 0.037);
    CHECK(next.cuts == 0);
}

TEST_CASE("access rests at r / (r + k blocked)", "[agents][rights]")
{
    Committee committee;
    const ForumId ngo = institutions.forum("NGO");
    committee.world.roster[static_cast<std::size_t>(ngo.index)] = {0, 1, 3};  // one of three below 0
    for (int t = 0; t < 2000; ++t) committee.world.rights = after(committee, {});
    CHECK(committee.world.rights.access == Approx(0.02 / (0.02 + 0.1 / 3)));
    CHECK(committee.world.rights.budget_share == 0.037);  // no cuts: constant
    committee.world.roster[static_cast<std::size_t>(ngo.index)].clear();
    for (int t = 0; t < 2000; ++t) committee.world.rights = after(committee, {});
    CHECK(committee.world.rights.access == Approx(1));
}

TEST_CASE("cuts come at their rate to the budget committee alone, half-way to the challengers, and bind no norm", "[agents][rights]")
{
    Committee committee;
    committee.world.rules.rights.cut_rate = 2;  // two meetings a year: one each
    committee.world.status_quo(institutions.norm("HR2").index) = 0.4;
    long count = 0, several = 0;
    constexpr int meetings = 4000;
    for (std::uint32_t r = 0; r < meetings; ++r) {
        const std::vector<Draft> cuts = committee.cuts(r);
        for (std::size_t k = 1; k < cuts.size(); ++k) {
            CHECK(cuts[k].key != cuts[k - 1].key);  // each has votes of its own
            ++several;
        }
        for (const Draft& draft : cuts) {
            CHECK((draft.forum == budget && draft.arena == rights && !draft.norm.exists() && draft.leader.index == 0));
            CHECK(draft.proposal == Approx(draft.status_quo + 0.5 * (-2 - draft.status_quo)));
            CHECK((draft.line[0] == 1 && draft.line[1] == -1));
            CHECK(draft.status_quo == 0.4);
            CHECK(draft.slope == Approx(2 * committee.world.rules.voting.slope * (draft.proposal - 0.4)));
            CHECK(draft.cut == Approx((draft.proposal + 0.4) / 2));
            CHECK(draft.ambition == 0.5);
            CHECK(draft.label == 0.25);
            CHECK(draft.initiator.index == 0);
            ++count;
        }
    }
    CHECK(plausible_mean(static_cast<double>(count) / meetings, meetings, 1, 1));
    CHECK(several > 0);
    committee.world.round = 0;  // it does not meet
    for (std::uint32_t r = 0; r < 100; ++r) CHECK(committee.cuts(r).empty());
}

TEST_CASE("nobody cuts while the module is off, without challengers, or where they ask for more", "[agents][rights]")
{
    Committee committee;
    committee.world.rules.rights.cut_rate = 2;
    const auto any = [&] {
        for (std::uint32_t r = 0; r < 50; ++r)
            if (!committee.cuts(r).empty()) return true;
        return false;
    };
    REQUIRE(any());
    committee.world.leader_position(0, rights.index) = 3;
    CHECK_FALSE(any());
    committee.world.leader_position(0, rights.index) = -2;
    Forum& body = committee.setting.institutions.forums[static_cast<std::size_t>(budget.index)];
    body.tabling = Tabling::members;
    CHECK(any());
    committee.world.roster[static_cast<std::size_t>(budget.index)] = {1, 2, 3};  // it has left
    CHECK_FALSE(any());
    body.tabling = Tabling::all;
    CHECK(any());
    committee.world.memberships = first_memberships(committee.world);
    committee.world.memberships.left(0, budget.index) = true;
    CHECK_FALSE(any());
    committee.world.memberships.left(0, budget.index) = false;
    committee.world.leader_position(0, rights.index) = -2;
    committee.world.rules.rights.on = false;
    CHECK_FALSE(any());
    committee.world.rules.rights.on = true;
    committee.setting.leaders[0].camp = Camp::incumbents;
    CHECK_FALSE(any());
}
