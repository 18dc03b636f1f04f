#include "scenarios/replicate.hpp"

#include <algorithm>

#include "agents/round.hpp"
#include "agents/rules/begin_events.hpp"
#include "sim/draws.hpp"

namespace comity::scenarios {
namespace {

/// Positions of a round as single floats, arena by arena.
void keep_positions(const agents::World& world, std::vector<float>& kept, std::size_t round)
{
    const auto cells = static_cast<std::size_t>(world.position.size());
    const double* from = world.position.data();  // column-major: arena by arena
    std::transform(from, from + cells, kept.begin() + static_cast<std::ptrdiff_t>(round * cells),
                   [](double x) { return static_cast<float>(x); });
}

}  // namespace

Replicator::Replicator(const Start& start, std::uint64_t seed) : start_(&start), seed_(seed), world_(start.world), influence_(start.influence)
{
    observer_.emplace(start.setting, start.world.rules, start.observe);
}

void Replicator::begin(std::uint32_t replicate)
{
    if (start_->of_run) {
        observer_.reset();  // it looks at the setting of the run before
        own_ = start_->of_run(replicate);
        observer_.emplace(own_->setting, own_->world.rules, own_->observe);
    }
    const Start& start = own_ ? *own_ : *start_;
    world_ = start.world;
    influence_ = start.influence;
    observer_->reset();
}

void Replicator::play(std::uint32_t replicate, RunRecord& record)
{
    begin(replicate);
    const agents::Setting& setting = own_ ? own_->setting : start_->setting;
    const bool awaited = awaits_metrics(setting);
    record.positions.resize(static_cast<std::size_t>(setting.rounds) * static_cast<std::size_t>(world_.position.size()));
    for (int t = 0; t < setting.rounds; ++t) {
        const agents::RoundRecord round = play_round(world_, setting, influence_, sim::Draws(seed_, replicate, t));
        observer_->observe(world_, round);
        if (awaited) world_.observed = observer_->series().row(t).transpose();
        keep_positions(world_, record.positions, static_cast<std::size_t>(t));
    }
    record.outcomes = observer_->outcomes(world_);
    observer_->give_series(record.series);
}

}  // namespace comity::scenarios
