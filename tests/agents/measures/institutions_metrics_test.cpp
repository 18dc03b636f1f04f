// Records written by hand: what leaders get, what becomes of drafts, and what bodies can still do.
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "agents/measures/observer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

/// CHN, RUS (leader CR), USA (leader US), FRA, SYR (a client of RUS), C5.
Setting six_countries()
{
    Setting s = small_setting({"CHN", "RUS", "USA", "FRA", "SYR", "C5"});
    lead(s, "CR", Camp::challengers, {0, 1});
    lead(s, "US", Camp::incumbents, {2});
    s.clients = TieGraph(6, {{1, 4, 0.7}});
    s.rounds = 8;
    return s;
}

struct Text {
    std::string forum;
    std::string leader;
    std::string target;
    std::vector<int> votes;
    bool adopted = false;
    bool vetoed = false;
    std::string norm = "HR1";
};

RoundRecord record_of(const Setting& s, const std::vector<Text>& texts)
{
    RoundRecord r;
    r.ballots.votes.resize(s.num_countries(), static_cast<Eigen::Index>(texts.size()));
    for (std::size_t v = 0; v < texts.size(); ++v) {
        const Text& t = texts[v];
        Draft d;
        d.forum = s.institutions.forum(t.forum);
        d.leader = s.leader(t.leader);
        d.kind = d.leader.exists() ? DraftKind::leader : DraftKind::background;
        d.norm = s.institutions.norm(t.norm);
        d.arena = s.institutions.norms[static_cast<std::size_t>(d.norm.index)].arena;
        d.target = s.country(t.target);
        Outcome o;
        for (std::size_t i = 0; i < t.votes.size(); ++i) {
            r.ballots.votes(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(v)) = static_cast<std::int8_t>(t.votes[i]);
            o.yes += t.votes[i] == 1;
            o.abstain += t.votes[i] == 0;
            o.no += t.votes[i] == -1;
            o.absent += t.votes[i] == 2;
        }
        o.adopted = t.adopted;
        o.vetoed = t.vetoed;
        o.unanimous = (o.yes > 0) + (o.abstain > 0) + (o.no > 0) <= 1;
        r.agenda.drafts.push_back(d);
        r.outcomes.of.push_back(o);
    }
    return r;
}

/// All six sit everywhere, so that a text's votes are those of its list.
World seated(World world)
{
    for (auto& roster : world.roster) roster = {0, 1, 2, 3, 4, 5};
    return world;
}

class Run {
public:
    explicit Run(Setting s) : setting(std::move(s)), world(seated(small_world(setting))), observer_(setting, world.rules) {}

    void play(const std::vector<Text>& texts)
    {
        const RoundRecord r = record_of(setting, texts);
        ++world.round;
        observer_.observe(world, r);
    }
    /// Of the last round played.
    double series(const std::string& name) const
    {
        return observer_.series()(world.round - 1, index(observer_.series_metrics(), name));
    }
    double outcome(const std::string& name) const { return observer_.outcomes(world)(index(observer_.outcome_metrics(), name)); }

    Setting setting;
    World world;

private:
    static Eigen::Index index(const std::vector<Metric>& metrics, const std::string& name)
    {
        for (std::size_t k = 0; k < metrics.size(); ++k)
            if (metrics[k].name == name) return static_cast<Eigen::Index>(k);
        throw std::runtime_error("no metric " + name);
    }
    Observer observer_;
};

//                              CHN RUS USA FRA SYR C5
const std::vector<int> pair_no{-1, -1, 1, 1, -1, 1};
const std::vector<int> split{0, -1, 1, 1, -1, 1};
const std::vector<int> pair_yes{1, 1, -1, 0, 1, 1};
const std::vector<int> all_yes{1, 1, 1, 1, 1, 1};

}  // namespace

TEST_CASE("the initiative ratio weighs drafts tabled against drafts blocked", "[agents][measures]")
{
    Run run(six_countries());
    run.play({{"UNGA", "CR", "", pair_yes, true},
              {"UNSC", "US", "SYR", pair_no, false, true},  // blocked by CR
              {"UNSC", "US", "", split, false, true},       // RUS no, CHN abstains: no vote of CR is more frequent than no: blocked
              {"UNGA", "US", "", pair_no, true}});          // adopted over its no: not blocked
    CHECK(run.series("tabled_CR") == 1);
    CHECK(run.series("tabled_US") == 3);
    CHECK(run.series("initiative_CR") == Approx(1.0 / 3));
    CHECK(run.series("initiative_US") == 1);
    CHECK(run.outcome("blocked_CR") == 2);
    CHECK(run.outcome("success_US") == Approx(1.0 / 3));
    CHECK(run.outcome("success_CR") == 1);
}

TEST_CASE("a leader's own failed draft is not one that it blocked", "[agents][measures]")
{
    Run run(six_countries());
    run.play({{"UNGA", "CR", "", {-1, -1, -1, -1, 1, 1}, false}});
    CHECK(run.outcome("blocked_CR") == 0);
    CHECK(run.outcome("initiative_CR_run") == 1);
}

TEST_CASE("vetoes are counted by holder, and those of both partners", "[agents][measures]")
{
    Run run(six_countries());
    run.play({{"UNSC", "US", "SYR", pair_no, false, true}, {"UNSC", "US", "", split, false, true}, {"UNSC", "US", "", pair_yes, false, false}});
    run.play({{"UNSC", "CR", "", pair_yes, false, true}});
    CHECK(run.outcome("vetoes_RUS") == 2);
    CHECK(run.outcome("vetoes_CHN") == 1);
    CHECK(run.outcome("vetoes_USA") == 1);
    CHECK(run.outcome("vetoes_FRA") == 0);
    CHECK(run.outcome("vetoes_both_CHN_RUS") == 1);
    CHECK(run.outcome("vetoed_drafts_total") == 3);
    CHECK(run.series("vetoed_share") == Approx(3.0 / 4));
    CHECK(run.series("deadlocked_share") == 1);
}

TEST_CASE("immunity is the share of drafts aimed at veto holders and their friends that fail", "[agents][measures]")
{
    Run run(six_countries());
    run.play({{"UNSC", "US", "SYR", pair_no, false, true},   // friend of RUS: fails
              {"HRC", "US", "CHN", pair_no, true},           // holder: passes
              {"HRC", "US", "C5", pair_no, false},           // nobody's friend: does not count
              {"UNSC", "US", "RUS", pair_no, false, true}});
    CHECK(run.series("immunity") == Approx(2.0 / 3));
    CHECK(run.outcome("immunity_run") == Approx(2.0 / 3));
    CHECK(run.outcome("immunity_veto_bodies_run") == 1);
}

TEST_CASE("framing is the share of cyber drafts on content", "[agents][measures]")
{
    Run run(six_countries());
    CHECK(std::isnan(run.outcome("framing_run")));
    run.play({{"UNGA", "CR", "", pair_yes, true, false, "CY2"},
              {"UNGA", "CR", "", pair_yes, true, false, "CY1"},
              {"UNGA", "CR", "", pair_yes, true, false, "CY3"},
              {"UNGA", "CR", "", pair_yes, true, false, "HR1"},
              {"OEWG", "CR", "", pair_yes, true, false, "CY2"}});
    CHECK(run.series("framing") == Approx(2.0 / 4));
}

TEST_CASE("unanimous drafts are dropped from agreement and reported", "[agents][measures]")
{
    Run run(six_countries());
    run.play({{"UNGA", "CR", "", all_yes, true}, {"UNGA", "CR", "", pair_yes, true}, {"UNGA", "US", "", {1, 1, 1, 2, 2, 1}, true}});
    CHECK(run.series("drafts") == 3);
    CHECK(run.series("unanimous_drafts") == 2);
    CHECK(run.series("rice") == Approx(3.0 / 5));  // 4 yes, 1 no, 1 abstention
    CHECK(run.series("agreement_index") == Approx((4 - 0.5 * 2) / 6));
    CHECK(run.series("agreement_S") == Approx((6 + 0.5 * 5) / 15));
    CHECK(run.series("identical_CHN_RUS") == 1);
    CHECK(std::isnan(run.series("identical_CHN_RUS_NI")));
}

TEST_CASE("measures of votes look back four rounds", "[agents][measures]")
{
    Run run(six_countries());
    run.play({{"UNGA", "CR", "", split, true}});
    CHECK(run.series("identical_CHN_RUS") == 0);
    CHECK(run.series("acquiescence_CHN_RUS") == 1);
    run.play({{"UNGA", "CR", "", pair_yes, true}});
    CHECK(run.series("identical_CHN_RUS") == 0.5);
    run.play({});
    run.play({});
    CHECK(run.series("drafts") == 2);
    run.play({});
    CHECK(run.series("identical_CHN_RUS") == 1);  // the first round has left the window
    run.play({});
    CHECK(std::isnan(run.series("identical_CHN_RUS")));
    CHECK(run.series("drafts") == 0);
}

TEST_CASE("a forum is paralysed once its capacity has been low for four rounds", "[agents][measures]")
{
    Run run(six_countries());
    const int unga = run.setting.institutions.forum("UNGA").index;
    run.world.capacity(unga) = 0.39;
    for (int t = 0; t < 3; ++t) run.play({});
    CHECK(run.series("paralysed_forums") == 0);
    run.play({});
    CHECK(run.series("paralysed_forums") == 1);
    run.play({});
    run.world.capacity(unga) = 0.4;
    run.play({});
    CHECK(run.series("paralysed_forums") == 0);
    CHECK(run.outcome("paralysed_rounds_UNGA") == 2);
    CHECK(run.outcome("paralysed_rounds") == 2);
    CHECK(run.outcome("capacity_UNGA_min") == Approx(0.39));
}

TEST_CASE("a forum that does not exist yet has no capacity", "[agents][measures]")
{
    Setting s = six_countries();
    s.start_year = 2003;
    s.start_quarter = 4;
    Run run(std::move(s));
    run.play({});
    CHECK(std::isnan(run.series("capacity_GGE")));
    CHECK(run.series("capacity_mean") == 1);
    run.play({});  // 2004
    CHECK(run.series("capacity_GGE") == 1);
}

TEST_CASE("small countries succeed by votes won times the capacity of the forum", "[agents][measures]")
{
    Run run(six_countries());
    run.world.capability << 0.3, 0.2, 0.3, 0.18, 0.01, 0.01;  // median .19: FRA, SYR and C5 are below it
    const int unga = run.setting.institutions.forum("UNGA").index, hrc = run.setting.institutions.forum("HRC").index;
    run.world.capacity(unga) = 0.8;
    run.world.capacity(hrc) = 0.5;
    run.play({{"UNGA", "US", "", {-1, -1, 1, 1, -1, 1}, true},      // won by FRA and C5
              {"UNGA", "CR", "", {1, 1, -1, 0, 1, 1}, true},        // won by SYR and C5; FRA abstains
              {"HRC", "CR", "", {1, 1, -1, -1, 2, 3}, false},       // won by FRA; SYR is absent, C5 no member
              {"UNGA", "CR", "", all_yes, true}});                  // unanimous: does not count
    const double france = (0.8 + 0 + 0.5) / 3, syria = 0.8 / 2, c5 = (0.8 + 0.8) / 2;
    CHECK(run.series("small_state_success") == Approx((france + syria + c5) / 3));
    CHECK(run.series("won_CR") == Approx(2.0 / 6));  // of six contested votes of its members: two with the second text
}

TEST_CASE("a leader's payoff falls with the square of its distance from the status quo", "[agents][measures]")
{
    Run run(six_countries());
    run.world.status_quo.setConstant(1);
    run.world.leader_position.setZero();
    run.world.leader_position(1, 0) = 1;  // US at 1 in human rights: three of nine sub-norms
    run.play({});
    CHECK(run.series("payoff_CR") == Approx(-1));
    CHECK(run.series("payoff_US") == Approx(-6.0 / 9));
}

TEST_CASE("refill is what others pay of the gap that missing dues leave", "[agents][measures]")
{
    Run run(six_countries());
    World& world = run.world;
    const auto unga = run.setting.institutions.forum("UNGA").index, who = run.setting.institutions.forum("WHO").index;
    run.play({});
    CHECK(std::isnan(run.series("refill_share")));  // no gap

    // each country is assessed one sixth: USA pays nothing in two forums, the ambitious fill a tenth of each gap
    world.engagement(2, unga) = 0;
    world.dues_paid(2, who) = 0;
    world.fill_ambition(0) = 1;
    world.fill_ambition(3) = 0.3;
    world.refill.setZero();
    world.refill(unga) = world.refill(who) = 0.1 / 1.3 / 6;
    world.shortfall(unga) = world.shortfall(who) = 0.9 / 6;
    run.play({});
    CHECK(run.series("refill_share") == Approx(0.1));

    // a top-up of a twelfth fills half of one gap besides: (.1 + .6) / 2
    world.topups = {{{0}, {who}, 1.0 / 12}};
    world.shortfall(who) = 0.4 / 6;
    run.play({});
    CHECK(run.series("refill_share") == Approx(0.35));

    // one of a half fills more than there is: (.1 + 1) / 2
    world.topups = {{{0}, {who}, 0.5}};
    world.shortfall(who) = 0;
    run.play({});
    CHECK(run.series("refill_share") == Approx(0.55));
}
