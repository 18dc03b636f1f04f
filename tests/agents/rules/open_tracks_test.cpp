#include "agents/rules/open_tracks.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/agenda/options.hpp"
#include "agents/rules/agenda/track_drafts.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/engage.hpp"
#include "agents/rules/sustain_capacity.hpp"
#include "agents/rules/table_drafts.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const TrackParams standard;

/// Twelve countries at the S pole, led by CR, and norms far from it; tracks wait on every sub-norm; a fourth quarter.
struct Assembly {
    Setting setting = small_setting(12);
    World world;

    /// `waiting`: dormant forums of the scenario's own. Leaders beside CR lead one country each.
    explicit Assembly(const std::vector<Forum>& waiting = {}, int leaders = 1)
    {
        setting.institutions.forums.insert(setting.institutions.forums.end(), waiting.begin(), waiting.end());
        add_tracks(setting.institutions, standard);
        lead(setting, "CR", Camp::challengers, {0});
        for (int g = 1; g < leaders; ++g) lead(setting, "L" + std::to_string(g), Camp::incumbents, {g});
        world = small_world(setting);
        world.rules.tracks.on = true;
        world.opened = waiting_tracks(setting);
        for (int f = 0; f < setting.num_forums(); ++f)
            if (waits(world, setting, f)) world.capacity(f) = standard.capacity;
        world.position.setConstant(-1.5);
        world.leader_position.setConstant(-1.5);
        world.rules.agenda.background_scale = world.rules.agenda.leader_rate = world.rules.agenda.perception_error = 0;
        world.rules.agenda.cost = 0;
        world.round = 3;
        for (const char* id : {"UNGA", "HRC", "UNSC", "GGE", "OEWG", "ITU", "SCO"}) bar(id);
        refresh(world, setting);
        world.leader_position.setConstant(-1.5);
    }
    ForumId forum(const char* id) const { return setting.institutions.forum(id); }
    ForumId track(const char* norm) const { return setting.institutions.forum(std::string("TRACK_") + norm); }
    /// Leaders may not table anything there.
    void bar(const char* id)
    {
        for (int g = 0; g < setting.num_leaders(); ++g)
            for (int m = 0; m < setting.num_norms(); ++m) world.bars.push_back({{g}, forum(id), {m}, 1000});
    }
    std::vector<Draft> openings() const
    {
        Influence influence(setting, {});
        influence.update(world, setting, world.rules.influence);
        std::vector<Draft> found;
        for (const Draft& draft : table_drafts(world, setting, influence, world.rules.agenda, sim::Draws(1, 0, world.round)).drafts)
            if (draft.kind == DraftKind::track) found.push_back(draft);
        return found;
    }
};

}  // namespace

TEST_CASE("a track waits on each sub-norm that carries load, beside the forums that decide it", "[agents][open_tracks]")
{
    Institutions made = default_institutions();
    const std::size_t before = made.forums.size();
    add_tracks(made, {.authority = 0.07});
    CHECK(made.forums.size() == before + 9);
    CHECK_FALSE(made.forum("TRACK_CT").exists());
    const Forum& track = made.forums[static_cast<std::size_t>(made.forum("TRACK_CY1").index)];
    CHECK(track.dormant);
    CHECK(track.universal);
    CHECK(track.authority == 0.07);
    REQUIRE(track.overlaps.size() == 3);  // GGE, OEWG, ITU
    CHECK(track.overlaps[0].overlap == 0.8);
    CHECK(made.forums[static_cast<std::size_t>(made.forum("TRACK_CY2").index)].overlaps.size() == 2);  // GGE, OEWG; the SCO only incubates
    add_tracks(made, standard);
    CHECK(made.forums.size() == before + 9);  // one a sub-norm
}

TEST_CASE("a forum that waits neither meets nor weighs, until it is opened", "[agents][open_tracks]")
{
    Assembly a;
    const ForumId track = a.track("HR1");
    CHECK(waits(a.world, a.setting, track.index));
    CHECK_FALSE(exists(a.world, a.setting, track.index, a.world.round));
    CHECK((presence(a.world, a.setting, {}).country.col(track.index) == 0).all());
    CHECK((presence(a.world, a.setting, {}).share.col(track.index) == 0).all());
    a.world.capacity(track.index) = 0.3;
    a.world.deadlock(track.index) = 0.4;
    CHECK(sustain_capacity(a.world, a.setting, {}).capacity(track.index) == 0.3);

    Event event;
    event.kind = EventKind::forum_create;
    event.round = 3;
    event.forum = track;
    a.setting.events = {event};
    apply_events(a.world, a.setting);
    CHECK(exists(a.world, a.setting, track.index, 3));
    CHECK(a.world.opened[static_cast<std::size_t>(track.index)] == 3);
    CHECK(a.world.capacity(track.index) == 0.8);
    CHECK(a.world.deadlock(track.index) == 0);
    CHECK((presence(a.world, a.setting, {}).country.col(track.index) > 0).all());
    a.world.round = 4;
    a.world.capacity(track.index) = 0.5;
    open_track(a.world, track);  // it is open already
    CHECK(a.world.opened[static_cast<std::size_t>(track.index)] == 3);
    CHECK(a.world.capacity(track.index) == 0.5);
}

TEST_CASE("a leader has a track opened where that is worth more than any forum, by more than the rule asks", "[agents][open_tracks]")
{
    Assembly a;
    // V_new = P rho C ((x - q)^2 - 0): HR and CY at q = 1.2: .03 x .8 x 7.29 = .175; NI at q = -.3: .035, below .05
    const auto tabled = a.openings();
    CHECK(tabled.size() == 6);
    for (const Draft& draft : tabled) {
        CHECK(draft.forum == a.forum("UNGA"));
        CHECK(draft.track == a.track(a.setting.institutions.norms[static_cast<std::size_t>(draft.norm.index)].id.c_str()));
        CHECK(draft.ambition == 1);
        CHECK(draft.value == Approx(0.03 * 0.8 * 2.7 * 2.7).epsilon(0.01));
        CHECK(draft.initiator == CountryId{0});
    }
    a.world.rules.tracks.least_advantage = 0.03;
    CHECK(a.openings().size() == 9);
    a.world.rules.tracks.least_advantage = 0.18;
    CHECK(a.openings().empty());
    a.world.rules.tracks.least_advantage = 10;
    CHECK(a.openings().empty());
    a.world.rules.tracks.least_advantage = 0.05;
    a.world.round = 2;  // the assembly does not meet
    CHECK(a.openings().empty());
    a.world.round = 3;
    a.world.rules.tracks.on = false;
    CHECK(a.openings().empty());
}

TEST_CASE("a forum that promises as much spares a new track", "[agents][open_tracks]")
{
    Assembly a;
    a.world.bars.erase(std::remove_if(a.world.bars.begin(), a.world.bars.end(), [&](const Bar& bar) { return bar.forum == a.forum("UNGA"); }), a.world.bars.end());
    CHECK(a.openings().empty());  // .05 x 1 is more than .03 x .8
    a.world.capacity(a.forum("UNGA").index) = 0.3;  // .05 x .3 = .015: .109 against .175, a gap of .066
    CHECK(a.openings().size() == 6);
    a.world.capacity(a.forum("UNGA").index) = 0.4;  // .146: a gap of .029
    CHECK(a.openings().empty());

    // Where boldness is likely to fail the meeker text counts, al = .75: .03 x .8 x .9375 x 7.29 = .164, although the bold one would be worth .175.
    a.world.position.setConstant(-0.2);
    a.world.capacity(a.forum("UNGA").index) = 0.34;  // .05 x .34 x .9375 x 7.29 = .116: a gap of .048
    CHECK(a.openings().empty());
    a.world.capacity(a.forum("UNGA").index) = 0.33;  // .113: a gap of .051
    CHECK(a.openings().size() == 6);
}

TEST_CASE("the assembly opens a track by adopting its opening, once a sub-norm", "[agents][open_tracks]")
{
    Assembly a;
    Agenda agenda{a.openings()};
    Outcomes outcomes;
    outcomes.of.assign(agenda.drafts.size(), Outcome{});
    CHECK(adopted_tracks(a.world, a.setting, agenda, outcomes).empty());
    outcomes.of[1].adopted = true;
    REQUIRE(adopted_tracks(a.world, a.setting, agenda, outcomes) == std::vector<ForumId>{agenda.drafts[1].track});
    open_track(a.world, agenda.drafts[1].track);
    CHECK(adopted_tracks(a.world, a.setting, agenda, outcomes).empty());
    CHECK(a.openings().size() == 5);
}

TEST_CASE("of forums that wait on one sub-norm a leader wants one, and the assembly opens one", "[agents][open_tracks]")
{
    const auto group = [](const char* id, double authority) {
        Forum made;
        made.id = id;
        made.dormant = true;
        made.norms = {NormId{6}, NormId{7}};  // CY1, CY2
        made.authority = authority;
        return made;
    };
    Assembly a({group("WEAK", 0.03), group("STRONG", 0.04), group("WEAKER", 0.02)});
    CHECK_FALSE(a.track("CY1").exists());
    Agenda agenda{a.openings()};
    CHECK(agenda.drafts.size() == 6);  // HR1-3, CY3, and CY1 and CY2 once each
    std::vector<Draft> wanted;
    for (const Draft& draft : agenda.drafts) {
        if (draft.norm != NormId{6} && draft.norm != NormId{7}) continue;
        CHECK(draft.track == a.forum("STRONG"));
        wanted.push_back(draft);
    }
    REQUIRE(wanted.size() == 2);

    a.setting.institutions.forums[static_cast<std::size_t>(a.forum("STRONG").index)].first_year = 2021;  // too early for that one
    for (const Draft& draft : a.openings()) CHECK(draft.track != a.forum("STRONG"));
    CHECK(a.openings().size() == 6);
    open_track(a.world, a.forum("WEAKER"));  // one a sub-norm: WEAK stays shut
    CHECK(a.openings().size() == 4);

    // Other leaders may want another one on the same sub-norm: the first that is adopted opens.
    agenda.drafts = {wanted[0], wanted[0], wanted[1]};
    agenda.drafts[1].track = a.forum("WEAK");
    Outcomes outcomes;
    outcomes.of.assign(3, Outcome{});
    for (Outcome& each : outcomes.of) each.adopted = true;
    CHECK(adopted_tracks(a.world, a.setting, agenda, outcomes) == std::vector<ForumId>{a.forum("STRONG")});
    outcomes.of[0].adopted = outcomes.of[2].adopted = false;
    CHECK(adopted_tracks(a.world, a.setting, agenda, outcomes) == std::vector<ForumId>{a.forum("WEAK")});
}

TEST_CASE("every opening has lots, a name and lines of its own", "[agents][open_tracks]")
{
    Assembly a({}, 3);
    a.world.exposure.setConstant(0.5);  // so that a text of incumbents on scrutiny names a target, which its opening does not
    const auto tabled = a.openings();
    CHECK(tabled.size() == 3 * 6);
    std::set<std::uint32_t> keys;
    for (const Draft& draft : tabled) {
        keys.insert(draft.key);
        CHECK(draft.initiator == CountryId{draft.leader.index});
        CHECK(draft.line[static_cast<std::size_t>(draft.leader.index)] == 1);
        CHECK_FALSE(draft.target.exists());
    }
    CHECK(keys.size() == tabled.size());
}
