#include "tests/model/claims/finding.hpp"

#include "tests/support/catch.hpp"

using namespace comity::tests;

TEST_CASE("the interval of a mean is Student's", "[claims]")
{
    // 1, 2, 3: mean 2, s.d. 1, t(.995, 2) = 9.92484, half width 9.92484 / sqrt(3) = 5.73011.
    const Estimate found = estimate({1, 2, 3});
    CHECK(found.mean == 2);
    CHECK(found.low == Approx(2 - 5.73011).margin(1e-4));
    CHECK(found.high == Approx(2 + 5.73011).margin(1e-4));
    const double missing = std::numeric_limits<double>::quiet_NaN();
    CHECK(estimate({1, missing, 2, 3}).high == found.high);
    CHECK_THROWS(estimate({1, missing}));
}

TEST_CASE("a claim is shown where the effect is as expected and is gone with the mechanism", "[claims]")
{
    const Estimate strong{2, 1, 3}, none{0, -0.5, 0.5}, small{0.1, 0.05, 0.1}, unclear{1, -0.5, 2.5}, against{-2, -3, -1};
    CHECK(verdict({above(0), strong, none}) == Verdict::shown);
    CHECK(verdict({above(0), strong, exactly(0)}) == Verdict::shown);
    CHECK(verdict({above(0), strong, small}) == Verdict::shown);                // less than a tenth of the effect
    CHECK(verdict({above(0), strong, {0.5, 0.2, 0.8}}) == Verdict::not_shown);  // it is there without the mechanism too
    CHECK(verdict({above(0), strong, unclear}) == Verdict::undecided);          // the counter-case does not tell
    CHECK(verdict({above(0), unclear, none}) == Verdict::undecided);
    CHECK(verdict({above(0), against, none}) == Verdict::not_shown);
    CHECK(verdict({below(0), against, none}) == Verdict::shown);
    CHECK(verdict({below(0), strong, none}) == Verdict::not_shown);
    CHECK(verdict({above(0), exactly(0), exactly(0)}) == Verdict::not_shown);
    CHECK(verdict({at(0), exactly(0), strong}) == Verdict::shown);
    CHECK(verdict({at(0), exactly(0), exactly(0)}) == Verdict::not_shown);  // nothing could have made a difference
    CHECK(verdict({at(0), none, strong}) == Verdict::undecided);
    CHECK(verdict({at(0), strong, strong}) == Verdict::not_shown);
}
