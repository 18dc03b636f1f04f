#include "agents/rules/vote_kernel.hpp"

#include <cmath>
#include <vector>

#include "sim/draws.hpp"
#include "sim/elementary.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::agents;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

enum class Purpose : std::uint8_t { test = 200 };

std::vector<double> column(std::size_t n, std::uint64_t agent, double low, double high)
{
    const sim::Draws draws(3, 0, 0);
    std::vector<double> made(n);
    for (std::size_t i = 0; i < n; ++i) made[i] = low + (high - low) * draws.uniform(Purpose::test, agent, static_cast<std::uint32_t>(i));
    return made;
}

}  // namespace

TEST_CASE("chances of yes and no are those of the ordered logit", "[agents][vote_kernel]")
{
    const std::vector<double> z{-0.5, 1, 0, 50, -50, 400, -400, 2};
    const std::vector<double> style{1, 1.25, 1, 1, 1, 1, 1, 0.5};
    std::vector<double> narrow(8), yes(8), no(8);
    for (std::size_t i = 0; i < 8; ++i) narrow[i] = sim::exp(-2 * 0.8 * style[i]);
    vote_kernel().chances(8, z.data(), style.data(), 0.8, narrow.data(), yes.data(), no.data());
    CHECK_THAT(no[0], WithinAbs(.42556, 5e-6));
    CHECK_THAT(yes[0], WithinAbs(.21417, 5e-6));
    CHECK_THAT(1 - yes[0] - no[0], WithinAbs(.36028, 5e-6));
    CHECK_THAT(no[1], WithinAbs(.1192, 5e-5));
    CHECK_THAT(yes[1], WithinAbs(.5, 1e-14));
    for (std::size_t i = 0; i < 8; ++i) {
        CHECK_THAT(yes[i], WithinAbs(sim::logistic(z[i] - 0.8 * style[i]), 1e-15));
        CHECK_THAT(no[i], WithinAbs(sim::logistic(-z[i] - 0.8 * style[i]), 1e-15));
    }
}

TEST_CASE("all variants of the loops over voters give the same bits", "[agents][vote_kernel]")
{
    const auto variant = GENERATE(sim::Instructions::avx2, sim::Instructions::avx512);
    if (!sim::runs(variant)) {
        WARN("skipped: this processor or build has no variant " << static_cast<int>(variant));
        return;
    }
    const std::size_t n = 1000;
    const auto x = column(n, 1, -4, 4), leverage = column(n, 2, 0, 1), bandwagon = column(n, 3, -1, 1), style = column(n, 4, 0.7, 1.4);
    const auto cost = column(n, 8, 1, 9);
    std::vector<std::uint64_t> mark(n), vote(n), fate(n);
    for (std::size_t i = 0; i < n; ++i) {
        const sim::Block block = sim::Draws(3, 1, 1).block(Purpose::test, i, 0);
        mark[i] = (i % 9) << 26;
        vote[i] = block[0];
        fate[i] = block[1];
    }
    std::vector<double> narrow(n);
    for (std::size_t i = 0; i < n; ++i) narrow[i] = sim::exp(-2 * 0.8 * style[i]);
    struct Results {
        std::vector<double> z, yes, no, odds;
        std::vector<std::int8_t> votes;
        Moments one, two;
        double product = 0;
        Counts counts;
    };
    const auto results = [&](sim::Instructions which) {
        const VoteKernel& kernel = vote_kernel(which);
        Results r;
        for (auto* real : {&r.z, &r.yes, &r.no, &r.odds}) real->resize(n);
        r.votes.resize(n);
        const Pull pulls[]{{-0.9, leverage.data(), -0.7, bandwagon.data()}, {0.4, bandwagon.data(), 0.2, leverage.data()}};
        kernel.latent(n, x.data(), {1.7, 0.3, 0.1, pulls, 2}, r.z.data());
        kernel.subtract(n, 6, leverage.data(), r.z.data());
        const Voters voters{r.z.data(), style.data(), narrow.data(), cost.data(), mark.data(), 0.8};
        kernel.decide(n, voters, {vote.data(), fate.data()}, r.votes.data());
        kernel.chances(n, r.z.data(), style.data(), 0.8, narrow.data(), r.yes.data(), r.no.data());
        kernel.odds_of_no(n, r.z.data(), style.data(), 0.8, 0.135, r.odds.data());
        r.one = kernel.moments(n, r.yes.data(), r.no.data(), 1);
        r.two = kernel.moments(n, r.yes.data(), r.no.data(), 2);
        r.product = kernel.product(n, r.yes.data());
        r.counts = kernel.count(n, r.votes.data());
        return r;
    };
    const Results a = results(sim::Instructions::baseline);
    const Results b = results(variant);
    CHECK(a.z == b.z);
    CHECK(a.votes == b.votes);
    CHECK(a.yes == b.yes);
    CHECK(a.no == b.no);
    CHECK(a.odds == b.odds);
    CHECK(a.one.mean == b.one.mean);
    CHECK(a.one.variance == b.one.variance);
    CHECK(a.two.mean == b.two.mean);
    CHECK(a.two.variance == b.two.variance);
    CHECK(a.product == b.product);
    CHECK(a.counts.yes == b.counts.yes);

    // Latents and votes are those of their definitions.
    for (std::size_t i = 0; i < n; ++i) {
        const double z = 1.7 * (x[i] - 0.3) + 0.1 - 0.9 * leverage[i] - 0.7 * bandwagon[i] + 0.4 * bandwagon[i] + 0.2 * leverage[i] - 6 * leverage[i];
        REQUIRE_THAT(a.z[i], WithinAbs(z, 1e-13));
        const double delta = 0.8 * style[i], e = std::exp(a.z[i] + delta);
        const double u = (static_cast<double>(vote[i]) + 0.5) / 4294967296.0;
        const double p_no = 1 / (1 + e * cost[i]), p_yes = 1 - 1 / (1 + std::exp(a.z[i] - delta));
        const int expected = fate[i] < mark[i] ? 2 : u < p_no ? -1 : u > 1 - p_yes ? 1 : 0;
        REQUIRE(static_cast<int>(a.votes[i]) == expected);
    }

    // And the counts are those of the votes.
    Counts by_hand;
    for (const std::int8_t v : a.votes) {
        by_hand.yes += v == 1;
        by_hand.no += v == -1;
        by_hand.abstain += v == 0;
        by_hand.absent += v == 2;
    }
    CHECK(by_hand.yes == a.counts.yes);
    CHECK(by_hand.no == a.counts.no);
    CHECK(by_hand.abstain == a.counts.abstain);
    CHECK(by_hand.absent == a.counts.absent);
    CHECK(by_hand.yes > 0);
    CHECK(by_hand.absent > 0);
}
