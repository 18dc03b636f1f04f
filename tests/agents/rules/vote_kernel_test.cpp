#include "agents/rules/vote_kernel.hpp"

#include <cmath>
#include <vector>

#include "agents/rules/lots.hpp"
#include "agents/rules/voting_noise.hpp"
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
    vote_kernel().logit.chances(8, z.data(), style.data(), 0.8, narrow.data(), yes.data(), no.data());
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

TEST_CASE("chances and odds under the probit are those of the normal law, far into the tails", "[agents][vote_kernel]")
{
    const std::vector<double> z{-0.5, 1, 0, 12, -12, 400, -400, 2};
    const std::vector<double> style{1, 1.25, 1, 1, 1, 1, 1, 0.5};
    std::vector<double> yes(8), no(8), odds(8);
    const NoiseKernel& probit = vote_kernel().probit;
    probit.chances(8, z.data(), style.data(), 0.8, nullptr, yes.data(), no.data());
    probit.odds_of_no(8, z.data(), style.data(), 0.8, 2, odds.data());
    const auto normal = [](double y) { return std::erfc(-y / 1.702 / std::sqrt(2.0)) / 2; };
    for (std::size_t i = 0; i < 8; ++i) {
        CAPTURE(i);
        const double delta = 0.8 * style[i], n = normal(-z[i] - delta - 2);
        CHECK_THAT(yes[i], WithinAbs(normal(z[i] - delta), 1e-14));
        CHECK_THAT(no[i], WithinAbs(normal(-z[i] - delta), 1e-14));
        if (z[i] > -400)
            CHECK_THAT(odds[i], WithinAbs(n / (1 - n), 1e-14) || WithinRel(n / (1 - n), 1e-6));
        else
            CHECK(odds[i] > 1e15);
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
    const std::vector<double> costs = column(n, 8, 0, 2);
    const std::vector<float> cost(costs.begin(), costs.end());
    std::vector<std::int32_t> mark(n);
    std::vector<std::uint32_t> vote(n), fate(n);
    for (std::size_t i = 0; i < n; ++i) {
        const sim::Block block = sim::Draws(3, 1, 1).block(Purpose::test, i, 0);
        mark[i] = fate_mark(static_cast<double>(i % 9) / 8);
        vote[i] = block[0];
        fate[i] = block[1];
    }
    std::vector<double> narrow(n);
    for (std::size_t i = 0; i < n; ++i) narrow[i] = sim::exp(-2 * 0.8 * style[i]);
    const auto law = GENERATE(VotingNoise::logit, VotingNoise::probit);
    struct Results {
        std::vector<double> z, yes, no, odds;
        std::vector<std::int8_t> votes;
        Moments one, two;
        double product = 0;
        Counts counts;
    };
    const auto results = [&](sim::Instructions which) {
        const VoteKernel& kernel = vote_kernel(which);
        const NoiseKernel& noise = law == VotingNoise::probit ? kernel.probit : kernel.logit;
        Results r;
        for (auto* real : {&r.z, &r.yes, &r.no, &r.odds}) real->resize(n);
        r.votes.resize(n);
        const Pull pulls[]{{-0.9, leverage.data()}, {0.4, style.data()}};
        kernel.latent(n, x.data(), {1.7, 0.3, 0.1, -0.7, bandwagon.data(), pulls, 2}, r.z.data());
        kernel.subtract(n, 6, leverage.data(), r.z.data());
        const Voters voters{r.z.data(), style.data(), cost.data(), mark.data(), 0.8};
        noise.decide(n, voters, {vote.data(), fate.data()}, r.votes.data());
        noise.chances(n, r.z.data(), style.data(), 0.8, narrow.data(), r.yes.data(), r.no.data());
        noise.odds_of_no(n, r.z.data(), style.data(), 0.8, 2, r.odds.data());
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
        const double z = 1.7 * (x[i] - 0.3) + 0.1 - 0.9 * leverage[i] - 0.7 * bandwagon[i] + 0.4 * style[i] - 6 * leverage[i];
        REQUIRE_THAT(a.z[i], WithinAbs(z, 1e-13));
        const double delta = 0.8 * style[i], u = (vote[i] / 2 + 0.5) / 2147483648.0;
        const double no = chance_below(law, -a.z[i] - delta - costs[i]), yes = chance_below(law, a.z[i] - delta);
        if (std::abs(u - no) < 1e-6 || std::abs(1 - u - yes) < 1e-6) continue;  // single precision may say either
        const int expected = fate_of(fate[i]) < mark[i] ? 2 : u < no ? -1 : u > 1 - yes ? 1 : 0;
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

TEST_CASE("a word decides a vote with the chances of the law of noise, down to rare votes", "[agents][vote_kernel]")
{
    const auto law = GENERATE(VotingNoise::logit, VotingNoise::probit);
    // One voter in each lane, over all words near a boundary: the last word below it still votes no, the first above it does not.
    const std::vector<double> z{-3, 0, 2, 8, 14, -14, 16, -0.3}, style(8, 1.0);
    const std::vector<float> cost{0, 0, 2, 0, 0, 0, 2, 1};
    const std::vector<std::int32_t> never(8, 0);
    const std::vector<std::uint32_t> fate(8, 0);
    const auto votes = [&](std::size_t lane, double u) {
        const std::vector<std::uint32_t> word(8, static_cast<std::uint32_t>(u * 4294967296.0));
        std::vector<std::int8_t> made(8);
        noise_kernel(law).decide(8, {z.data(), style.data(), cost.data(), never.data(), 0.8}, {word.data(), fate.data()}, made.data());
        return made[lane];
    };
    for (std::size_t i = 0; i < 8; ++i) {
        CAPTURE(i);
        const double no = chance_below(law, -z[i] - 0.8 - static_cast<double>(cost[i])), yes = chance_below(law, z[i] - 0.8);
        const auto near = [](double chance) { return std::min(1e-6, std::max(1e-5 * std::min(chance, 1 - chance), 0x1p-31)); };
        if (no > 1e-8) CHECK(votes(i, no - near(no)) == -1);
        if (no < 1 - 1e-8) CHECK(votes(i, no + near(no)) != -1);
        if (yes > 1e-8) CHECK(votes(i, 1 - yes + near(yes)) == 1);
        if (yes < 1 - 1e-8) CHECK(votes(i, 1 - yes - near(yes)) != 1);
    }
}

TEST_CASE("fate falls below its mark with the chance of the mark", "[agents][vote_kernel]")
{
    CHECK(fate_mark(0) == 0);
    CHECK(fate_mark(1) == certain_fate);
    CHECK(fate_mark(0.25) == certain_fate / 4);
    CHECK(fate_mark(1e-12) == 1);  // what can happen at all is not ruled out
    CHECK(fate_of(0xffffffff) == certain_fate - 1);
    CHECK(fate_of(0) == 0);
}
