// Votes are coded yes 1, abstain 0, no -1.
#include <array>
#include <cmath>

#include "agents/measures/agreement.hpp"
#include "tests/support/catch.hpp"

using namespace comity::agents;

namespace {

VoteCounts one(int vote) { return {vote == 1, vote == 0, vote == -1}; }

template <std::size_t N>
VoteTable table(const std::array<int, N>& a, const std::array<int, N>& b)
{
    VoteTable t;
    for (std::size_t k = 0; k < N; ++k) t.add(one(a[k]), one(b[k]));
    return t;
}

// MODEL.md section 9
constexpr std::array<int, 10> a{1, 1, 1, 0, 0, -1, -1, 1, 1, 0};
constexpr std::array<int, 10> b{1, 1, 0, 0, -1, -1, -1, 1, 0, 1};

}  // namespace

TEST_CASE("ten votes of two countries give the published agreement", "[agents][measures]")
{
    const VoteTable t = table(a, b);
    CHECK(t.total() == 10);
    CHECK(t.identical() == Approx(0.6));
    CHECK(t.kappa() == Approx(0.384615).margin(5e-7));
    CHECK(t.weighted_kappa() == Approx(0.545455).margin(5e-7));
    CHECK(t.agreement() == Approx(0.8));
    CHECK(t.opposite() == 0);
}

TEST_CASE("agreement does not ask who is first", "[agents][measures]")
{
    const VoteTable there = table(a, b), back = table(b, a);
    CHECK(there.kappa() == Approx(back.kappa()));
    CHECK(there.weighted_kappa() == Approx(back.weighted_kappa()));
    CHECK(there.acquiescence() == Approx(back.acquiescence()));
}

TEST_CASE("yes against no is opposite and agrees in nothing", "[agents][measures]")
{
    const VoteTable t = table(std::array{1, -1, 1, -1}, std::array{-1, 1, -1, 1});
    CHECK(t.opposite() == 1);
    CHECK(t.agreement() == 0);
    CHECK(t.kappa() == -1);  // po 0, pe 1/2
}

TEST_CASE("kappa is not defined where both always vote alike by their margins alone", "[agents][measures]")
{
    CHECK(std::isnan(table(std::array{1, 1}, std::array{1, 1}).kappa()));
    CHECK(std::isnan(VoteTable{}.kappa()));
    CHECK(std::isnan(VoteTable{}.agreement()));
}

TEST_CASE("acquiescence is the abstention where the partner votes no", "[agents][measures]")
{
    // partner's no: four times for each side's view: (no, no) twice counts for both, (no, abstain) and (abstain, no) once
    CHECK(table(std::array{-1, -1, 0, 1}, std::array{-1, 0, -1, 1}).acquiescence() == Approx(2.0 / 4));
    CHECK(std::isnan(table(std::array{1, 0}, std::array{0, 1}).acquiescence()));
}

TEST_CASE("Rice and the agreement index of hand-worked divisions", "[agents][measures]")
{
    CHECK(rice({6, 3, 2}) == Approx(4.0 / 8));
    CHECK(std::isnan(rice({0, 5, 0})));
    CHECK(agreement_index({10, 0, 0}) == 1);
    CHECK(agreement_index({4, 4, 4}) == 0);
    CHECK(agreement_index({6, 2, 2}) == Approx((6 - 0.5 * 4) / 10));
    CHECK(agreement_index({5, 0, 5}) == Approx((5 - 0.5 * 5) / 10));
    CHECK(std::isnan(agreement_index({})));
}

TEST_CASE("agreement of pairs by counts equals the sum over pairs", "[agents][measures]")
{
    // five countries: yes, yes, abstain, no, no: pairs alike 2 of 10, one step apart 4, opposite 4
    const PairAgreement p = pair_agreement({2, 1, 2});
    CHECK(p.pairs == 10);
    CHECK(p.halves == 2 * 2 + 4);
}

TEST_CASE("a bloc against a country counts every pair of their votes", "[agents][measures]")
{
    VoteTable t;
    t.add({1, 0, 0}, {20, 5, 2});  // yes against a bloc of 27
    CHECK(t.total() == 27);
    CHECK(t.identical() == Approx(20.0 / 27));
    CHECK(t.opposite() == Approx(2.0 / 27));
    CHECK(t.agreement() == Approx(22.5 / 27));
}
