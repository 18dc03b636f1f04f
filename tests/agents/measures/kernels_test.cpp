#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "agents/measures/bloc_kernel.hpp"
#include "agents/measures/packed_votes.hpp"
#include "agents/measures/pair_kernel.hpp"
#include "agents/measures/position_kernel.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::agents;

namespace {

std::vector<sim::Instructions> variants()
{
    std::vector<sim::Instructions> here;
    for (const auto which : sim::all_instructions)
        if (sim::runs(which)) here.push_back(which);
    return here;
}

/// Numbers in [-1, 1), some of them equal.
std::vector<float> numbers(std::size_t n, std::uint32_t seed)
{
    std::vector<float> made(n);
    for (float& x : made) x = static_cast<float>((seed = seed * 1664525 + 1013904223) >> 24) / 128 - 1;
    return made;
}

}  // namespace

TEST_CASE("agreement with others is the plain count over the common drafts, by any instructions", "[agents][measures][kernels]")
{
    // 300 drafts; country j is absent from every (j + 2)nd, country 63 from all.
    constexpr std::size_t n = 64, num_drafts = 300;
    VoteHistory history(n);
    std::vector<std::vector<int>> votes(num_drafts, std::vector<int>(n, 2));
    for (std::size_t v = 0; v < num_drafts; ++v) {
        std::vector<std::int8_t> cast(n, 2);
        for (std::size_t j = 0; j < 63; ++j)
            if (v % (j + 2) != 0) cast[j] = static_cast<std::int8_t>(static_cast<int>((v * 7 + j * j) % 3) - 1);
        history.add(cast.data());
        std::copy(cast.begin(), cast.end(), votes[v].begin());
    }
    const PackedVotes packed(history);
    std::vector<std::int32_t> others;  // the last first, and not all
    for (std::int32_t j = 63; j > 5; --j) others.push_back(j);
    for (const auto which : variants()) {
        std::vector<float> found(others.size());
        packed.agreement(4, others, found.data(), pair_kernel(which));
        CHECK(found[0] == -1);
        for (std::size_t k = 1; k < others.size(); ++k) {
            const auto j = static_cast<std::size_t>(others[k]);
            int apart = 0, common = 0;
            for (const auto& vote : votes) {
                if (vote[4] > 1 || vote[j] > 1) continue;
                apart += std::abs(vote[4] - vote[j]);
                ++common;
            }
            CHECK(found[k] == 1 - static_cast<float>(apart) / static_cast<float>(2 * common));
        }
    }
}

TEST_CASE("numbers are counted by their bits, to the last of them", "[agents][measures][kernels]")
{
    // -1 has the sign bit, 0 none, 0.5 is 0x3f000000 and 1 is 0x3f800000.
    const std::vector<float> values{0, 1, -1, 0.5F, 0.5F, 1, 0, 0.5F, -1, 0.25F, 1};
    for (const auto which : variants()) {
        const auto count = [&](std::int32_t bits) { return pair_kernel(which).count_up_to(values.size(), values.data(), bits); };
        CHECK(count(-1) == 2);
        CHECK(count(0) == 4);
        CHECK(count(0x3effffff) == 5);
        CHECK(count(0x3f000000) == 8);
        CHECK(count(0x3f800000) == 11);
    }
}

TEST_CASE("the loops of the search for blocs do what plain loops do, by any instructions", "[agents][measures][kernels]")
{
    constexpr std::size_t n = 3 * node_step;
    const auto a = numbers(n, 1), b = numbers(n, 2), ties = numbers(4 * n, 3), offer = numbers(n, 4);
    const std::vector<float> least(n, 0.125F);
    std::vector<std::int32_t> slot(n);
    for (std::size_t i = 0; i < n; ++i) slot[i] = static_cast<std::int32_t>(i % 5) - 1;
    float greatest = -3;
    std::size_t place = 0;
    double total = 0;
    std::vector<std::int32_t> expected(n);
    for (std::size_t i = 0; i < n; ++i) {
        total += static_cast<double>(a[i]);  // exact: multiples of 1/128
        if (a[i] + b[i] > greatest) {
            greatest = a[i] + b[i];
            place = i;
        }
        float best = offer[i];
        for (std::size_t s = 0; s < 4; ++s) best = std::max(best, ties[s * n + i]);
        const float stay = slot[i] < 0 ? 0 : ties[static_cast<std::size_t>(slot[i]) * n + i];
        expected[i] = best > stay + 0.125F ? -1 : 0;
    }
    for (const auto which : variants()) {
        const BlocKernel& loops = bloc_kernel(which);
        CHECK(loops.sum(n, a.data()) == total);
        CHECK(loops.greatest_sum(n, a.data(), b.data()) == greatest);
        CHECK(loops.place_of_sum(n, a.data(), b.data(), greatest) == place);
        std::vector<std::int32_t> eager(n, 7);
        CHECK(loops.mark_eager(n, {ties.data(), n, 4}, slot.data(), offer.data(), least.data(), eager.data()));
        CHECK(eager == expected);
        const std::vector<float> nothing(n, -1);
        CHECK_FALSE(loops.mark_eager(n, {ties.data(), n, 0}, slot.data(), nothing.data(), least.data(), eager.data()));
        std::vector<float> sum = b;
        loops.add(n, a.data(), sum.data());
        CHECK(sum[n - 1] == a[n - 1] + b[n - 1]);
        loops.subtract(n, a.data(), sum.data());
        CHECK(sum == b);  // exact, as above
    }
}

TEST_CASE("powers of positions add up four side by side, and every position has its bin, by any instructions", "[agents][measures][kernels]")
{
    // The last of 0, 1, ..., 8 is left over from the fours: 36, 204, 1296 and 8772 are the sums of their first four powers.
    const std::vector<double> x{0, 1, 2, 3, 4, 5, 6, 7, 8};
    // The two ones meet each other before the great number that would swallow either.
    const std::vector<double> apart{0x1p53, 1, 0, 0, 0, 1, 0, 0};
    // Bins a quarter wide from -4: -4 is in 0, just below -3.75 too, 0 in 16, 4 in 32, and what lies outside in 0 or 32.
    const std::vector<double> position{-4, -3.7500001, -3.75, 0, 4, -5, 9, 3.9, -0.1, 0.25, 0.3};
    const std::vector<std::int32_t> expected{0, 0, 1, 16, 32, 0, 32, 31, 15, 17, 17};
    for (const auto which : variants()) {
        const PositionKernel& loops = position_kernel(which);
        const PowerSums sums = loops.power_sums(x.size(), x.data());
        CHECK(sums.first == 36);
        CHECK(sums.second == 204);
        CHECK(sums.third == 1296);
        CHECK(sums.fourth == 8772);
        CHECK(loops.power_sums(apart.size(), apart.data()).first == 0x1p53 + 2);
        CHECK(loops.power_sums(0, nullptr).first == 0);
        std::vector<std::int32_t> bin(position.size());
        loops.find_bins(position.size(), position.data(), {-4, 4, 32}, bin.data());
        CHECK(bin == expected);
    }
}
