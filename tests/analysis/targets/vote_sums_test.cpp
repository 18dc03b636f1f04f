// The definitions of targets, on votes that fit into a comment, recorded and simulated.

#include <cmath>

#include "agents/institutions.hpp"
#include "analysis/targets/recorded_tables.hpp"
#include "analysis/targets/simulated_targets.hpp"
#include "analysis/targets/vote_sums.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity;
using namespace comity::analysis;
using agents::Vote;

namespace {

const std::vector<std::string> codes{"CHN", "DEU", "FRA", "RUS", "USA"};

/// Texts on human rights, and what each of CHN, DEU, FRA, RUS and USA votes:
///
///     CHN DEU FRA RUS USA
///      Y   A   N   Y   N    the pair alike, apart from the USA; the EU's two apart: index [1 - (2 - 1)/2]/2 = 1/4
///      Y   Y   Y   N   Y    opposite; index 1
///      A   N   N   Y   N    neither; index 1
///      Y   -   Y   Y   Y    alike, and as the USA; one vote of the EU's is no bloc
///      X   Y   Y   Y   A    no dyad without China; index 1
///      N   Y   Y   Y   Y    opposite; index 1
const std::vector<std::string> marks{"YANYN", "YYYNY", "ANNYN", "YXYYY", "XYYYA", "NYYYY"};

double of(const YearSums& sums, const char* measure, Years years)
{
    return value_of({find_measure(measure), years}, sums);
}

RecordedVotes recorded()
{
    RecordedVotes votes;
    votes.countries = codes;
    votes.cast = RecordedVotes::Table::Constant(5, 6, RecordedVotes::not_cast);
    for (std::size_t r = 0; r < marks.size(); ++r) {
        votes.roll_calls.push_back({std::to_string(r), {2020, 10, static_cast<int>(r) + 1}, "rights", "hr", "rights", ""});
        for (std::size_t i = 0; i < codes.size(); ++i)
            if (const auto choice = std::string("NAY").find(marks[r][i]); choice != std::string::npos)
                votes.cast(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(r)) = static_cast<std::int8_t>(choice);
    }
    return votes;
}

/// The same votes as a round of the model, in which all drafts are adopted.
struct Played {
    agents::Setting setting = tests::small_setting(codes);
    agents::World world;
    agents::RoundRecord record;

    explicit Played(const char* forum, const char* arena, const std::vector<std::string>& votes)
    {
        setting.groups.push_back({"EU", {{1}, {2}}});
        world = tests::small_world(setting);
        world.round = 1;
        record.ballots.votes.resize(5, static_cast<Eigen::Index>(votes.size()));
        for (std::size_t v = 0; v < votes.size(); ++v) {
            agents::Draft draft;
            draft.forum = setting.institutions.forum(forum);
            draft.arena = setting.institutions.arena(arena);
            record.agenda.drafts.push_back(draft);
            agents::Outcome outcome;
            outcome.adopted = true;
            record.outcomes.of.push_back(outcome);
            for (std::size_t i = 0; i < 5; ++i) {
                const Vote vote = votes[v][i] == 'Y' ? Vote::yes : votes[v][i] == 'N' ? Vote::no : votes[v][i] == 'A' ? Vote::abstain : Vote::absent;
                record.ballots.votes(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(v)) = static_cast<std::int8_t>(vote);
            }
        }
    }

    YearSums sums()
    {
        TargetCounts counts(setting, world.rules);
        counts.observe(world, record);
        return counts.sums();
    }
};

void check_by_hand(const auto& value)
{
    CHECK(value("identical_CHN_RUS_HR") == 2.0 / 5);
    CHECK(value("opposite_CHN_RUS_HR") == 2.0 / 5);
    CHECK(value("pair_apart_from_USA_HR") == 1.0 / 5);
    CHECK(value("identical_USA_FRA") == 5.0 / 6);
    CHECK(value("agreement_index_EU") == Approx((0.25 + 1 + 1 + 1 + 1) / 5));
    CHECK(value("yes_share") == 18.0 / 28);
    CHECK(value("abstain_share") == 3.0 / 28);
    CHECK(value("no_share") == 7.0 / 28);
    CHECK(value("texts_UNGA") == 6);
    CHECK(std::isnan(value("identical_CHN_RUS_CT")));
}

}  // namespace

TEST_CASE("recorded and simulated votes add up by the same definitions", "[targets]")
{
    const Years year{2020, 2020};
    TargetRecord record;
    const RecordedVotes votes = recorded();
    add_assembly(record, votes, subjects_of(votes, {}), {{"DEU", {1958, 2020}}, {"FRA", {1958, 2020}}});
    check_by_hand([&](const char* name) { return record.value({find_measure(name), year}); });

    YearSums sums = Played("UNGA", "HR", marks).sums();
    // The run goes on for years without a vote: the one looked at is that of the votes.
    check_by_hand([&](const char* name) { return of(sums, name, year); });
}

TEST_CASE("a country counts for the EU in its years alone", "[targets]")
{
    TargetRecord record;
    const RecordedVotes votes = recorded();
    add_assembly(record, votes, subjects_of(votes, {}), {{"DEU", {1958, 2019}}, {"FRA", {1958, 2020}}});
    CHECK(std::isnan(record.value({find_measure("agreement_index_EU"), {2020, 2020}})));
}

TEST_CASE("drafts that fail in the assembly are not in the record, and so not counted", "[targets]")
{
    Played played("UNGA", "HR", marks);
    played.record.outcomes.of[1].adopted = false;  // one of two on which the pair are opposite
    YearSums sums = played.sums();
    CHECK(of(sums, "opposite_CHN_RUS_HR", {2020, 2020}) == 1.0 / 4);
    CHECK(of(sums, "identical_CHN_RUS_HR", {2020, 2020}) == 2.0 / 4);
}

TEST_CASE("an arena is its own subject", "[targets]")
{
    YearSums control = Played("UNGA", "CT", marks).sums();
    CHECK(of(control, "identical_CHN_RUS_CT", {2020, 2020}) == 0.4);
    CHECK(std::isnan(of(control, "identical_CHN_RUS_HR", {2020, 2020})));
    YearSums interference = Played("UNGA", "NI", marks).sums();
    CHECK(of(interference, "identical_CHN_RUS_NI", {2020, 2020}) == 0.4);
}

TEST_CASE("vetoes, abstentions and restraint are counted draft by draft", "[targets]")
{
    // CHN, -, FRA, RUS, USA: RUS vetoes while CHN abstains, both veto, RUS vetoes while CHN votes yes, CHN vetoes while RUS votes yes,
    // USA vetoes; adopted with the abstentions of three; adopted by all; short of votes
    Played played("UNSC", "NI", {"AXYNY", "NXYNY", "YXYNY", "NXYYY", "YXYYN", "YXAAA", "YXYYY", "AXAAA"});
    for (const std::size_t v : {0, 1, 2, 3, 4, 7}) played.record.outcomes.of[v].adopted = false;
    for (const std::size_t v : {0, 1, 2, 3, 4}) played.record.outcomes.of[v].vetoed = true;
    played.record.outcomes.of[6].unanimous = true;
    YearSums sums = played.sums();
    const auto value = [&](const char* name) { return of(sums, name, {2020, 2020}); };
    CHECK(value("vetoed_UNSC") == 5);
    CHECK(value("vetoed_by_RUS") == 3);
    CHECK(value("vetoed_by_CHN") == 2);
    CHECK(value("vetoed_by_USA") == 1);
    CHECK(value("vetoed_by_CHN_and_RUS") == 1);
    CHECK(value("CHN_abstains_on_RUS_veto") == 1);
    CHECK(value("CHN_yes_on_RUS_veto") == 1);
    CHECK(value("yes_on_partners_veto") == 2);
    CHECK(value("adopted_UNSC") == 2);
    CHECK(value("short_UNSC") == 1);
    CHECK(value("divided_UNSC") == 0.5);
    CHECK(value("failed_share_UNSC") == 6.0 / 8);
    CHECK(value("abstentions_RUS") == 1);
    CHECK(value("abstentions_CHN") == 0);
    CHECK(value("abstentions_P3") == 2);
    CHECK(value("texts_UNGA") == 0);
}

TEST_CASE("positions are means over the rounds of a year, and what is missing is unknown", "[targets]")
{
    Played played("UNGA", "HR", marks);
    const int rights = played.setting.institutions.arena("HR").index;
    TargetCounts counts(played.setting, played.world.rules);
    for (const double x : {-3.0, -1.0}) {
        played.world.position(0, rights) = x;
        counts.observe(played.world, played.record);
        ++played.world.round;
    }
    CHECK(of(counts.sums(), "position_gap_CHN_RUS_HR", {2020, 2020}) == -2);
    // one arena of four has one of five countries at x: its s.d. is |x| / sqrt(5)
    CHECK(of(counts.sums(), "position_spread", {2020, 2020}) == Approx(2 / std::sqrt(5.0) / played.setting.num_arenas()));
    CHECK(std::isnan(of(counts.sums(), "treaty_parties_T1", {2020, 2020})));  // the module is off
    CHECK(std::isnan(of(counts.sums(), "yes_share", {2019, 2020})));          // a year before the start

    agents::Setting elsewhere = tests::small_setting({"AAA", "BBB", "CCC"});
    const TargetCounts strangers(elsewhere, {});
    CHECK(std::isnan(of(strangers.sums(), "vetoed_by_RUS", {2020, 2020})));
}

TEST_CASE("agreement of a pair gives half credit for an abstention", "[targets]")
{
    // CHN and USA on the six texts: Y N, Y Y, A N, Y Y, none, N Y: (0 + 1 + .5 + 1 + 0)/5
    const PairYears pairs = recorded_pairs(recorded());
    int found = 0;
    for (int pair = 0; pair < pairs.num_pairs(); ++pair) {
        if (pairs.pair_name(pair) == "CHN_USA") {
            CHECK(pairs.agreement(pair, 2020) == 2.5 / 5);
            CHECK(pairs.texts(pair, 2020) == 5);
            ++found;
        }
        if (pairs.pair_name(pair) == "ARG_AUS") {
            CHECK(std::isnan(pairs.agreement(pair, 2020)));
            ++found;
        }
    }
    CHECK(found == 2);
    CHECK(pairs.num_pairs() == 595);
}
