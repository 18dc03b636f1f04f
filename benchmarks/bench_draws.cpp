// Draws and elementary functions, nanoseconds each.

#include <benchmark/benchmark.h>

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

}  // namespace
