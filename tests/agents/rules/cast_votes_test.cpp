#include "agents/rules/cast_votes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "agents/rules/tally.hpp"
#include "sim/elementary.hpp"
#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// Two tracked partners alone in the assembly, with latents of their own.
Hall partners(double strength, double first, double second)
{
    Hall hall(small_setting({"AAA", "BBB"}));
    hall.world.position(0, rights.index) = first;
    hall.world.position(1, rights.index) = second;
    hall.world.partnerships = {{{0}, {1}, strength}};
    return hall;
}

/// Votes of two countries on the same drafts, [first + 1][second + 1].
std::array<std::array<long, 3>, 3> joint(const Ballots& ballots, int first = 0, int second = 1)
{
    std::array<std::array<long, 3>, 3> table{};
    for (int v = 0; v < ballots.votes.cols(); ++v)
        ++table[static_cast<std::size_t>(ballots.votes(first, v) + 1)][static_cast<std::size_t>(ballots.votes(second, v) + 1)];
    return table;
}

constexpr int many = 100'000;

}  // namespace

TEST_CASE("without leaders, targets and costs votes follow the ordered logit", "[agents][cast_votes]")
{
    // z = x = -.5, delta = .8: P(no) = L(-.3), P(yes) = L(-1.3). z = 1, delta = 1: P(no) = L(-2), P(yes) = L(0).
    struct Case {
        double z, half_band;
        std::array<double, 3> chances;
    };
    const auto c = GENERATE(Case{-0.5, 0.8, {.42556, .36028, .21417}}, Case{1, 1, {.1192, .3808, .5}});
    Hall hall(small_setting(2000));  // names of two to five letters, so that agents' codes differ in the high byte too
    hall.world.position.setConstant(c.z);
    const Ballots ballots = hall.vote(Hall::agenda(Hall::draft(assembly, c.half_band), 100));
    std::array<long, 3> votes{};
    for (int v = 0; v < 100; ++v)
        for (int i = 0; i < 2000; ++i) ++votes[static_cast<std::size_t>(ballots.votes(i, v) + 1)];
    CAPTURE(votes[0], votes[1], votes[2]);
    CHECK(plausible_counts(votes, c.chances));
    const double wider = c.half_band + 0.05;
    const std::array<double, 3> wrong{sim::logistic(-wider - c.z), 1 - sim::logistic(-wider - c.z) - sim::logistic(c.z - wider),
                                      sim::logistic(c.z - wider)};
    CHECK_FALSE(plausible_counts(votes, wrong));
}

TEST_CASE("each vote is that of its own words of chance: no below P(no), yes above 1 - P(yes)", "[agents][cast_votes]")
{
    const std::uint32_t key = GENERATE(4710, 4711);  // an even slot, and the odd one that shares its block
    Setting setting = small_setting(50);
    for (int i = 0; i < 50; ++i) setting.strength(i) = i / 49.0;
    setting.trade = complete(50, 0.02);
    lead(setting, "ONE", Camp::challengers, {3, 4});
    lead(setting, "TWO", Camp::incumbents, {9});
    Hall hall(std::move(setting));
    for (int i = 0; i < 50; ++i) {
        hall.world.position(i, rights.index) = -2 + 0.08 * i;
        hall.world.diplomacy(i) = 0.3;
    }
    hall.world.style(7) = 1.3;
    hall.world.success(0, rights.index) = 0.9;
    hall.world.round = 5;
    Draft draft = Hall::draft(assembly, 0.7, key);
    draft.slope = 1.7;
    draft.cut = 0.3;
    draft.line = {1, -1};
    const Ballots ballots = hall.vote({{draft}});

    const LeaderPull pull = leader_pull(hall.world, hall.setting, assembly, hall.params);
    CHECK(pull.leverage(0)[0] > 0);
    CHECK(pull.weakness[0] > 0);
    Eigen::ArrayXd z;
    latent(hall.world, hall.setting, hall.influence, draft, pull, hall.params, z);
    for (int i = 0; i < 50; ++i) {
        const auto block = hall.draws().block(Purpose::vote, hall.setting.agent[static_cast<std::size_t>(i)], 4710);
        const std::size_t first = key == 4710 ? 0 : 2;
        const double u = (block[first] + 0.5) / 4294967296.0;
        const double delta = 0.7 * hall.world.style(i);
        Vote expected = Vote::abstain;
        if (u < 1 / (1 + std::exp(delta + z(i)))) expected = Vote::no;
        if (u > 1 - 1 / (1 + std::exp(delta - z(i)))) expected = Vote::yes;
        if (block[first + 1] < 2 * 0.08 * 0.7 * 0x1p32) expected = Vote::absent;
        CHECK(ballots.vote(i, 0) == expected);
    }
}

TEST_CASE("countries without a seat have no vote", "[agents][cast_votes]")
{
    Hall hall(small_setting(5));
    hall.roster(experts) = {1, 3};
    const Ballots ballots = hall.vote({{Hall::draft(experts, 1)}});
    for (const int i : {0, 2, 4}) CHECK(ballots.vote(i, 0) == Vote::none);
    for (const int i : {1, 3}) CHECK(ballots.vote(i, 0) != Vote::none);
    hall.roster(experts) = {};
    CHECK((hall.vote({{Hall::draft(experts, 1)}}).votes == static_cast<std::int8_t>(Vote::none)).all());
}

TEST_CASE("absence strikes with twice its mean times the lack of diplomacy, but never in the council or by consensus",
          "[agents][cast_votes]")
{
    Hall hall = council_of_fifteen();
    hall.world.diplomacy.setConstant(0.25);
    hall.roster(experts) = hall.roster(council);
    const auto absences = [&](ForumId forum) {
        const Ballots ballots = hall.vote(Hall::agenda(Hall::draft(forum, 1), 10'000));
        long found = 0;
        for (int i = 0; i < 15; ++i) found += count(ballots, i, Vote::absent);
        return found;
    };
    CHECK(plausible(absences(assembly), 150'000, 2 * 0.08 * 0.75));
    CHECK_FALSE(plausible(absences(assembly), 150'000, 0.08));
    CHECK(absences(council) == 0);
    CHECK(absences(experts) == 0);
    hall.world.diplomacy.setConstant(1);
    CHECK(absences(assembly) == 0);
}

TEST_CASE("partners in full accord never vote against each other, and without a partnership they vote independently",
          "[agents][cast_votes]")
{
    const Agenda agenda = Hall::agenda(Hall::draft(assembly, 0.5), many);
    const auto full = joint(partners(1, 1, -1).vote(agenda));
    CHECK(full[0][2] == 0);
    CHECK(full[2][0] == 0);
    CHECK(full[2][1] > 0);

    // P(yes, abstain, no) of z = 1 and of z = -1, delta = .5: L(.5), rest, L(-1.5), and the mirror image.
    const double likely = sim::logistic(0.5);
    const double unlikely = sim::logistic(-1.5);
    const std::array<double, 3> first{unlikely, 1 - likely - unlikely, likely};
    std::array<double, 9> product{};
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = 0; b < 3; ++b) product[3 * a + b] = first[a] * first[2 - b];
    const auto flat = [](const auto& table) {
        std::array<long, 9> cells{};
        for (std::size_t k = 0; k < 9; ++k) cells[k] = table[k / 3][k % 3];
        return cells;
    };
    CHECK(plausible_counts(flat(joint(partners(0, 1, -1).vote(agenda))), product));
    CHECK_FALSE(plausible_counts(flat(joint(partners(0.05, 1, -1).vote(agenda))), product));
}

TEST_CASE("partners who would oppose each other accommodate with chance 1 - (1 - pi)^2", "[agents][cast_votes]")
{
    const Hall hall = partners(0.6, 1, -1);
    const auto table = joint(hall.vote(Hall::agenda(Hall::draft(assembly, 0.5), many)));
    const double opposed = sim::logistic(0.5) * sim::logistic(0.5) + sim::logistic(-1.5) * sim::logistic(-1.5);
    const long left = table[0][2] + table[2][0];
    CHECK(plausible(left, many, opposed * 0.4 * 0.4));
    CHECK_FALSE(plausible(left, many, opposed * 0.4));
}

TEST_CASE("of opposed partners the less sure one abstains; where vetoes are held, the one for the text", "[agents][cast_votes]")
{
    // z = 4 and z = -1 with pi = 1: the second is less sure.
    const auto table = joint(partners(1, 4, -1).vote(Hall::agenda(Hall::draft(assembly, 0.2), 20'000)));
    CHECK(table[2][1] > 10'000);  // its own abstentions are P = .19 of 20,000
    CHECK(table[1][0] < 1'000);

    Hall hall = council_of_fifteen();
    hall.params.veto_cost = 0;
    hall.world.position(hall.row("CHN"), rights.index) = 4;
    hall.world.position(hall.row("RUS"), rights.index) = -1;
    hall.world.partnerships = {{{hall.row("CHN")}, {hall.row("RUS")}, 1}};
    const auto vetoes = joint(hall.vote(Hall::agenda(Hall::draft(council, 0.2), 20'000)), hall.row("CHN"), hall.row("RUS"));
    CHECK(vetoes[1][0] > 10'000);
    CHECK(vetoes[2][0] == 0);
    CHECK(vetoes[2][1] < 5'000);
}

TEST_CASE("a veto costs its holder, and a partner's no takes off psi_V pi of the cost", "[agents][cast_votes]")
{
    Hall hall = council_of_fifteen();
    hall.world.position.setConstant(-2);
    hall.params.veto_sharing = 0.8;
    hall.params.veto_cost = 2;
    const Agenda agenda = Hall::agenda(Hall::draft(council, 0.5), many);
    const double alone = sim::logistic(-0.5 + 2 - 2);  // P(no) at full cost
    const Ballots apart = hall.vote(agenda);
    CHECK(plausible(count(apart, hall.row("RUS"), Vote::no), many, alone));
    CHECK(plausible(count(apart, hall.row("EA"), Vote::no), many, sim::logistic(1.5)));  // no veto, no cost

    hall.world.partnerships = {{{hall.row("CHN")}, {hall.row("RUS")}, 0.5}};
    const Ballots together = hall.vote(agenda);
    const double shared = sim::logistic(-0.5 + 2 - 2 * (1 - 0.8 * 0.5));  // c = 1.2
    for (const char* code : {"CHN", "RUS"}) {
        const long vetoes = count(together, hall.row(code), Vote::no);
        CHECK(plausible(vetoes, many, alone + alone * (shared - alone)));
        CHECK_FALSE(plausible(vetoes, many, alone));
        CHECK_FALSE(plausible(vetoes, many, shared));
    }
    CHECK(plausible(count(together, hall.row("USA"), Vote::no), many, alone));

    hall.params.veto_cost = 1e4;
    const Ballots dear = hall.vote(agenda);
    for (const auto& code : five) CHECK(count(dear, hall.row(code), Vote::no) == 0);
    CHECK(count(dear, hall.row("EA"), Vote::no) > many / 2);
}

TEST_CASE("a council of independent members adopts with P(no veto) times the tail of nine", "[agents][cast_votes][tally]")
{
    // Yes .8 for all: z - delta = ln 4. No .02 for the five: z + delta + c = ln 49. With z = 2: delta = .613706, c = 1.278114.
    Hall hall = council_of_fifteen();
    hall.world.position.setConstant(2);
    hall.params.veto_cost = 1.278114;
    const Draft draft = Hall::draft(council, 0.613706);
    CHECK(std::abs(chance_to_pass(hall.world, hall.setting, hall.influence, draft, 0, hall.params) - 0.88987) < 5e-6);

    long adopted = 0;
    long yes_of_holder = 0;
    constexpr int rounds = 60;
    for (int r = 0; r < rounds; ++r) {
        const Agenda agenda = Hall::agenda(draft, 10'000);
        const Ballots ballots = hall.vote(agenda, r);
        for (const Outcome& outcome : tally(hall.world, hall.setting, agenda, ballots).of) adopted += outcome.adopted ? 1 : 0;
        yes_of_holder += count(ballots, hall.row("RUS"), Vote::yes);
    }
    CHECK(plausible(yes_of_holder, rounds * 10'000, 0.8));
    CHECK(plausible(adopted, rounds * 10'000, 0.88987));
    CHECK_FALSE(plausible(adopted, rounds * 10'000, 0.9039208 * 0.981941));  // the tail of B(15, .8): yes independent of vetoes
}

TEST_CASE("in a consensus body every member bears the cost of a no", "[agents][cast_votes]")
{
    Hall hall(small_setting(3));
    hall.roster(experts) = {0, 1, 2};
    hall.world.position.setConstant(-1);
    const Ballots ballots = hall.vote(Hall::agenda(Hall::draft(experts, 0.5), many));
    CHECK(plausible(count(ballots, 1, Vote::no), many, sim::logistic(0.5 - 2)));
    CHECK_FALSE(plausible(count(ballots, 1, Vote::no), many, sim::logistic(0.5)));
}

TEST_CASE("where consensus fails and a majority decides, the vote that follows is free of cost", "[agents][cast_votes][tally]")
{
    Hall hall(small_setting(1));
    hall.world.position.setConstant(-1);
    const Agenda agenda = Hall::agenda(Hall::draft(budget, 0.5), many);
    const Ballots ballots = hall.vote(agenda);
    // With one member: a no at full cost is a no without cost; below that, no vote is called and it does not say no.
    CHECK(plausible(count(ballots, 0, Vote::no), many, sim::logistic(-1.5)));

    Hall two(small_setting(2));
    two.world.position.setConstant(-1);
    const auto table = joint(two.vote(agenda));
    const double cheap = sim::logistic(0.5);
    const double dear = sim::logistic(-1.5);
    CHECK(plausible(table[0][0], many, cheap * cheap - (cheap - dear) * (cheap - dear)));  // both would, and one does at full cost
    CHECK_FALSE(plausible(table[0][0], many, dear * dear));
    CHECK_FALSE(plausible(table[0][0], many, cheap * cheap));

    two.params.veto_cost = 1e4;
    const Ballots agreed = two.vote(agenda);
    CHECK((agreed.votes >= 0).all());
    const Outcomes outcomes = tally(two.world, two.setting, agenda, agreed);
    CHECK(std::all_of(outcomes.of.begin(), outcomes.of.end(), [](const Outcome& o) { return o.adopted; }));
}

TEST_CASE("mirrored positions and drafts give the same votes", "[agents][cast_votes]")
{
    Setting setting = small_setting(40);
    setting.trade = complete(40, 0.02);
    for (int i = 0; i < 40; ++i) setting.strength(i) = i / 39.0;
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "EU", Camp::incumbents, {2, 3, 4});
    setting.leaders[1].bloc = true;
    Hall hall(std::move(setting));
    for (int i = 0; i < 40; ++i) hall.world.position(i, rights.index) = std::sin(1.7 * i) * 2;
    refresh(hall.world, hall.setting);
    hall.world.success.setConstant(0.8);
    hall.world.diplomacy.setConstant(0.5);
    hall.world.partnerships = {{{0}, {1}, 0.5}};
    Draft draft = Hall::draft(assembly, 0.9);
    draft.slope = 1.3;
    draft.cut = -0.4;
    announce_lines(hall.world, hall.setting, hall.influence, draft, hall.params);
    const Ballots ballots = hall.vote(Hall::agenda(draft, 50));

    hall.world.position *= -1;
    hall.world.leader_position *= -1;
    Draft mirrored = draft;
    mirrored.slope = -1.3;
    mirrored.cut = 0.4;
    announce_lines(hall.world, hall.setting, hall.influence, mirrored, hall.params);
    CHECK(mirrored.line == draft.line);
    CHECK((hall.vote(Hall::agenda(mirrored, 50)).votes == ballots.votes).all());
    mirrored.cut = 0.6;
    CHECK_FALSE((hall.vote(Hall::agenda(mirrored, 50)).votes == ballots.votes).all());
}

TEST_CASE("reordered countries give reordered votes", "[agents][cast_votes]")
{
    const auto hall_of = [](std::vector<std::string> codes) {
        Setting setting = small_setting(codes);
        const auto row = [&](const char* code) { return setting.country(code).index; };
        lead(setting, "CR", Camp::challengers, {row("CHN"), row("RUS")});
        lead(setting, "EU", Camp::incumbents, {row("FRA"), row("EA"), row("EB")});
        setting.leaders[1].bloc = true;
        Hall hall(std::move(setting));
        for (const std::string& code : codes) {
            const int i = hall.row(code);
            hall.world.position(i, rights.index) = std::sin(static_cast<double>(sim::agent_code(code) % 1000));
            hall.world.diplomacy(i) = 0.5;
        }
        hall.world.leader_position.setConstant(0.5);
        hall.world.partnerships = {{{hall.row("CHN")}, {hall.row("RUS")}, 0.7}};
        for (const ForumId forum : {council}) {
            hall.roster(forum).clear();
            for (int i = 0; i < 15; ++i) hall.roster(forum).push_back(i);
        }
        return hall;
    };
    std::vector<std::string> turned = fifteen();
    std::reverse(turned.begin(), turned.end());
    std::swap(turned[3], turned[11]);
    const Hall one = hall_of(fifteen());
    const Hall other = hall_of(turned);
    for (const ForumId forum : {council, assembly}) {
        Draft draft = Hall::draft(forum, 0.6);
        draft.line = {1, -1};
        const Ballots first = one.vote(Hall::agenda(draft, 200));
        const Ballots second = other.vote(Hall::agenda(draft, 200));
        for (const std::string& code : turned) CHECK((first.votes.row(one.row(code)) == second.votes.row(other.row(code))).all());
    }
}
