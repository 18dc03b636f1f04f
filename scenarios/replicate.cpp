#include "scenarios/replicate.hpp"

#include <algorithm>

#include "agents/round.hpp"
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

Replicator::Replicator(const Start& start, std::uint64_t seed) : start_(&start), seed_(seed), observer_(start.setting, start.world.rules) {}

void Replicator::play(std::uint32_t replicate, RunRecord& record)
{
    const agents::Setting& setting = start_->setting;
    agents::World world = start_->world;
    agents::Influence influence = start_->influence;
    observer_.reset();
    record.positions.resize(static_cast<std::size_t>(setting.rounds) * static_cast<std::size_t>(world.position.size()));
    for (int t = 0; t < setting.rounds; ++t) {
        const agents::RoundRecord round = play_round(world, setting, influence, sim::Draws(seed_, replicate, t));
        observer_.observe(world, round);
        keep_positions(world, record.positions, static_cast<std::size_t>(t));
    }
    record.series = observer_.series();
    record.outcomes = observer_.outcomes(world);
}

}  // namespace comity::scenarios
