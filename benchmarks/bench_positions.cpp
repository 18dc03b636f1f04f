// Ideal points: votes a second, at the size of five years of the General Assembly.
#include <cmath>

#include <benchmark/benchmark.h>

#include "analysis/fit/dynamic_fit.hpp"
#include "analysis/fit/spatial_fit.hpp"
#include "sim/distributions.hpp"
#include "sim/draws.hpp"

namespace {

using namespace comity;
using namespace comity::analysis;

enum class Chance : std::uint8_t { position, item, vote };

/// Votes of `countries` on `items` texts from the ordered logit in one dimension.
RollCalls drawn_votes(int countries, int items, std::uint32_t period)
{
    const sim::Draws draws(7, period, 0);
    const auto normal = [&](Chance purpose, int agent, std::uint32_t index) { return sim::normal_quantile(draws.uniform(purpose, static_cast<std::uint64_t>(agent), index)); };
    RollCalls calls{countries, items, {}};
    for (int k = 0; k < items; ++k) {
        Eigen::Vector3d item(2 * normal(Chance::item, k, 0), -2 + 2 * normal(Chance::item, k, 1), -0.3);
        for (int i = 0; i < countries; ++i) {
            const double x = sim::normal_quantile(sim::Draws(7, 0, 0).uniform(Chance::position, static_cast<std::uint64_t>(i)));
            const Eigen::Array3d p = spatial_chances(Eigen::VectorXd::Constant(1, x), item);
            const double u = draws.uniform(Chance::vote, static_cast<std::uint64_t>(i), static_cast<std::uint32_t>(k));
            calls.votes.push_back({i, k, u < p[0] ? Choice::no : u < p[0] + p[1] ? Choice::abstain : Choice::yes});
        }
    }
    return calls;
}

void fit_five_years(benchmark::State& state)
{
    const RollCalls calls = drawn_votes(193, 400, 0);
    for (auto _ : state) benchmark::DoNotOptimize(fit_spatial(calls, static_cast<int>(state.range(0)), {}, 0));
    state.counters["votes/s"] = benchmark::Counter(static_cast<double>(calls.votes.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(fit_five_years)->ArgName("dimensions")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

void fit_years_that_wander(benchmark::State& state)
{
    PeriodVotes votes{193, {}};
    for (std::uint32_t year = 0; year < static_cast<std::uint32_t>(state.range(0)); ++year) votes.periods.push_back(drawn_votes(193, 80, year));
    for (auto _ : state) benchmark::DoNotOptimize(fit_dynamic(votes, 1, {}, 0, 0.1));
}
BENCHMARK(fit_years_that_wander)->ArgName("years")->Arg(5)->Arg(25)->Unit(benchmark::kMillisecond);

}  // namespace
