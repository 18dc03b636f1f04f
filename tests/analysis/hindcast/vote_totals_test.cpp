#include "analysis/hindcast/vote_totals.hpp"

#include <cmath>

#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::small_record;

namespace {

/// Two roll calls of 2002 and one of 2003; CCC is absent from the first.
struct Case {
    RecordedVotes votes = small_record(3, {{{2002, 1, 1}, "One", "me", "YN-"}, {{2002, 2, 1}, "Two", "me", "YAY"}, {{2003, 1, 1}, "Three", "me", "NNY"}});
    TestVotes test = test_votes(votes, {2002, 2003});
    Chances chances = Chances::Constant(8, 3, 0);
    Case() { chances.rowwise() = Eigen::RowVector3d(0, .5, .5).array(); }
};

const Eigen::VectorXd once = Eigen::VectorXd::Ones(3);

}  // namespace

TEST_CASE("agreement of a pair is the mean over joint votes of the year", "[analysis][vote_totals]")
{
    const Case of;
    const std::vector<Pair> pairs = compared_pairs(of.votes);  // none of the 35 states, so all pairs
    REQUIRE(pairs.size() == 3);
    const Eigen::ArrayX3d found = quantities(pair_agreement(of.votes, of.test, of.chances, pairs, 2002), once);
    CHECK(found(0, 0) == Approx(.25));  // AAA and BBB: opposite, then half a step apart
    CHECK(found(1, 0) == Approx(1));    // AAA and CCC: one joint vote
    CHECK(found(2, 0) == Approx(.5));
    // Two even chances of abstention and yes: the same with .5, half a step with .5; mean .75, variance .0625.
    CHECK(found(0, 1) == Approx(.75));
    CHECK(found(0, 2) == Approx(std::sqrt(2 * .0625) / 2));
    CHECK(found(1, 2) == Approx(.25));
    CHECK(quantities(pair_agreement(of.votes, of.test, of.chances, pairs, 2003), once)(0, 0) == Approx(1));
    CHECK(std::isnan(quantities(pair_agreement(of.votes, of.test, of.chances, pairs, 2004), once)(0, 0)));
}

TEST_CASE("a yes share is of the votes cast", "[analysis][vote_totals]")
{
    const Case of;
    const Eigen::ArrayX3d found = quantities(yes_shares(of.test, of.chances), once);
    CHECK(found(0, 0) == Approx(.5));
    CHECK(found(1, 0) == Approx(2.0 / 3));
    CHECK(found(2, 0) == Approx(1.0 / 3));
    CHECK(found(0, 1) == Approx(.5));
    CHECK(found(0, 2) == Approx(std::sqrt(.5) / 2));
}

TEST_CASE("roll calls count as often as they are drawn", "[analysis][vote_totals]")
{
    const Case of;
    const auto totals = pair_agreement(of.votes, of.test, of.chances, compared_pairs(of.votes), 2002);
    CHECK(quantities(totals, Eigen::Vector3d(2, 0, 1))(0, 0) == 0);
    CHECK(quantities(totals, Eigen::Vector3d(1, 3, 0))(0, 0) == Approx((0 + 3 * .5) / 4));
    CHECK(std::isnan(quantities(totals, Eigen::Vector3d(2, 0, 1))(1, 0)));
}
