#pragma once
// Rounds made up by chance, for what must hold of every record.

#include <cstdint>

#include "agents/round.hpp"

namespace comity::tests {

/// Positions spread in two camps (means -1 and +1, s.d. .6), capability and population unequal, adoption and status quo in any state.
void scatter(agents::World& world, agents::Setting& setting, std::uint64_t seed);

/// A round of the default forums that meet: about as many drafts as the calendar of the model has, voted by spatial logit, counted by the
/// forum's rule; leaders' drafts, targets and vetoes among them. The world's positions and adoption wander, and its round advances.
agents::RoundRecord random_round(agents::World& world, const agents::Setting& setting, std::uint64_t seed);

}  // namespace comity::tests
