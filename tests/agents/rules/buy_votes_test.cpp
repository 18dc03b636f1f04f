#include "agents/rules/buy_votes.hpp"

#include <map>
#include <vector>

#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

constexpr double rich = 1e6;

/// A hall with two leaders of one member each: row 0 leads ONE, row 1 leads TWO. Nobody has leverage, and the winner does not pull.
struct Market : Hall {
    SidePaymentParams offer{.on = true, .budget = rich, .margin = 0};

    explicit Market(Setting made) : Hall(std::move(made)) { params.bandwagon = 0; }
    explicit Market(int countries) : Market(led(small_setting(countries))) {}

    static Setting led(Setting setting)
    {
        lead(setting, "ONE", Camp::challengers, {0});
        lead(setting, "TWO", Camp::incumbents, {1});
        return setting;
    }
    /// z of the countries, in a draft whose first term is the position.
    void latents(const std::vector<double>& z)
    {
        for (std::size_t i = 0; i < z.size(); ++i) world.position(static_cast<Eigen::Index>(i), rights.index) = z[i];
    }
    /// A draft of ONE; TWO is against it.
    Draft of_one(ForumId forum, double half_band = 1) const
    {
        Draft draft = Hall::draft(forum, half_band);
        draft.kind = DraftKind::leader;
        draft.leader = {0};
        draft.line = {1, -1};
        return draft;
    }
    BoughtVotes buy(const Agenda& agenda) const { return buy_votes(world, setting, influence, agenda, offer, params); }
    BoughtVotes buy(const Draft& draft) const { return buy(Agenda{{draft}}); }
};

/// What each country was given on the first draft.
std::map<int, double> paid(const BoughtVotes& bought)
{
    std::map<int, double> amounts;
    for (const Inducement& each : bought.lobbying.on(0)) amounts[each.country.index] += each.amount;
    return amounts;
}

}  // namespace

TEST_CASE("with votes that chance does not change and no rival, the number bought is quota - sincere yes, plus the margin", "[agents][buy_votes]")
{
    // Of 15 in the council C0 is the leader. Half-band 1: six say yes (z = 2), nine abstain (z = -.1, ..., -.9). Quota 9.
    Market market(Market::led(small_setting(15)));
    market.setting.institutions.forums[0].veto.clear();
    market.roster(council).resize(15);
    for (int i = 0; i < 15; ++i) market.roster(council)[static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < 15; ++i) market.world.position(i, rights.index) = i < 6 ? 2 : -0.1 * (i - 5);
    Draft draft = market.of_one(council);
    draft.line = {1, 0};
    BoughtVotes bought = market.buy(draft);
    CHECK(bought.payments.bought(0) == 3);  // 9 - 6
    CHECK(bought.payments.bought(1) == 0);
    // the cheapest: 1 - z = 1.1, 1.2, 1.3
    const auto amounts = paid(bought);
    REQUIRE(amounts.size() == 3);
    CHECK(amounts.at(6) == Approx(1.1));
    CHECK(amounts.at(7) == Approx(1.2));
    CHECK(amounts.at(8) == Approx(1.3));
    CHECK(bought.payments.spent(0) == Approx(3.6));  // strength 0: fully receptive
    // Nobody buys its own; who has come to follow the leader is its own.
    const Coalitions at_start = market.world.coalitions;
    market.world.coalitions.move({6}, {0});
    CHECK(paid(market.buy(draft)).count(6) == 0);
    CHECK(paid(market.buy(draft)).count(9) == 1);
    market.world.coalitions = at_start;
    market.offer.margin = 2;
    CHECK(market.buy(draft).payments.bought(0) == 5);
    market.offer.margin = 100;
    CHECK(market.buy(draft).payments.bought(0) == 9);  // all there are
    market.offer.margin = 0;
    market.world.position.col(rights.index).head(9).setConstant(1);  // nine yes: at the edge of the band counts as yes
    CHECK(market.buy(draft).payments.bought(0) == 0);
}

TEST_CASE("a majority needs one yes more than no, and a no that is won over counts twice", "[agents][buy_votes]")
{
    // yes 2, no 3, abstain 2 (C5, C6). Needed: 4 yes. Both that abstain are cheapest (.9 and 1.1), then 2 + 2 = 4 against 3.
    Market market(7);
    market.latents({2, 2, -2, -2.5, -3, 0.1, -0.1});
    Draft draft = market.of_one(assembly);
    draft.line = {1, 0};
    auto amounts = paid(market.buy(draft));
    REQUIRE(amounts.size() == 2);
    CHECK(amounts.at(5) == Approx(0.9));
    CHECK(amounts.at(6) == Approx(1.1));
    // without those, 2 yes against 3: one bought no makes it 3 against 2
    market.latents({2, 2, -2, -2.5, -3, 2, -9});
    market.world.position(5, rights.index) = -9;
    amounts = paid(market.buy(draft));  // 2 against 5: two bought make 4 against 3
    REQUIRE(amounts.size() == 2);
    CHECK(amounts.at(2) == Approx(3));
    CHECK(amounts.at(3) == Approx(3.5));
    // an important draft needs twice as many yes as no: 3 bought give 5 against 2, enough; 2 give 4 against 3, not enough
    draft.important = true;
    CHECK(market.buy(draft).payments.bought(0) == 3);
    market.latents({2, 2, 2, 2, -2, -2, 0});
    CHECK(market.buy(draft).payments.bought(0) == 0);  // exactly two thirds are enough
    // an empty count of no still asks for one yes
    market.latents({0, 0, 0, 0, 0, 0, 0});
    CHECK(market.buy(draft).payments.bought(0) == 1);
}

TEST_CASE("a vote costs what it lacks over the receptiveness of the country", "[agents][buy_votes]")
{
    // Shortfalls 1 (strong: recept .2, price 5), 2 (recept .2 + .8 x .5 = .6, price 3.33), 3 (weak: price 3): cheapest C4, then C3, then C2.
    Market market(5);
    market.setting.strength << 1, 1, 1, 0.5, 0;
    market.latents({2, -9, 0, -1, -2});
    market.offer.budget = 3;  // TWO says no: yes 1, no 1 + C4's (z = -2 < -1): 3 needed
    Draft draft = market.of_one(assembly);
    draft.line = {1, 0};
    BoughtVotes bought = market.buy(draft);
    CHECK(bought.payments.spent(0) == Approx(3));
    CHECK(paid(bought).at(4) == Approx(3));
    market.offer.margin = 2;
    market.offer.budget = 6.4;  // C3 costs 3.33 more: 6.33
    bought = market.buy(draft);
    CHECK(bought.payments.bought(0) == 2);
    CHECK(bought.payments.spent(0) == Approx(3 + 2 / 0.6));
    market.offer.budget = 6.3;  // a vote is bought whole or not, and the next is dearer still
    CHECK(market.buy(draft).payments.bought(0) == 1);
    market.offer.least_receptive = 0;  // the strongest is not for sale at all
    market.offer.budget = rich;
    CHECK(market.buy(draft).payments.bought(0) == 2);
}

TEST_CASE("a budget is for all drafts of a round, in the order of the agenda, and never overdrawn", "[agents][buy_votes]")
{
    Market market(12);
    market.offer = {.on = true, .budget = 2, .margin = 2};
    for (int i = 0; i < 12; ++i) market.world.position(i, rights.index) = -0.3;  // each lacks 1.3
    Agenda agenda;
    Draft draft = market.of_one(assembly);
    draft.line = {1, 0};
    agenda.drafts.assign(3, draft);
    const BoughtVotes bought = market.buy(agenda);
    CHECK(bought.payments.bought(0) == 1);
    CHECK(bought.payments.spent(0) == Approx(1.3));
    CHECK(bought.lobbying.on(0).size() == 1);
    CHECK(bought.lobbying.on(1).empty());
    // dearer first: the second draft may still have what the first left
    agenda.drafts[0].half_band = 1.5;  // 1.8, 1.8; left .2
    agenda.drafts[1].half_band = 0.3;  // -.3 is no longer below -.3: abstains, lacks .6
    market.offer.budget = 3.1;         // 1.8, then 1.3: two votes of .6
    const BoughtVotes both = market.buy(agenda);
    CHECK(both.lobbying.on(0).size() == 1);
    CHECK(both.lobbying.on(1).size() == 2);
    CHECK((both.payments.spent <= 3.1).all());
    CHECK(both.payments.spent(0) == Approx(3));
}

TEST_CASE("a rival pays for votes against, at the same time and without seeing the other's payments", "[agents][buy_votes]")
{
    // yes 3 (C0, C2, C3), abstain C4, no C1. A vote against: C4 lacks 1 + .5, C3 1 + 1.2, C2 1 + 2.
    Market market(5);
    market.latents({3, -2, 2, 1.2, 0.5});
    Draft draft = market.of_one(assembly);
    BoughtVotes bought = market.buy(draft);
    CHECK(bought.payments.bought(0) == 0);  // has its three against one
    CHECK(bought.payments.bought(1) == 2);  // C4: 3 against 2; C3: 2 against 3
    auto amounts = paid(bought);
    CHECK(amounts.at(4) == Approx(-1.5));
    CHECK(amounts.at(3) == Approx(-2.2));
    CHECK(bought.payments.spent(1) == Approx(3.7));
    // now both want C4: payments add up
    market.offer.margin = 2;  // ONE needs 4: C4 lacks .5; TWO needs yes <= no + 1 - 1 - 2, one more vote: C2
    amounts = paid(market.buy(draft));
    CHECK(amounts.at(4) == Approx(0.5 - 1.5));
    CHECK(amounts.at(2) == Approx(-3));
    // a leader without a line has no stake, and routine business nobody
    draft.line = {1, 0};
    CHECK(market.buy(draft).payments.bought(1) == 0);
    draft.leader = {};
    draft.line = {-1, -1};
    CHECK(market.buy(draft).lobbying.given.empty());
}

TEST_CASE("leaders do not pay their own members", "[agents][buy_votes]")
{
    Setting setting = small_setting(4);
    lead(setting, "ONE", Camp::challengers, {0, 1});
    lead(setting, "TWO", Camp::incumbents, {2});
    Market market(std::move(setting));
    market.latents({0.9, 0.9, 0, -0.5});
    Draft draft = market.of_one(assembly);
    draft.line = {1, 0};
    const auto amounts = paid(market.buy(draft));  // one yes is enough: C2 lacks 1, C3 1.5
    REQUIRE(amounts.size() == 1);
    CHECK(amounts.at(2) == Approx(1));
}

TEST_CASE("where consensus decides, all who say no are bought, and one of them stops a draft", "[agents][buy_votes]")
{
    // c = 2 for everyone: no below -3. C2 and C3 say no and lack 1 + 3.5 and 1 + 4; C4 abstains and does not matter.
    Market market(5);
    market.roster(experts) = {0, 1, 2, 3, 4};
    market.latents({2, -2, -3.5, -4, -2.9});
    market.offer.margin = 3;
    Draft draft = market.of_one(experts);
    draft.line = {1, 0};
    auto amounts = paid(market.buy(draft));
    REQUIRE(amounts.size() == 2);
    CHECK(amounts.at(2) == Approx(4.5));
    CHECK(amounts.at(3) == Approx(5));
    // nobody says no: TWO buys one and, with a margin of 1, a second: C4 lacks 3 - 2.9, C3 3 - 2
    market.latents({2, -2, 2, -2, -2.9});
    market.offer.margin = 1;
    draft.line = {1, -1};
    amounts = paid(market.buy(draft));
    REQUIRE(amounts.size() == 2);
    CHECK(amounts.at(4) == Approx(-0.1));
    CHECK(amounts.at(3) == Approx(-1));
}

TEST_CASE("in a council nobody pays against a veto that stands, and a bought veto settles a draft", "[agents][buy_votes]")
{
    // Fifteen members, quota 9; CHN leads ONE, FRA leads TWO. No veto below -1 - 2.
    Market market(Market::led(small_setting(fifteen())));
    market.roster(council).resize(15);
    for (int i = 0; i < 15; ++i) market.roster(council)[static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < 15; ++i) market.world.position(i, rights.index) = i < 8 ? 5 : 0;
    Draft draft = market.of_one(council);
    draft.line = {1, 0};
    CHECK(market.buy(draft).payments.bought(0) == 1);
    market.world.position(market.row("USA"), rights.index) = -3.1;
    CHECK(market.buy(draft).lobbying.given.empty());
    market.world.position(market.row("USA"), rights.index) = -2.9;  // abstains, and its veto is the cheapest: lacks 3 - 2.9
    draft.line = {1, -1};
    for (int i = 0; i < 15; ++i)
        if (i >= 8) market.world.position(i, rights.index) = 5;
    const auto amounts = paid(market.buy(draft));
    REQUIRE(amounts.size() == 1);
    CHECK(amounts.at(market.row("USA")) == Approx(-0.1));
    // those who abstain do not count in a council, so a rival does not pay them: it takes one of nine yes
    market.world.position.col(rights.index).setConstant(0);
    for (int i = 0; i < 9; ++i) market.world.position(i, rights.index) = 5 + 0.1 * i;
    market.world.position(market.row("USA"), rights.index) = 1;
    market.setting.institutions.forums[0].veto.clear();
    const auto against = paid(market.buy(draft));
    REQUIRE(against.size() == 1);
    CHECK(against.at(market.row("USA")) == Approx(-2));
}

TEST_CASE("style and shocks widen what a vote lacks", "[agents][buy_votes]")
{
    Market market(3);
    market.latents({-0.5, -9, 0});
    market.world.style(2) = 1.3;
    market.world.shock.style(2) = 0.5;
    Draft draft = market.of_one(assembly, 2);
    draft.line = {1, 0};
    // C2: 2 x 1.3 x .5 - 0, and then 1 yes against 1 no (C1), which is not for sale for less than 11
    market.offer.budget = 5;
    CHECK(paid(market.buy(draft)).at(2) == Approx(1.3));
    // z = 2.5 is beyond a half-band of 2, but C2's is 2.6: it abstains as it stands, and one yes is bought
    market.world.shock.style(2) = 1;
    market.latents({-0.5, 0, 2.5});
    CHECK(paid(market.buy(draft)).at(2) == Approx(0.1));
}

TEST_CASE("a path multiplies a leader's budget", "[agents][buy_votes]")
{
    Market market(8);
    market.offer.budget = 1.5;
    CHECK(market.buy(Agenda{}).payments.spent.sum() == 0);
    CHECK((budgets(market.world, market.setting, market.offer) == 1.5).all());
    market.world.side_payments.purse.resize(2);
    market.world.side_payments.purse << 2, 0;
    CHECK(budgets(market.world, market.setting, market.offer)(0) == 3);
    CHECK(budgets(market.world, market.setting, market.offer)(1) == 0);
}

TEST_CASE("votes are bought among the members of the forum in which each draft is", "[agents][buy_votes]")
{
    Market market(6);
    market.roster(experts) = {0, 4};
    Draft first = market.of_one(assembly), second = market.of_one(experts);
    market.latents({2, -1.5, -1.5, -1.5, -1.5, -1.5});
    const BoughtVotes bought = market.buy(Agenda{{first, second}});
    CHECK(bought.lobbying.on(0).size() == 3);  // 4 yes against 2 no
    const auto among_experts = bought.lobbying.on(1);
    REQUIRE(among_experts.size() == 1);
    CHECK(among_experts[0].country.index == 4);
}

TEST_CASE("equal prices go by the country's name, not its row", "[agents][buy_votes]")
{
    const Market market(Market::led(small_setting({"ONE", "TWO", "FFF", "CCC", "DDD", "EEE"})));  // the least stands in row 3
    const Draft draft = market.of_one(assembly);
    const auto amounts = paid(market.buy(draft));
    REQUIRE(amounts.size() == 1);
    int least = 2;  // of all but the leader's; TWO's own row 1 may be bought by ONE
    for (int i = 1; i < 6; ++i)
        if (market.setting.agent[static_cast<std::size_t>(i)] < market.setting.agent[static_cast<std::size_t>(least)]) least = i;
    CHECK(amounts.begin()->first == least);
}

TEST_CASE("what is paid for is a yes with chance one half, whatever it was before", "[agents][buy_votes]")
{
    // z = -2 with a half-band of 1: P(yes) = L(-3) = .047. Paid 3: P(yes) = .5, P(no) = L(-2) = .119.
    Market market(1002);
    market.world.position.col(rights.index).setConstant(-2);
    const Draft draft = market.of_one(assembly);
    Lobbying lobbying;
    for (int i = 2; i < 502; ++i) lobbying.given.push_back({0, {i}, 3});
    long yes = 0, no = 0, others = 0;
    for (int r = 0; r < 40; ++r) {
        const Ballots ballots = market.vote(Agenda{{draft}}, r, lobbying);
        for (int i = 2; i < 502; ++i) {
            yes += ballots.vote(i, 0) == Vote::yes;
            no += ballots.vote(i, 0) == Vote::no;
            others += ballots.vote(i + 500, 0) == Vote::yes;
        }
    }
    CHECK(plausible(yes, 20'000, 0.5));
    CHECK(plausible(no, 20'000, 0.1192029));
    CHECK(plausible(others, 20'000, 0.0474259));
    CHECK_FALSE(plausible(yes, 20'000, 0.53));
}

TEST_CASE("payments to countries without a vote in the forum have no effect", "[agents][buy_votes]")
{
    Market market(6);
    market.roster(experts) = {1, 3};
    const Draft draft = market.of_one(experts);
    Lobbying lobbying;
    for (const int i : {0, 2, 4, 5}) lobbying.given.push_back({0, {i}, 50});
    const Ballots paid = market.vote(Agenda{{draft}}, 0, lobbying), unpaid = market.vote(Agenda{{draft}});
    CHECK((paid.votes == unpaid.votes).all());
    lobbying.given = {{0, {3}, 50}};
    CHECK(market.vote(Agenda{{draft}}, 0, lobbying).vote(3, 0) == Vote::yes);
}

TEST_CASE("inducements are found by draft", "[agents][buy_votes]")
{
    const Lobbying lobbying{{{1, {4}, 0.5}, {1, {2}, -1}, {3, {0}, 2}}};
    CHECK(lobbying.on(0).empty());
    REQUIRE(lobbying.on(1).size() == 2);
    CHECK(lobbying.on(1)[1].country.index == 2);
    CHECK(lobbying.on(2).empty());
    CHECK(lobbying.on(3).size() == 1);
    CHECK(lobbying.on(4).empty());
    CHECK(Lobbying{}.on(0).empty());
}

TEST_CASE("without budget, leader or member nothing is bought", "[agents][buy_votes]")
{
    Market market(3);
    const Draft draft = market.of_one(assembly);
    market.offer.budget = 0;
    CHECK(market.buy(draft).lobbying.given.empty());
    market.offer.budget = rich;
    CHECK_FALSE(market.buy(draft).lobbying.given.empty());
    market.roster(assembly).clear();
    CHECK(market.buy(draft).lobbying.given.empty());
    CHECK(market.buy(Agenda{}).payments.spent.size() == 2);

    Market alone(Market::led(small_setting(2)));
    alone.roster(assembly) = {0};
    CHECK(alone.buy(alone.of_one(assembly)).payments.bought(0) == 0);  // only itself to pay
    Market unled(small_setting(1));
    CHECK(unled.buy(Agenda{{Hall::draft(assembly, 1)}}).lobbying.given.empty());
}
