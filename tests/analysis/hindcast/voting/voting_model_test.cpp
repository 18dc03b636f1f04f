#include "analysis/hindcast/voting/voting_model.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "analysis/hindcast/hindcast.hpp"
#include "analysis/hindcast/voting/voting_forecasts.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::drawn_record;
using comity::tests::scrambled;

namespace {

const HindcastDesign design{2003, {2004, 2005}};

Chances foretold(const RecordedVotes& votes, const TestVotes& test, Mode mode, Window window, const Mechanisms& on = {})
{
    VotingModel model(std::make_shared<Outlooks>(), on);
    return foretell(votes, test, design, mode, window, std::ref(model));
}

Mechanisms nothing_on()
{
    Mechanisms none;
    for (const MechanismEntry& each : each_mechanism())
        for (bool Mechanisms::*one : each.switches) none.*one = false;
    return none;
}

bool same_bits(const Chances& a, const Chances& b)
{
    return a.rows() == b.rows() && (a == b).all();
}

double log_loss(const TestVotes& test, const Chances& chances)
{
    const std::vector<char> all(test.votes.size(), 1);
    return scores(test.votes, chances, all, test.place, Eigen::MatrixXd::Ones(1, test.num_roll_calls())).log_loss.value;
}

bool same_prospect(const Prospect& a, const Prospect& b)
{
    return (a.map == b.map).all() && (a.own_line == b.own_line).all() && (a.bloc_line == b.bloc_line).all() && (a.drift == b.drift).all() &&
           a.novelty == b.novelty && a.likeness == b.likeness && (a.line.last == b.line.last).all() && (a.line.age == b.line.age).all() &&
           (a.line.run == b.line.run).all() && (a.line.inconstancy == b.line.inconstancy).all() && a.line.unrest == b.line.unrest && a.item == b.item;
}

}  // namespace

TEST_CASE("what is seen from an origin depends on no later vote, bit by bit", "[analysis][outlook][leak]")
{
    const RecordedVotes votes = drawn_record(2001, 1);
    const RecordedVotes other = scrambled(votes, votes.first_after(1998), votes.num_roll_calls(), 9);
    Outlooks one, two;
    for (const int year : {1999, 2001}) {
        const auto &a = one.of(votes, 1998, year), &b = two.of(other, 1998, year);
        REQUIRE(a.size() == 5);
        for (std::size_t k = 0; k < a.size(); ++k) CHECK(same_prospect(a[k], b[k]));
    }
    CHECK((one.from(votes, 1998).steadiness.trend == two.from(other, 1998).steadiness.trend).all());
    // And on earlier votes it does depend.
    Outlooks three;
    CHECK_FALSE(same_prospect(one.of(votes, 1998, 1999)[0], three.of(scrambled(votes, 0, 20, 9), 1998, 1999)[0]));
}

TEST_CASE("texts that return find their predecessors, new ones have none", "[analysis][outlook]")
{
    const RecordedVotes votes = drawn_record(2001, 1);
    Outlooks outlooks;
    const auto& texts = outlooks.of(votes, 1999, 2001);
    CHECK((texts[0].line.last != RecordedVotes::not_cast).count() > 14);
    CHECK(texts[0].line.age.maxCoeff() >= 2);
    CHECK(texts[0].likeness == Approx(.7));  // the same title; no agenda is recorded
    CHECK((texts[4].line.last == RecordedVotes::not_cast).all());
    CHECK(texts[4].likeness == 0);
    CHECK(texts[4].novelty > texts[0].novelty);
}

TEST_CASE("no vote cast after the origin changes a prediction, bit by bit", "[analysis][voting_model][leak]")
{
    const RecordedVotes votes = drawn_record(2005, 1);
    const TestVotes test = test_votes(votes, design.test);
    const RecordedVotes other = scrambled(votes, test.first, test.last, 9);
    const Chances found = foretold(votes, test, Mode::unconditional, Window::frozen);
    CHECK((found.rowwise().sum() - 1).abs().maxCoeff() < 1e-12);
    CHECK(same_bits(found, foretold(other, test, Mode::unconditional, Window::frozen)));
    const RecordedVotes last_year = scrambled(votes, votes.first_after(2004), test.last, 9);
    CHECK(same_bits(foretold(votes, test, Mode::unconditional, Window::rolling), foretold(last_year, test, Mode::unconditional, Window::rolling)));
    CHECK_FALSE(same_bits(found, foretold(scrambled(votes, test.first - 10, test.first, 9), test, Mode::unconditional, Window::frozen)));
}

TEST_CASE("no hidden vote changes a prediction for its half, bit by bit", "[analysis][voting_model][leak]")
{
    const RecordedVotes votes = drawn_record(2005, 1);
    const TestVotes test = test_votes(votes, design.test);
    const RecordedVotes drawn = scrambled(votes, test.first, test.last, 9);
    const Chances found = foretold(votes, test, Mode::conditional, Window::frozen);
    for (const int half : {0, 1}) {
        RecordedVotes other = votes;
        for (int i = half; i < votes.num_countries(); i += 2) other.cast.row(i) = drawn.cast.row(i);
        const Chances moved = foretold(other, test, Mode::conditional, Window::frozen);
        double same = 0, rest = 0;
        for (std::size_t v = 0; v < test.votes.size(); ++v) {
            const auto row = static_cast<Eigen::Index>(v);
            (test.votes[v].question.country % 2 == half ? same : rest) += (moved.row(row) - found.row(row)).abs().sum();
        }
        CHECK(same == 0);
        CHECK(rest > 0);
    }
}

TEST_CASE("a task of its own gives what it gives after others", "[analysis][voting_model]")
{
    const RecordedVotes votes = drawn_record(2005, 1);
    const TestVotes test = test_votes(votes, design.test);
    const Chances alone = foretold(votes, test, Mode::conditional, Window::rolling);
    VotingModel used(std::make_shared<Outlooks>());
    for (const Window window : {Window::frozen, Window::rolling})
        for (const Mode mode : {Mode::unconditional, Mode::conditional}) {
            const Chances found = foretell(votes, test, design, mode, window, std::ref(used));
            if (window == Window::rolling && mode == Mode::conditional) CHECK(same_bits(found, alone));
        }
}

TEST_CASE("lines and blocs are worth more than frequencies, and half of the outcome more than none", "[analysis][voting_model]")
{
    const RecordedVotes votes = drawn_record(2005, 1);
    const TestVotes test = test_votes(votes, design.test);
    const double nothing = log_loss(test, foretold(votes, test, Mode::unconditional, Window::rolling, nothing_on()));
    const double whole = log_loss(test, foretold(votes, test, Mode::unconditional, Window::rolling));
    CAPTURE(nothing, whole);
    CHECK(whole < nothing - .1);
}

TEST_CASE("votes that tell nothing of each other are not taken to: the pooling learns from halves that do not see themselves",
          "[analysis][voting_model]")
{
    const RecordedVotes votes = drawn_record(2005, 1);  // departures from a line are each by themselves
    const TestVotes test = test_votes(votes, design.test);
    const double without = log_loss(test, foretold(votes, test, Mode::unconditional, Window::rolling));
    const double with = log_loss(test, foretold(votes, test, Mode::conditional, Window::rolling));
    CAPTURE(without, with);
    CHECK(with < without + .05);
}

TEST_CASE("with every mechanism off all countries with a last vote are alike", "[analysis][voting_model]")
{
    const RecordedVotes votes = drawn_record(2005, 1);
    const TestVotes test = test_votes(votes, design.test);
    const Chances found = foretold(votes, test, Mode::unconditional, Window::rolling, nothing_on());
    std::set<double> seen;
    for (std::size_t v = 0; v < test.votes.size(); ++v)
        if (test.votes[v].question.roll_call < test.first + 4) seen.insert(found(static_cast<Eigen::Index>(v), 2));
    CHECK(seen.size() == 1);
}

TEST_CASE("each mechanism, left out, changes what is foretold", "[analysis][voting_model]")
{
    const RecordedVotes votes = drawn_record(2005, 1);
    const TestVotes test = test_votes(votes, design.test);
    const std::vector<Forecast> made = voting_forecasts(votes, test, design, Ablation::each_mechanism);
    CHECK(made.size() == 4 + 4 * each_mechanism().size() - 2);  // swing says nothing without the revealed
    for (const Forecast& each : made) {
        if (each.model == "comity" || each.mode != Mode::conditional) continue;
        CAPTURE(each.model);
        CHECK(each.less_than == "comity");
        const auto whole = std::find_if(made.begin(), made.end(),
                                        [&](const Forecast& of) { return of.model == "comity" && of.mode == each.mode && of.window == each.window; });
        CHECK_FALSE(same_bits(each.chances, whole->chances));
    }
}

TEST_CASE("a record of ten years is too short to learn from", "[analysis][voting_model]")
{
    const RecordedVotes votes = drawn_record(2001, 1);
    CHECK_FALSE(VotingModel::enough(votes, 2000));
    CHECK(VotingModel::enough(votes, 2001));
    const RecordedVotes known = votes.until(2000);
    const std::vector<Question> questions{{0, votes.first_after(2000)}};
    VotingModel model(std::make_shared<Outlooks>());
    CHECK_THROWS_AS(model({known, 2000, questions, {}}), std::invalid_argument);
}
