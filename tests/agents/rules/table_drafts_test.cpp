// The agenda as a whole: its order, its symmetry, and what is left alone after a failure.
#include <set>

#include "sim/distributions.hpp"
#include "tests/agents/rules/agenda/stage.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

/// The fourth quarter of 2020 with positions spread about, the pair at the S pole, the others at the L pole, and one crisis.
Stage busy(double mirror = 1)
{
    Stage stage(led_setting(30));
    stage.world.round = 3;
    const sim::Draws chance{5, 0, 0};
    for (int i = 0; i < stage.setting.num_countries(); ++i)
        for (int a = 0; a < 4; ++a)
            stage.world.position(i, a) = mirror * sim::normal_quantile(chance.uniform(Purpose::synthetic_world, static_cast<std::uint64_t>(i), static_cast<std::uint32_t>(a)));
    stage.world.position.topRows(2) = mirror * -1.4;
    stage.world.position.middleRows(2, 3) = mirror * 1.6;
    stage.world.status_quo *= mirror;
    stage.world.crises = {{{8}, 0.9, 1, 1, false}};
    refresh(stage.world, stage.setting);
    stage.params.leader_rate = 20;
    stage.params.cost = 0.02;
    return stage;
}

}  // namespace

TEST_CASE("the agenda goes forum by forum: leaders, crises, clubs, routine business", "[agents][agenda]")
{
    Stage stage = busy();
    stage.setting.recorded_seats = {{stage.forum("SCO"), {0}, 2001, 2040}};
    refresh(stage.world, stage.setting);
    stage.world.club_texts = {{stage.forum("SCO"), cy2, -1.0, 2}};
    stage.params.table_losing = 1;
    const auto rank = [](DraftKind kind) {
        return kind == DraftKind::leader ? 0 : kind == DraftKind::crisis ? 1 : kind == DraftKind::club ? 2 : 3;
    };
    std::set<DraftKind> kinds;
    for (int r = 0; r < 20; ++r) {
        const auto drafts = stage.agenda(r).drafts;
        std::set<std::uint32_t> keys;
        for (std::size_t v = 0; v < drafts.size(); ++v) {
            const Draft& d = drafts[v];
            kinds.insert(d.kind);
            CHECK(keys.insert(d.key).second);  // no two drafts of a round share their draws
            CHECK(stage.setting.meets(stage.setting.institutions.forums[static_cast<std::size_t>(d.forum.index)], 3));
            if (v == 0) continue;
            const Draft& before = drafts[v - 1];
            CHECK(std::pair(before.forum.index, rank(before.kind)) <= std::pair(d.forum.index, rank(d.kind)));
            if (before.forum == d.forum && d.kind == DraftKind::leader) CHECK(before.leader.index <= d.leader.index);
        }
    }
    CHECK(kinds.size() == 4);
}

TEST_CASE("the same draws give the same agenda", "[agents][agenda]")
{
    const Stage stage = busy();
    const auto once = stage.agenda(4).drafts, again = stage.agenda(4).drafts;
    REQUIRE(once.size() == again.size());
    for (std::size_t v = 0; v < once.size(); ++v) CHECK(same(once[v], again[v]));
    CHECK_FALSE(contains_in_order(stage.agenda(5).drafts, once));
}

TEST_CASE("with routine business and crises off, a mirrored world has a mirrored agenda", "[agents][agenda]")
{
    Stage stage = busy(), mirrored = busy(-1);
    for (Stage* s : {&stage, &mirrored}) s->params.background_scale = s->params.crisis_rate = 0;
    int tabled = 0;
    for (int r = 0; r < 30; ++r) {
        const auto here = stage.agenda(r).drafts, there = mirrored.agenda(r).drafts;
        REQUIRE(here.size() == there.size());
        for (std::size_t v = 0; v < here.size(); ++v) {
            Draft turned = there[v];
            turned.proposal = -turned.proposal;
            turned.status_quo = -turned.status_quo;
            turned.cut = -turned.cut;
            turned.slope = -turned.slope;
            CHECK(same(here[v], turned));
            ++tabled;
        }
    }
    CHECK(tabled > 30);
    // The law of routine business is not symmetric, so with it the agendas differ.
    stage.params.background_scale = mirrored.params.background_scale = 1;
    CHECK(stage.agenda().drafts.back().cut != -mirrored.agenda().drafts.back().cut);
}

TEST_CASE("a failed option is barred for a uniform number of rounds", "[agents][agenda]")
{
    World world;
    world.round = 10;
    const AgendaParams params;
    Draft option;
    option.kind = DraftKind::leader;
    option.forum = {1};
    option.leader = {0};
    option.norm = hr2;
    const Agenda agenda{{option}};
    std::vector<long> rounds(9, 0);
    for (int r = 0; r < 9'000; ++r) {
        const auto bars = bar_failed_options(world, agenda, {{Outcome{}}}, params, {1, static_cast<std::uint32_t>(r), 10});
        REQUIRE(bars.size() == 1);
        REQUIRE((bars[0].leader == LeaderId{0} && bars[0].forum == ForumId{1} && bars[0].norm == hr2));
        const int barred = bars[0].until - 11;  // rounds 11 to until - 1
        REQUIRE((4 <= barred && barred <= 12));
        ++rounds[static_cast<std::size_t>(barred - 4)];
    }
    CHECK(plausible_counts(rounds, std::vector<double>(9, 1)));
    CHECK_FALSE(plausible_counts(rounds, std::vector<double>{1.2, 1, 1, 1, 1, 1, 1, 1, 0.8}));
}

TEST_CASE("bars end, and only leaders' failures make new ones", "[agents][agenda]")
{
    World world;
    world.round = 10;
    world.bars = {{{0}, {1}, hr1, 11}, {{0}, {1}, hr2, 12}};
    Draft option;
    option.kind = DraftKind::leader;
    option.leader = {0};
    option.forum = {1};
    option.norm = hr2;
    Draft routine, crisis = option, club = option;
    routine.forum = {1};
    crisis.kind = DraftKind::crisis;
    club.kind = DraftKind::club;
    Outcome adopted;
    adopted.adopted = true;
    const AgendaParams params;
    const sim::Draws draws{1, 0, 10};
    const auto bars = bar_failed_options(world, {{option, routine, crisis, club}}, {{adopted, {}, {}, {}}}, params, draws);
    REQUIRE(bars.size() == 1);  // the one that is free in round 11 has ended
    CHECK(bars[0].norm == hr2);
    CHECK(bars[0].until == 12);
    AgendaParams forgiving;
    forgiving.bar_shortest = forgiving.bar_longest = 0;
    world.bars.clear();
    CHECK(bar_failed_options(world, {{option}}, {{Outcome{}}}, forgiving, draws).empty());
}
