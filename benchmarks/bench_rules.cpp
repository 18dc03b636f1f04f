// Each rule, one round and one run on the recorded world of 193 countries. The round measured is a fourth quarter, when the assembly meets.

#include <benchmark/benchmark.h>

#include "agents/measures/observer.hpp"
#include "agents/round.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "agents/rules/tally.hpp"
#include "benchmarks/baseline.hpp"
#include "scenarios/replicate.hpp"

namespace {

using namespace comity;
using benchmarks::baseline;

/// The baseline played to a fourth quarter.
struct Stage {
    agents::World world = baseline().world;
    agents::Influence influence = baseline().influence;
    const agents::Setting& setting = baseline().setting;
    sim::Draws draws{1, 0, 7};

    Stage()
    {
        for (int t = 0; t < 7; ++t) play_round(world, setting, influence, sim::Draws(1, 0, t));
    }
};

template <class Rule>
void measure(benchmark::State& state, Rule rule)
{
    Stage stage;
    for (auto _ : state) benchmark::DoNotOptimize(rule(stage));
}

#define COMITY_RULE(name, call)                                                             \
    void name(benchmark::State& state) { measure(state, [](Stage & s) { return call; }); } \
    BENCHMARK(name)->Unit(benchmark::kMicrosecond)

COMITY_RULE(sense_threat, sense_threat(s.world, s.setting, s.world.rules.threat, s.draws));
COMITY_RULE(tend_partnerships, tend_partnerships(s.world, s.world.rules.partnership));
COMITY_RULE(engage, engage(s.world, s.setting, s.world.rules.engagement));
COMITY_RULE(presence, presence(s.world, s.setting, s.world.rules.engagement));
COMITY_RULE(drift_positions, drift_positions(s.world, s.setting, s.influence, s.world.rules.influence, s.draws));
COMITY_RULE(table_drafts, table_drafts(s.world, s.setting, s.influence, s.world.rules.agenda, s.draws));
COMITY_RULE(adopt_norms, adopt_norms(s.world, s.setting, s.influence, s.world.rules.adoption, s.draws));
COMITY_RULE(sustain_capacity, sustain_capacity(s.world, s.setting, s.world.rules.capacity));
COMITY_RULE(rotate_seats, rotate_seats(s.world, s.setting, s.draws));

void cast_votes(benchmark::State& state)
{
    Stage stage;
    const agents::Agenda agenda = table_drafts(stage.world, stage.setting, stage.influence, stage.world.rules.agenda, stage.draws);
    for (auto _ : state) benchmark::DoNotOptimize(cast_votes(stage.world, stage.setting, stage.influence, agenda, {}, stage.world.rules.voting, stage.draws));
    state.counters["drafts"] = static_cast<double>(agenda.drafts.size());
    state.counters["votes/s"] = benchmark::Counter(static_cast<double>(agenda.drafts.size()) * stage.setting.num_countries(), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(cast_votes)->Unit(benchmark::kMicrosecond);

void tally(benchmark::State& state)
{
    Stage stage;
    const agents::Agenda agenda = table_drafts(stage.world, stage.setting, stage.influence, stage.world.rules.agenda, stage.draws);
    const agents::Ballots ballots = cast_votes(stage.world, stage.setting, stage.influence, agenda, {}, stage.world.rules.voting, stage.draws);
    for (auto _ : state) benchmark::DoNotOptimize(tally(stage.world, stage.setting, agenda, ballots));
}
BENCHMARK(tally)->Unit(benchmark::kMicrosecond);

void one_round(benchmark::State& state)
{
    const Stage stage;
    for (auto _ : state) {
        agents::World world = stage.world;
        agents::Influence influence = stage.influence;
        benchmark::DoNotOptimize(play_round(world, stage.setting, influence, stage.draws));
    }
}
BENCHMARK(one_round)->Unit(benchmark::kMicrosecond);

void one_run_without_observation(benchmark::State& state)
{
    std::uint32_t replicate = 0;
    for (auto _ : state) {
        agents::World world = baseline().world;
        agents::Influence influence = baseline().influence;
        for (int t = 0; t < baseline().setting.rounds; ++t) benchmark::DoNotOptimize(play_round(world, baseline().setting, influence, sim::Draws(1, replicate, t)));
        ++replicate;
    }
}
BENCHMARK(one_run_without_observation)->Unit(benchmark::kMillisecond);

void one_run(benchmark::State& state)
{
    scenarios::Replicator replicator(baseline(), 1);
    scenarios::RunRecord record;
    std::uint32_t replicate = 0;
    for (auto _ : state) replicator.play(replicate++, record);
}
BENCHMARK(one_run)->Unit(benchmark::kMillisecond);

}  // namespace
