#include "sim/kernels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/draws.hpp"
#include "sim/elementary.hpp"
#include "tests/support/catch.hpp"

using namespace comity::sim;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

enum class Purpose : std::uint8_t { vote = 14 };

std::vector<Instructions> variants()
{
    std::vector<Instructions> here;
    for (const Instructions which : all_instructions)
        if (runs(which)) here.push_back(which);
    return here;
}

}  // namespace

TEST_CASE("a batch of blocks holds the bits of Random123, whatever the instructions", "[sim][kernels]")
{
    const Draws draws(0x0123456789abcdefULL, 77, 13);
    const auto codes = GENERATE(std::vector<std::uint64_t>{}, std::vector<std::uint64_t>{agent_code("USA")},
                                std::vector<std::uint64_t>{agent_code("USA"), agent_code("CHN"), agent_code("EU")},  // one high byte
                                std::vector<std::uint64_t>{agent_code("C0001"), agent_code("C0002"), agent_code("C0003")},
                                std::vector<std::uint64_t>{0xffffffffffULL, 0, agent_code("C12"), agent_code("C1234"),
                                                           agent_code("a long name"), 1, 2, 3, 4, 5, 0x8000000000ULL});
    const std::size_t n = padded(codes.size());
    for (const Instructions which : variants()) {
        const BlockBatch batch(draws, Purpose::vote, codes, kernels(which));
        for (const std::uint32_t index : {0u, 1u, 0x80000000u, 0xffffffffu, 123456789u}) {
            std::vector<double> uniform(n), second(n);
            batch.draw(index, UniformPairs{uniform.data(), second.data()}, kernels(which));
            for (std::size_t i = 0; i < codes.size(); ++i) {
                const Block block = draws.block(Purpose::vote, codes[i], index);
                CHECK(uniform[i] == uniform_of(block[0], block[1]));
                CHECK(second[i] == uniform_of(block[2], block[3]));
            }
            std::vector<std::uint32_t> words(4 * n);
            batch.draw(index, BlockWords{words.data()}, kernels(which));
            for (std::size_t i = 0; i < codes.size(); ++i) {
                const Block block = draws.block(Purpose::vote, codes[i], index);
                for (std::size_t k = 0; k < 4; ++k) CHECK(words[k * n + i] == block[k]);
            }
            Chosen room(codes.size());
            const std::uint64_t mark = mark_of(0.4);
            const auto chosen = batch.choose(index, mark, room, kernels(which));
            for (std::size_t k = 0; k < 4; ++k) {
                std::vector<std::int32_t> expected;
                for (std::size_t i = 0; i < codes.size(); ++i)
                    if (draws.block(Purpose::vote, codes[i], index)[k] < mark) expected.push_back(static_cast<std::int32_t>(i));
                CHECK(std::vector<std::int32_t>(chosen[k].begin(), chosen[k].end()) == expected);
            }
        }
    }
}

TEST_CASE("normals of a batch are the two of Box and Muller for each half of its blocks, whatever the instructions", "[sim][kernels]")
{
    constexpr double two_pi = 6.283185307179586;
    const Draws draws(99, 3, 5);
    std::vector<std::uint64_t> agents(4096);
    for (std::size_t i = 0; i < agents.size(); ++i) agents[i] = i;
    const auto normals = [&](Instructions which) {
        std::vector<float> made(4 * agents.size());
        BlockBatch(draws, Purpose::vote, agents, kernels(which)).draw(17, BlockNormals{made.data()}, kernels(which));
        return made;
    };
    const auto made = normals(Instructions::baseline);
    for (const Instructions which : variants()) CHECK(normals(which) == made);
    for (std::size_t i = 0; i < agents.size(); ++i) {
        const Block block = draws.block(Purpose::vote, agents[i], 17);
        for (std::size_t pair = 0; pair < 4; pair += 2) {
            const double radius = std::sqrt(-2 * std::log((block[pair] / 2 + 0.5) / 2147483648.0)), turn = two_pi * (block[pair + 1] / 4294967296.0 - 0.125);
            REQUIRE_THAT(made[pair * agents.size() + i], WithinAbs(radius * std::cos(turn), 2e-6));
            REQUIRE_THAT(made[(pair + 1) * agents.size() + i], WithinAbs(radius * std::sin(turn), 2e-6));
        }
    }
}

TEST_CASE("normals of a batch are standard and independent", "[sim][kernels]")
{
    constexpr std::size_t n = 100'000;
    std::vector<std::uint64_t> agents(n);
    for (std::size_t i = 0; i < n; ++i) agents[i] = i;
    std::vector<float> z(4 * n);
    BlockBatch(Draws(4, 0, 0), Purpose::vote, agents).draw(0, BlockNormals{z.data()});
    for (std::size_t a = 0; a < 4; ++a) {
        std::vector<float> sorted(z.begin() + static_cast<std::ptrdiff_t>(a * n), z.begin() + static_cast<std::ptrdiff_t>((a + 1) * n));
        std::sort(sorted.begin(), sorted.end());
        double farthest = 0;  // from the distribution function: Kolmogorov's distance, above 1.95 / sqrt(n) once in a thousand
        for (std::size_t i = 0; i < n; ++i)
            farthest = std::max(farthest, std::abs(normal_cdf(static_cast<double>(sorted[i])) - (static_cast<double>(i) + 0.5) / static_cast<double>(n)));
        CHECK(farthest < 1.95 / std::sqrt(static_cast<double>(n)));
        for (std::size_t b = 0; b < a; ++b) {
            double product = 0, of_squares = 0;
            for (std::size_t i = 0; i < n; ++i) {
                const auto x = static_cast<double>(z[a * n + i]), y = static_cast<double>(z[b * n + i]);
                product += x * y;
                of_squares += (x * x - 1) * (y * y - 1);
            }
            CHECK(std::abs(product) < 4 * std::sqrt(static_cast<double>(n)));         // variance 1 each
            CHECK(std::abs(of_squares) < 4 * std::sqrt(4 * static_cast<double>(n)));  // variance 4 each
        }
    }
}

TEST_CASE("a word of 32 bits falls below the mark of a chance with that chance", "[sim][kernels]")
{
    CHECK(mark_of(0) == 0);                      // no word lies below
    CHECK(mark_of(1) == std::uint64_t{1} << 32);  // every word does
    CHECK(mark_of(0.25) == std::uint64_t{1} << 30);
    CHECK(mark_of(0x1p-40) == 1);  // what can happen at all is not ruled out
    CHECK(mark_of(1.5) == std::uint64_t{1} << 32);
    CHECK(mark_of(-0.5) == 0);
}

TEST_CASE("exp and the logistic have the same bits one by one and in arrays, whatever the instructions", "[sim][kernels]")
{
    std::vector<double> x(4096);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = -800 + 1600.0 * static_cast<double>(i) / 4095 + 1e-3 * static_cast<double>(i % 7);
    for (const Instructions which : variants()) {
        std::vector<double> result(x.size());
        kernels(which).exp(x.size(), x.data(), result.data());
        for (std::size_t i = 0; i < x.size(); ++i)
            if (result[i] != comity::sim::exp(x[i])) FAIL("exp(" << x[i] << ") differs in variant " << static_cast<int>(which));
        kernels(which).logistic(x.size(), x.data(), result.data());
        for (std::size_t i = 0; i < x.size(); ++i)
            if (result[i] != logistic(x[i])) FAIL("logistic(" << x[i] << ") differs in variant " << static_cast<int>(which));
    }
    for (const double v : {-30.0, -1.0, -1e-9, 0.0, 0.3, 1.0, 50.0}) CHECK_THAT(comity::sim::exp(v), WithinRel(std::exp(v), 4e-16));
}

TEST_CASE("log has the same bits one by one and in arrays, whatever the instructions", "[sim][kernels]")
{
    std::vector<double> x(4096);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::ldexp(1 + static_cast<double>(i) / 4096, static_cast<int>(i % 1000) - 500);
    for (const Instructions which : variants()) {
        std::vector<double> result(x.size());
        kernels(which).log(x.size(), x.data(), result.data());
        for (std::size_t i = 0; i < x.size(); ++i)
            if (result[i] != comity::sim::log(x[i])) FAIL("log(" << x[i] << ") differs in variant " << static_cast<int>(which));
    }
    for (const double v : {1e-300, 0.1, 0.7, 1.0, 1.5, 3.0, 1e300}) CHECK_THAT(comity::sim::log(v), WithinRel(std::log(v), 1e-15) || WithinAbs(std::log(v), 1e-300));
}

TEST_CASE("the normal distribution function takes its known values and undoes the quantile", "[sim][distributions]")
{
    CHECK(normal_cdf(0) == 0.5);
    CHECK_THAT(normal_cdf(1.959963984540054), WithinAbs(0.975, 1e-14));
    CHECK_THAT(normal_cdf(-3), WithinRel(0.0013498980316300946, 1e-12));
    CHECK_THAT(normal_cdf(-8), WithinRel(6.220960574271785e-16, 1e-6));
    CHECK(normal_cdf(-40) == 0);
    CHECK(normal_cdf(40) == 1);
    for (double u = 0.001; u < 1; u += 0.001) CHECK_THAT(normal_cdf(normal_quantile(u)), WithinAbs(u, 1e-14));
    for (const double u : {0x1p-53, 1e-12, 1e-9, 1e-6, 0.075}) CHECK_THAT(normal_cdf(normal_quantile(u)), WithinRel(u, 1e-6));
}
