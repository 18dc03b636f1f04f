// Draws and elementary functions, nanoseconds each; and the same for all 193 countries at once.

#include <vector>

#include <benchmark/benchmark.h>

#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/draws.hpp"
#include "sim/elementary.hpp"

namespace {

using namespace comity;

enum class Purpose : std::uint8_t { any = 1 };

void one_uniform(benchmark::State& state)
{
    const sim::Draws draws(1, 0, 0);
    std::uint64_t agent = 0;
    for (auto _ : state) benchmark::DoNotOptimize(draws.uniform(Purpose::any, ++agent));
}
BENCHMARK(one_uniform);

void one_normal(benchmark::State& state)
{
    const sim::Draws draws(1, 0, 0);
    std::uint64_t agent = 0;
    for (auto _ : state) benchmark::DoNotOptimize(sim::normal_quantile(draws.uniform(Purpose::any, ++agent)));
}
BENCHMARK(one_normal);

void one_exponential(benchmark::State& state)
{
    double x = -5;
    for (auto _ : state) benchmark::DoNotOptimize(sim::exp(x += 1e-7));
}
BENCHMARK(one_exponential);

void one_poisson_of_mean_90(benchmark::State& state)
{
    const sim::Draws draws(1, 0, 0);
    std::uint64_t agent = 0;
    for (auto _ : state) benchmark::DoNotOptimize(sim::poisson_quantile(90, draws.uniform(Purpose::any, ++agent)));
}
BENCHMARK(one_poisson_of_mean_90);

/// Codes of 193 countries, three letters each.
std::vector<std::uint64_t> agents()
{
    std::vector<std::uint64_t> codes(193);
    for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = 0x414141 + i;
    return codes;
}

void uniforms_of_193(benchmark::State& state)
{
    const sim::BlockBatch blocks(sim::Draws(1, 0, 0), Purpose::any, agents());
    const std::size_t n = sim::padded(blocks.size());
    std::vector<double> uniform(n), second(n);
    std::uint32_t index = 0;
    for (auto _ : state) {
        blocks.draw(++index, sim::UniformPairs{uniform.data(), second.data()});
        benchmark::DoNotOptimize(uniform.data());
    }
    state.counters["ns each"] = benchmark::Counter(193e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(uniforms_of_193);

void normals_of_193(benchmark::State& state)
{
    const sim::BlockBatch blocks(sim::Draws(1, 0, 0), Purpose::any, agents());
    std::vector<float> normal(4 * sim::padded(blocks.size()));
    std::uint32_t index = 0;
    for (auto _ : state) {
        blocks.draw(++index, sim::BlockNormals{normal.data()});
        benchmark::DoNotOptimize(normal.data());
    }
    state.counters["ns each"] = benchmark::Counter(4 * 193e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(normals_of_193);

}  // namespace
