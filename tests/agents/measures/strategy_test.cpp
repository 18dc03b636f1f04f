// Whom votes follow: drafts and votes written by hand.
#include <cmath>
#include <vector>

#include "agents/measures/bandwagon.hpp"
#include "agents/measures/rival_tracks.hpp"
#include "sim/philox.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

/// CHN, RUS (leader CR), USA (leader US), and others without a leader.
Setting led_setting(int others)
{
    std::vector<std::string> codes{"CHN", "RUS", "USA"};
    for (int i = 0; i < others; ++i) codes.push_back("C" + std::to_string(i));
    Setting s = small_setting(codes);
    lead(s, "CR", Camp::challengers, {0, 1});
    lead(s, "US", Camp::incumbents, {2});
    return s;
}

struct Text {
    const char* leader;
    const char* norm;
    double move;  // of the status quo
    bool adopted;
    std::vector<int> votes;  // of those without a leader; the leaders' members vote yes, no, no
};

/// Plays rounds of drafts; what the columns say after the last.
template <class Measure>
class Rounds {
public:
    explicit Rounds(const Setting& setting) : setting_(&setting), world_(small_world(setting)), measure_(setting) {}

    std::vector<double> play(const std::vector<Text>& texts)
    {
        RoundRecord record;
        record.ballots.votes.resize(setting_->num_countries(), static_cast<Eigen::Index>(texts.size()));
        for (std::size_t v = 0; v < texts.size(); ++v) {
            const Text& text = texts[v];
            Draft draft;
            draft.kind = DraftKind::leader;
            draft.leader = setting_->leader(text.leader);
            draft.norm = setting_->institutions.norm(text.norm);
            draft.arena = setting_->institutions.norms[static_cast<std::size_t>(draft.norm.index)].arena;
            draft.forum = setting_->institutions.forum("UNGA");
            draft.status_quo = 1;
            draft.proposal = 1 + text.move;
            record.agenda.drafts.push_back(draft);
            std::vector<int> votes{1, -1, -1};
            votes.insert(votes.end(), text.votes.begin(), text.votes.end());
            for (std::size_t i = 0; i < votes.size(); ++i)
                record.ballots.votes(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(v)) = static_cast<std::int8_t>(votes[i]);
            Outcome outcome;
            outcome.adopted = text.adopted;
            record.outcomes.of.push_back(outcome);
        }
        ++world_.round;
        std::vector<double> values(measure_.columns().size(), -9);
        RowWriter row(values.data(), 1);
        measure_.observe(world_, record, row);
        CHECK(row.position() == values.data() + values.size());
        return values;
    }
    Measure& measure() { return measure_; }

private:
    const Setting* setting_;
    World world_;
    Measure measure_;
};

}  // namespace

TEST_CASE("votes that move towards the leader that won last are a bandwagon", "[agents][measures][bandwagon]")
{
    const Setting setting = led_setting(5);
    Rounds<BandwagonMeasure> rounds(setting);
    CHECK(std::isnan(rounds.play({{"CR", "HR1", -1, true, {1, 0, -1, -1, 2}}})[0]));  // nobody had won
    // nearer to yes: the second and third; nearer to no: the first; as before: the fourth; the fifth was absent
    const auto second = rounds.play({{"CR", "HR2", -1, false, {0, 1, 0, -1, 1}}});
    CHECK(second[0] == Approx(2.0 / 4));
    CHECK(second[1] == Approx(1.0 / 4));
    // its draft failed, so that it is the recent winner no longer; another arena and another leader have had no winner
    const auto third = rounds.play({{"CR", "HR1", -1, true, {1, 1, 1, 1, 1}}, {"CR", "CY1", -1, true, {1, 1, 1, 1, 1}}, {"US", "HR1", 1, true, {1, 1, 1, 1, 1}}});
    CHECK(third == second);
    // within four rounds votes add up: none of five moves towards it, all move away
    const auto fourth = rounds.play({{"CR", "HR3", -1, true, {0, 0, 0, 0, -1}}});
    CHECK(fourth[0] == Approx(2.0 / 9));
    CHECK(fourth[1] == Approx((1.0 - 5) / 9));
    rounds.measure().reset();
    CHECK(std::isnan(rounds.play({{"CR", "HR1", -1, true, {1, 1, 1, 1, 1}}})[0]));
}

TEST_CASE("drafts of one round are held against those of rounds before", "[agents][measures][bandwagon]")
{
    const Setting setting = led_setting(2);
    Rounds<BandwagonMeasure> rounds(setting);
    CHECK(std::isnan(rounds.play({{"CR", "HR1", -1, true, {-1, -1}}, {"CR", "HR2", -1, true, {1, 1}}})[0]));
    CHECK(rounds.play({{"CR", "HR1", -1, true, {1, 1}}})[0] == 0);  // against the last of the round before
}

TEST_CASE("votes drawn anew each time move towards the winner by chance alone", "[agents][measures][bandwagon]")
{
    // yes, abstention and no with .5, .2 and .3: a later vote is nearer to yes with .5 x .5 + .2 x .3 = .31, and nearer to no with the same
    constexpr int countries = 20'000;
    const Setting setting = led_setting(countries);
    Rounds<BandwagonMeasure> rounds(setting);
    const auto draw = [&](std::uint32_t draft) {
        std::vector<int> votes;
        for (std::uint32_t i = 0; i < countries; ++i) {
            const double u = comity::sim::philox({i, draft, 0, 0}, {1, 0})[0] * 0x1p-32;
            votes.push_back(u < 0.5 ? 1 : u < 0.7 ? 0 : -1);
        }
        return votes;
    };
    rounds.play({{"CR", "HR1", -1, true, draw(0)}});
    const auto found = rounds.play({{"CR", "HR1", -1, true, draw(1)}});
    const long towards = std::lround(found[0] * countries), away = std::lround((found[0] - found[1]) * countries);
    CHECK(plausible(towards, countries, 0.31));
    CHECK(plausible(away, countries, 0.31));
    CHECK_FALSE(plausible(towards, countries, 0.29));
}

TEST_CASE("who votes yes on both of two rival drafts supports both tracks", "[agents][measures][rival_tracks]")
{
    const Setting setting = led_setting(5);
    Rounds<RivalTrackMeasure> rounds(setting);
    // another sub-norm, the same direction or the same camp makes no rivals
    CHECK(std::isnan(rounds.play({{"CR", "CY1", -1, true, {1, 1, 1, 0, 2}}, {"US", "CY2", 1, true, {1, 1, 1, 1, 1}}})[0]));
    CHECK(std::isnan(rounds.play({{"US", "CY1", -1, true, {1, 1, 1, 1, 1}}})[0]));
    CHECK(std::isnan(rounds.play({{"US", "CY2", -1, true, {1, 1, 1, 1, 1}}})[0]));
    rounds.measure().reset();

    rounds.play({{"CR", "CY1", -1, true, {1, 1, 1, 0, 2}}});
    // of seven that cast a vote on both (the fifth was absent) CHN and two more voted yes on both
    CHECK(rounds.play({{"US", "CY1", 1, true, {1, 1, 0, 1, 1}}})[0] == Approx(3.0 / 7));
}

TEST_CASE("tracks are rivals while they are less than four rounds apart", "[agents][measures][rival_tracks]")
{
    const Setting setting = led_setting(2);
    const int apart = GENERATE(1, 3, 4);
    Rounds<RivalTrackMeasure> rounds(setting);
    rounds.play({{"CR", "CY1", -1, true, {1, 1}}});
    for (int t = 1; t < apart; ++t) rounds.play({});
    const double found = rounds.play({{"US", "CY1", 1, false, {1, -1}}})[0];
    CAPTURE(apart);
    if (apart < 4)
        CHECK(found == Approx(2.0 / 5));  // CHN and the first of the others
    else
        CHECK(std::isnan(found));
}
