#pragma once
// What a scenario does from outside, at the start of a round (process 1).

namespace comity::agents {

struct World;
struct Setting;

/// Applies the events of this round: the one rule that writes into the world itself, since an event may change anything.
void apply_events(World& world, const Setting& setting);

}  // namespace comity::agents
