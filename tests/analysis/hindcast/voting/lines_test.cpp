#include <cmath>

#include "analysis/hindcast/voting/disagreement.hpp"
#include "analysis/hindcast/voting/expected_lines.hpp"
#include "analysis/hindcast/voting/title_line.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::small_record;

TEST_CASE("counts are shrunk by the weight of what is expected otherwise", "[analysis][tallies]")
{
    Tallies counts(2, 3), prior(2, 3);
    counts << 3, 0, 1, 0, 0, 0;
    prior << .2, .3, .5, .1, .1, .8;
    const Tallies found = shrunk(counts, prior, 6);
    CHECK(found(0, 0) == Approx((3 + 6 * .2) / 10));
    CHECK((found.row(1) - prior.row(1)).abs().maxCoeff() < 1e-15);
    CHECK((found.rowwise().sum() - 1).abs().maxCoeff() < 1e-15);
}

TEST_CASE("log-odds are against abstention, floored and bounded", "[analysis][tallies]")
{
    Tallies chances(2, 3);
    chances << .2, .1, .7, 0, .5, .5;
    const LogOdds found = log_odds(chances, 6);
    CHECK(found(0, 0) == Approx(std::log(7.0)));
    CHECK(found(0, 1) == Approx(std::log(2.0)));
    CHECK(found(1, 0) == 0);
    CHECK(found(1, 1) == -6);
    CHECK(log_odds(chances, 20)(1, 1) == Approx(std::log(1e-5 / .5)));
}

TEST_CASE("disagreement is the mean distance of joint votes, shrunk to all topics and to .3", "[analysis][disagreement]")
{
    // On t: yes-no, yes-abstain; on u: none joint. The vote of 1996 is six years before the origin's end.
    const RecordedVotes votes = small_record(2, {{{1996, 1, 1}, "a", "u", "YN"},
                                                 {{1997, 1, 1}, "a", "t", "YN"},
                                                 {{2001, 1, 1}, "b", "t", "AY"},
                                                 {{2001, 1, 2}, "c", "u", "Y-"},
                                                 {{2002, 1, 1}, "d", "t", "YY"}});
    const auto found = disagreement(votes, texts_of(votes), 2001);
    const double all = (1.5 + 5 * .3) / 7;
    CHECK(found[0](0, 1) == Approx((1.5 + 15 * all) / 17));
    CHECK(found[0](1, 0) == found[0](0, 1));
    CHECK(found[1](0, 1) == Approx(all));
    const auto near = nearness(found);
    CHECK(near[0](0, 1) == Approx(std::exp(-25 * found[0](0, 1))));
    CHECK(near[0](0, 0) == 0);
}

TEST_CASE("a line is the last vote, its age, its run and its changes", "[analysis][title_line]")
{
    // AAA: yes, yes, no, then absent; BBB: abstains once; CCC never votes; DDD: yes throughout.
    const RecordedVotes votes = small_record(
        4, {{{1995, 1, 1}, "a", "t", "Y--Y"}, {{1997, 1, 1}, "a", "t", "YA-Y"}, {{1998, 1, 1}, "a", "t", "N--Y"}, {{2000, 1, 1}, "a", "t", "---Y"}});
    const TitleLine line = line_on(votes, {0, 1, 2, 3}, 2001);
    CHECK(line.last[0] == 0);
    CHECK(line.age[0] == 3);
    CHECK(line.run[0] == 1);
    CHECK(line.inconstancy[0] == Approx(std::log(20 * (.9 + .3) / (2 + 6))));  // the change before the last text weighs .9
    CHECK(line.last[1] == 1);
    CHECK(line.age[1] == 4);
    CHECK(line.last[2] == RecordedVotes::not_cast);
    CHECK(line.run[3] == 4);
    CHECK(line.age[3] == 1);
    CHECK(line.inconstancy[3] == Approx(std::log(20 * .3 / 9)));
    // Shares of changes: 1/10, 1/12, 2/12 (one of two), 1/11.
    CHECK(line.unrest == Approx(.5 / 11 + .25 * 2 / 12 + .125 / 12 + .0625 / 10));
}

TEST_CASE("without a predecessor nothing is known of a line", "[analysis][title_line]")
{
    const RecordedVotes votes = small_record(2, {{{1995, 1, 1}, "a", "t", "YN"}});
    const TitleLine line = line_on(votes, {}, 1996);
    CHECK((line.last == RecordedVotes::not_cast).all());
    CHECK(line.unrest == 0);
}

TEST_CASE("steadiness counts changes on titles of the last four years against the year before", "[analysis][title_line]")
{
    // AAA goes from no to yes in 1999; BBB from yes to no in 2001. The second text of 2001 is compared with 1999, not with the first of its year.
    const RecordedVotes votes = small_record(2, {{{1995, 1, 1}, "a", "t", "NY"},
                                                 {{1999, 1, 1}, "a", "t", "YY"},
                                                 {{2001, 1, 1}, "a", "t", "YN"},
                                                 {{2001, 1, 2}, "a", "t", "YN"},
                                                 {{2002, 1, 1}, "a", "t", "NY"}});
    const Steadiness found = steadiness(votes, 2001);
    CHECK(found.volatility[0] == Approx(std::log(2.0 / 23 / .05)));
    CHECK(found.trend[0] == Approx(20.0 / 23));
    CHECK(found.volatility[1] == Approx(std::log(3.0 / 23 / .05)));
    CHECK(found.trend[1] == Approx(-40.0 / 23));
    // In 2003 the vote of 1999 is out of the four years.
    CHECK(steadiness(votes, 2003).trend[0] == Approx(-20.0 / 23));
}

TEST_CASE("with no votes at all every line is one third each", "[analysis][expected_lines]")
{
    const Tallies none = Tallies::Zero(2, 3);
    const ExpectedLines found = expected_lines({none, none, none, none, none}, Eigen::MatrixXd::Zero(2, 2));
    CHECK((found.own - 1.0 / 3).abs().maxCoeff() < 1e-15);
    CHECK((found.bloc - 1.0 / 3).abs().maxCoeff() < 1e-15);
    CHECK((found.drift - 1.0 / 3).abs().maxCoeff() < 1e-15);
}

TEST_CASE("own votes on a title outweigh everything, and the bloc speaks for who has none", "[analysis][expected_lines]")
{
    // AAA voted no on the title, BBB stands beside it and has no vote, CCC stands apart.
    const Tallies none = Tallies::Zero(3, 3);
    Tallies title = none;
    title(0, 0) = 1;
    Eigen::MatrixXd near = Eigen::MatrixXd::Zero(3, 3);
    near(0, 1) = near(1, 0) = 1;
    const ExpectedLines found = expected_lines({none, none, none, title, title}, near);
    CHECK(found.own(0, 0) == Approx((1 + .25 / 3) / 1.25));
    // bloc' of BBB: (1/1.3 + .3/3) / (1/1.3 + .3).
    const double bloc = (1 / 1.3 + .1) / (1 / 1.3 + .3);
    CHECK(found.own(1, 0) == Approx(.5 * bloc + .5 / 3));
    CHECK(found.bloc(1, 0) == Approx((1 + .2 * bloc) / 1.2));
    CHECK(found.bloc(2, 0) == Approx(1.0 / 3));
}

TEST_CASE("votes on similar texts speak for who has none on the title", "[analysis][expected_lines]")
{
    // AAA voted no on a similar text; nobody is near it.
    const Tallies none = Tallies::Zero(2, 3);
    Tallies similar = none;
    similar(0, 0) = 1;
    const ExpectedLines found = expected_lines({none, none, similar, none, none}, Eigen::MatrixXd::Zero(2, 2));
    const double drift = (1.0 / 50 + .5 / 3) / (1.0 / 50 + .5);
    CHECK(found.drift[0] == Approx(drift));
    CHECK(found.bloc(0, 0) == Approx(drift));
    const double own = (1 + .8 * (.6 * drift + .4 / 3)) / 1.8;
    CHECK(found.own(0, 0) == Approx(.5 * drift + .5 * own));
}
