#include "analysis/hindcast/aggregate_scores.hpp"

#include <algorithm>

#include "sim/draws.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::drawn_record;
using comity::tests::small_record;

namespace {

double value(const std::vector<CardRow>& card, const std::string& window, const std::string& model, const std::string& subset, const std::string& metric)
{
    const auto found = std::find_if(card.begin(), card.end(), [&](const CardRow& row) {
        return row.window == window && row.model == model && row.subset == subset && row.metric == metric;
    });
    REQUIRE(found != card.end());
    return found->estimate.value;
}

enum class Chance { vote };

/// 40 countries and 25 texts a year from 1991 to 2010, none of them alike. On a text all vote yes with the same chance, which is .3 or .8,
/// so that votes on a text err together for whoever expects .55 of each.
RecordedVotes errs_together()
{
    std::vector<comity::tests::SmallRollCall> roll_calls;
    for (int year = 1991; year <= 2010; ++year)
        for (int k = 0; k < 25; ++k) {
            const comity::sim::Draws draws(7, static_cast<std::uint32_t>(year), 0);
            const auto text = static_cast<std::uint32_t>(41 * k);
            const double chance = draws.uniform(Chance::vote, 0, text + 40) < .5 ? .3 : .8;
            std::string marks;
            for (std::uint32_t i = 0; i < 40; ++i) marks += draws.uniform(Chance::vote, 0, text + i) < chance ? 'Y' : 'N';
            roll_calls.push_back({{year, 1 + k / 5, 1 + k % 5}, "Text " + std::string(1, static_cast<char>('a' + k)) + std::string(static_cast<std::size_t>(year - 1990), 'x'), "me", marks});
        }
    return small_record(40, roll_calls);
}

/// .55 of yes for all.
Chances even(const Task& task)
{
    Chances chances(static_cast<Eigen::Index>(task.questions.size()), 3);
    chances.rowwise() = Eigen::RowVector3d(.45, 0, .55).array();
    return chances;
}

}  // namespace

TEST_CASE("intervals take their width from errors made before, not from votes being independent", "[analysis][aggregate_scores]")
{
    const RecordedVotes votes = errs_together();
    const HindcastDesign design{2006, {2007, 2010}};
    const TestVotes test = test_votes(votes, design.test);
    const Eigen::MatrixXd weights = resampled(100, test.num_roll_calls(), 1);
    const auto card = aggregate_scores(votes, test, design, AskedModel{even, 1991}, weights);
    // 100 shares of the test years, 300 errors to learn from. Where coverage is .9 it lies in .77 to .99 but once in 2e4 sets of a hundred; independent votes would
    // give s.d. .08 around .55, and shares of about .3 and .8 would nearly all lie outside.
    for (const char* window : {"frozen", "rolling"}) {
        CHECK(value(card, window, "comity", "yes_share", "coverage90") == Approx(.9).margin(.1));
        // Shares lie around .3 or .8, none between: the middle of such errors is a gap that widening moves little.
        CHECK(value(card, window, "comity", "yes_share", "coverage50") == Approx(.55).margin(.25));
        CHECK(value(card, window, "comity", "yes_share", "pit_low") + value(card, window, "comity", "yes_share", "coverage90") +
                  value(card, window, "comity", "yes_share", "pit_high") == Approx(1));
        CHECK(value(card, window, "comity", "pair_agreement", "coverage90") > .8);
    }
}

TEST_CASE("a sample of one value scores its distance", "[analysis][aggregate_scores]")
{
    // Every text of every year is passed by three of four, and the model says so surely but for one vote: errors are the same each time.
    std::vector<comity::tests::SmallRollCall> roll_calls;
    for (int year = 2000; year <= 2006; ++year) roll_calls.push_back({{year, 1, 1}, "Same", "me", "YYYN"});
    const RecordedVotes votes = small_record(4, roll_calls);
    const HindcastDesign design{2004, {2005, 2006}};
    const TestVotes test = test_votes(votes, design.test);
    const auto card = aggregate_scores(votes, test, design, AskedModel{even, 2000}, resampled(10, 2, 1));
    CHECK(value(card, "frozen", "comity", "yes_share", "crps") == Approx(0).margin(1e-12));
    CHECK(value(card, "frozen", "comity", "yes_share", "mae") == Approx(0).margin(1e-12));
    CHECK(value(card, "frozen", "last_same_title", "yes_share", "mae") == 0);
    CHECK(value(card, "frozen", "last_year", "pair_agreement", "mae") == 0);
}

TEST_CASE("no share is foretold above all of the votes", "[analysis][aggregate_scores]")
{
    // Four say yes each year, two in the last: as many deviations above .55 would be a share of 1.19.
    std::vector<comity::tests::SmallRollCall> roll_calls;
    for (int year = 2000; year <= 2006; ++year) roll_calls.push_back({{year, 1, 1}, "Same", "me", year < 2005 ? "YYYY" : "YY--"});
    const RecordedVotes votes = small_record(4, roll_calls);
    const HindcastDesign design{2004, {2005, 2006}};
    const auto card = aggregate_scores(votes, test_votes(votes, design.test), design, AskedModel{even, 2000}, resampled(10, 2, 1));
    CHECK(value(card, "frozen", "comity", "yes_share", "crps") == Approx(0).margin(1e-12));
}

TEST_CASE("texts that return and new ones learn from errors of their own kind", "[analysis][aggregate_scores]")
{
    // Ten texts return each year and all say yes; ten are new and all say no. The errors of each kind are always the same.
    std::vector<comity::tests::SmallRollCall> roll_calls;
    for (int year = 2000; year <= 2006; ++year)
        for (int kind = 0; kind < 2; ++kind)
            for (int k = 0; k < 10; ++k) {
                const std::string title = (kind == 0 ? "Old " : "New " + std::string(static_cast<std::size_t>(year - 1999), 'x')) + std::string(1, static_cast<char>('a' + k));
                roll_calls.push_back({{year, 1 + kind, 1 + k}, title, "me", kind == 0 ? "YYYY" : "NNNN"});
            }
    const RecordedVotes votes = small_record(4, roll_calls);
    const HindcastDesign design{2004, {2005, 2006}};
    const auto card = aggregate_scores(votes, test_votes(votes, design.test), design, AskedModel{even, 2000}, resampled(10, 40, 1));
    for (const char* window : {"frozen", "rolling"}) CHECK(value(card, window, "comity", "yes_share", "crps") == Approx(0).margin(1e-12));
}

TEST_CASE("references foretell the last value known", "[analysis][aggregate_scores]")
{
    // AAA and BBB agree in 2001 and no longer in 2002 and 2003.
    const RecordedVotes votes = small_record(2, {{{2001, 1, 1}, "Old", "me", "YY"},
                                                 {{2001, 2, 1}, "Other", "me", "NN"},
                                                 {{2002, 1, 1}, "Old", "me", "YN"},
                                                 {{2003, 1, 1}, "Old", "me", "YA"},
                                                 {{2003, 2, 1}, "New", "me", "YY"}});
    const HindcastDesign design{2001, {2002, 2003}};
    const TestVotes test = test_votes(votes, design.test);
    const auto card = aggregate_scores(votes, test, design, std::nullopt, resampled(10, test.num_roll_calls(), 1));
    // Agreement: 1 in 2001, 0 in 2002, (.5 + 1)/2 in 2003.
    CHECK(value(card, "frozen", "last_year", "pair_agreement", "mae") == Approx((1 + .25) / 2));
    CHECK(value(card, "rolling", "last_year", "pair_agreement", "mae") == Approx((1 + .75) / 2));
    // Yes shares: Old was 1 in 2001, .5 in 2002, .5 in 2003; New is 1 and has no predecessor: the mean of the topic's, .5 in 2001 and 1/2 up to 2002.
    CHECK(value(card, "frozen", "last_same_title", "yes_share", "mae") == Approx((.5 + .5 + .5) / 3));
    CHECK(value(card, "rolling", "last_same_title", "yes_share", "mae") == Approx((.5 + 0 + .5) / 3));
    CHECK(std::none_of(card.begin(), card.end(), [](const CardRow& row) { return row.model == "comity"; }));
}

TEST_CASE("a new text is expected to fare as those of its topic did in the last five years", "[analysis][aggregate_scores]")
{
    const RecordedVotes votes = small_record(2, {{{2001, 1, 1}, "Older", "me", "YY"}, {{2002, 1, 1}, "Old", "me", "YN"}, {{2002, 2, 1}, "Other", "nu", "YY"}, {{2007, 1, 1}, "New", "me", "YY"}});
    const HindcastDesign design{2006, {2007, 2007}};
    const auto card = aggregate_scores(votes, test_votes(votes, design.test), design, std::nullopt, resampled(10, 1, 1));
    CHECK(value(card, "frozen", "last_same_title", "yes_share", "mae") == .5);
}

TEST_CASE("wherever the model is asked from, it sees no later vote, and no origin comes after the first test year", "[analysis][aggregate_scores][leak]")
{
    const RecordedVotes votes = drawn_record(2004, 3);
    const HindcastDesign design{2002, {2003, 2004}};
    const TestVotes test = test_votes(votes, design.test);
    int seen = 0, asked = 0;
    const VoteModel spy = [&](const Task& task) {
        const int first = task.known.first_after(task.origin);
        seen += static_cast<int>((task.known.cast.rightCols(task.known.num_roll_calls() - first) != RecordedVotes::not_cast).count());
        for (const Question& question : task.questions) seen += question.roll_call < first;
        ++asked;
        return even(task);
    };
    aggregate_scores(votes, test, design, AskedModel{spy, 1995}, resampled(5, test.num_roll_calls(), 1));
    CHECK(seen == 0);
    // Frozen: the test years, and 2000, 1998 and 1996 (1994 is too early). A year ahead: 2003 after seven years, 2004 after eight.
    CHECK(asked == (1 + 3) + (2 + 7 + 8));
}
