// Ensembles on one and two threads, next to a calibration that says how much two threads can give here at this moment.

#include <atomic>
#include <memory>

#include <benchmark/benchmark.h>

#include "benchmarks/baseline.hpp"
#include "scenarios/replicate.hpp"
#include "sim/ensemble.hpp"

namespace {

using namespace comity;

struct Slot {
    std::unique_ptr<scenarios::Replicator> replicator;
    scenarios::RunRecord record;
};

void ensemble_of_100_runs(benchmark::State& state)
{
    const auto threads = static_cast<int>(state.range(0));
    const scenarios::Start& start = benchmarks::baseline();
    const std::atomic<bool> never{false};
    for (auto _ : state) {
        const auto summary = sim::run_ensemble<Slot>(
            {0, 100, threads},
            [&](std::int64_t replicate, Slot& slot) {
                if (!slot.replicator) slot.replicator = std::make_unique<scenarios::Replicator>(start, 1);
                slot.replicator->play(static_cast<std::uint32_t>(replicate), slot.record);
            },
            [](std::int64_t, const Slot&) {}, [](const sim::RunFailure&) {}, never);
        benchmark::DoNotOptimize(summary.finished);
    }
    state.counters["runs/s"] = benchmark::Counter(100, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(ensemble_of_100_runs)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Independent chains of multiply and add, which share nothing: what a second thread is worth at best.
void calibration(benchmark::State& state)
{
    const auto threads = static_cast<int>(state.range(0));
    constexpr std::int64_t chains = 64;
    for (auto _ : state) {
        std::atomic<double> total = 0;
        sim::for_each_index(chains, threads, [&](std::int64_t k) {
            double x[12] = {};
            for (int step = 0; step < 1'000'000; ++step)
                for (double& each : x) each = each * 0.999 + static_cast<double>(k);
            double sum = 0;
            for (const double each : x) sum += each;
            total.fetch_add(sum);
        });
        benchmark::DoNotOptimize(total.load());
    }
}
BENCHMARK(calibration)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
