#include "analysis/hindcast/changes.hpp"

#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

/// Six votes on two roll calls; all but the last had voted yes on the title before.
///
///     vote        0    1    2    3    4    5
///     roll call   0    0    0    1    1    1
///     chance yes .1   .3   .4   .6   .9   .1
///     cast        no   yes  abs  no   yes  no
///
/// The likeliest other choice is no for all but vote 2 (abstention). By falling chance of a change: 0, 1, 2, 3, 4.
struct Case {
    TestVotes test;
    Chances chances{6, 3};
    std::vector<std::int8_t> last{2, 2, 2, 2, 2, RecordedVotes::not_cast};
    Case()
    {
        const Choice cast[] = {Choice::no, Choice::yes, Choice::abstain, Choice::no, Choice::yes, Choice::no};
        for (int v = 0; v < 6; ++v) {
            test.votes.push_back({{v, v / 3}, cast[v]});
            test.place.push_back(v / 3);
        }
        test.last = 2;
        chances << .8, .1, .1, .5, .2, .3, .2, .4, .4, .3, .1, .6, .1, 0, .9, .8, .1, .1;
    }
};

}  // namespace

TEST_CASE("changes foretold are those whose likeliest choice is not the last vote", "[analysis][changes]")
{
    const Case of;
    const ChangeScores found = change_scores(of.test, of.last, of.chances, resampled(20, 2, 1));
    // Foretold: 0 (came), 1 (did not), 2 (a tie of abstention and yes goes to the smaller choice; came).
    CHECK(found.foretold == 3);
    CHECK(found.precision.value == Approx(2.0 / 3));
    // Came: 0, 2 and 3; of these 0 and 2 as foretold.
    CHECK(found.came == 3);
    CHECK(found.recall.value == Approx(2.0 / 3));
}

TEST_CASE("at a precision of a half, as many changes are foretold as that allows", "[analysis][changes]")
{
    Case of;
    // Down to vote 3: four foretold, three came, all right; with vote 4 three of five, still above a half.
    CHECK(change_scores(of.test, of.last, of.chances, resampled(20, 2, 1)).recall_at_half.value == 1);
    // Vote 0 stays: precision 0, 0, 1/3, 1/2 and 2/5, so the mark lies at vote 3, above it are 2 and 3, both right.
    of.test.votes[0].cast = Choice::yes;
    CHECK(change_scores(of.test, of.last, of.chances, resampled(20, 2, 1)).recall_at_half.value == 1);
    // Vote 2 changes to no instead of abstention: it came, but is not right.
    of.test.votes[2].cast = Choice::no;
    CHECK(change_scores(of.test, of.last, of.chances, resampled(20, 2, 1)).recall_at_half.value == Approx(.5));
    // Vote 2 stays too: one of four at best, below a half everywhere.
    of.test.votes[2].cast = Choice::yes;
    CHECK(change_scores(of.test, of.last, of.chances, resampled(20, 2, 1)).recall_at_half.value == 0);
}

TEST_CASE("votes that are as likely to change are foretold together", "[analysis][changes]")
{
    Case of;
    of.chances.row(1) = of.chances.row(0);  // 0 came and 1 did not: half of them
    of.chances.row(2) << 0, 0, 1;           // not foretold before all others
    of.chances.row(3) << 0, 0, 1;
    of.chances.row(4) << 0, 0, 1;
    // One of two: recall one of three; of all five, three came (0, 2, 3), which is more than a half.
    CHECK(change_scores(of.test, of.last, of.chances, resampled(20, 2, 1)).recall_at_half.value == Approx(2.0 / 3));
    of.test.votes[3].cast = Choice::yes;
    // Now two of five came: only the pair stands, one right of two that came.
    CHECK(change_scores(of.test, of.last, of.chances, resampled(20, 2, 1)).recall_at_half.value == Approx(.5));
}

TEST_CASE("the interval of changes resamples roll calls", "[analysis][changes]")
{
    const Case of;
    Eigen::MatrixXd weights(2, 2);
    weights << 2, 0, 0, 2;  // one roll call at a time
    const ChangeScores found = change_scores(of.test, of.last, of.chances, weights);
    // On the first alone precision is 2/3; on the second nothing is foretold.
    CHECK(found.precision.low == Approx(2.0 / 3));
    CHECK(found.precision.high == Approx(2.0 / 3));
    // Recall is 1 on the first, 0 on the second.
    CHECK(found.recall.low == Approx(.025));
    CHECK(found.recall.high == Approx(.975));
}
