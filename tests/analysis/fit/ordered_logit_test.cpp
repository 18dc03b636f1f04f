#include "analysis/fit/ordered_logit.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

constexpr Choice all_choices[] = {Choice::no, Choice::abstain, Choice::yes};

}  // namespace

TEST_CASE("z = -.5 with half-band .8 gives the chances of the model's test vector", "[analysis][ordered_logit]")
{
    // P(no) = L(-delta - z) = L(-.3), so u = -.3; the upper threshold lies 2 delta = 1.6 above it.
    const double u = -.3;
    const double d = std::log(1.6);
    CHECK(std::exp(vote_log_likelihood(Choice::no, u, d)) == Approx(.42556).margin(5e-6));
    CHECK(std::exp(vote_log_likelihood(Choice::abstain, u, d)) == Approx(.36028).margin(5e-6));
    CHECK(std::exp(vote_log_likelihood(Choice::yes, u, d)) == Approx(.21417).margin(5e-6));
}

TEST_CASE("the chances of no, abstain and yes sum to one", "[analysis][ordered_logit]")
{
    for (const double u : {-30.0, -2.0, 0.0, .7, 25.0})
        for (const double d : {-8.0, -1.0, 0.0, 2.0}) {
            double sum = 0;
            for (const auto choice : all_choices) sum += std::exp(vote_log_likelihood(choice, u, d));
            CHECK(sum == Approx(1).epsilon(1e-13));
        }
}

TEST_CASE("the derivatives are those of the likelihood", "[analysis][ordered_logit]")
{
    const double h = 1e-5;
    for (const auto choice : all_choices)
        for (const double u : {-2.0, .3, 3.0})
            for (const double d : {-1.5, .4}) {
                const auto at = vote_terms(choice, u, d);
                const auto left = vote_terms(choice, u - h, d);
                const auto right = vote_terms(choice, u + h, d);
                const auto below = vote_terms(choice, u, d - h);
                const auto above = vote_terms(choice, u, d + h);
                CAPTURE(static_cast<int>(choice), u, d);
                CHECK(at.value == vote_log_likelihood(choice, u, d));
                CHECK(at.u == Approx((right.value - left.value) / (2 * h)).margin(1e-8));
                CHECK(at.d == Approx((above.value - below.value) / (2 * h)).margin(1e-8));
                CHECK(at.uu == Approx((right.u - left.u) / (2 * h)).margin(1e-8));
                CHECK(at.ud == Approx((above.u - below.u) / (2 * h)).margin(1e-8));
                CHECK(at.dd == Approx((above.d - below.d) / (2 * h)).margin(1e-8));
                CHECK(at.dd_gauss <= 0);
                CHECK(at.uu * at.dd_gauss - at.ud * at.ud >= -1e-15);  // concave in threshold and gap
            }
}

TEST_CASE("far from the thresholds nothing overflows", "[analysis][ordered_logit]")
{
    for (const auto choice : all_choices)
        for (const double u : {-800.0, 800.0})
            for (const double d : {-30.0, 5.0}) {
                const auto at = vote_terms(choice, u, d);
                CHECK(std::isfinite(at.value));
                CHECK(std::isfinite(at.u));
                CHECK(std::isfinite(at.dd));
            }
}
