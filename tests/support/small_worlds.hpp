#pragma once
// Settings and worlds small enough to draw in a comment: everything sized and neutral, for a test to change what it is about.

#include <string>
#include <vector>

#include "agents/influence.hpp"
#include "agents/setting.hpp"
#include "agents/world.hpp"

namespace comity::tests {

/// Countries named C0, C1, ..., regions in turn WEOG, EEG, GRULAC, AFR, APG; default institutions, start 2020Q1, 60 rounds.
///
/// Neutral: no ties, no leaders, no groups, no recorded seats, anchors and offsets 0, exposure 0, strength 0, threshold .5,
/// assessment and capability 1/n, initial threat at rest without stimulus.
agents::Setting small_setting(int countries);
/// The same with countries of these codes, such as CHN, RUS, USA (permanent members sit in the UNSC by code).
agents::Setting small_setting(std::vector<std::string> codes);

/// Adds a leader with its members (rows); a member belongs to one leader only.
agents::LeaderId lead(agents::Setting& setting, std::string id, agents::Camp camp, const std::vector<int>& members);

/// The first world of a small setting: positions 0, engagement 1, diplomacy 1 (nobody is absent), style 1, capacity 1, no deadlock,
/// success .5, attention 1, nobody adopts, no crises; roster, presence, leverage and leader positions follow from the setting.
agents::World small_world(const agents::Setting& setting);

/// Makes roster, presence, leverage and leader positions anew after a test has changed what they follow from.
void refresh(agents::World& world, const agents::Setting& setting);

/// Influence with the weights of a world; `partnered` as its constructor has it.
agents::Influence influence_of(const agents::Setting& setting, const agents::World& world, const std::vector<int>& partnered = {});

/// A ring: everyone is tied to both neighbours with this weight.
agents::TieGraph ring(int countries, double weight = 1);
/// Everyone is tied to everyone else with this weight.
agents::TieGraph complete(int countries, double weight = 1);

}  // namespace comity::tests
