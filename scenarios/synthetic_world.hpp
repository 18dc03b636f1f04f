#pragma once
// A made-up world of any size, for tests, theory and scaling (MODEL.md section 2, initialisation b).

#include <cstdint>

#include "agents/institutions.hpp"
#include "scenarios/world_tables.hpp"

namespace comity::scenarios {

/// Draws a world of `num_countries` (3 to a million).
///
/// Positions by regional group from normals (mean/s.d.): WEOG 1.2/0.3, EEG in the EU 1.2/0.1, other EEG 0.6/0.8, GRULAC -0.3/0.5,
/// AFR -0.5/0.3, APG -0.4/0.7; arenas correlate .9 through a shared factor; USA 2.2, CHN -1.8, RUS -1.3 in every arena. Capability is
/// log-normal (s.d. of the log 2, judgement) with the five permanent members fixed. Regions have the shares of the recorded world.
/// Beyond 2,000 countries each trades with 20 partners drawn by capability; up to there trade takes the default of a missing table.
/// Draws: Purpose::synthetic_world, replicate 0
WorldTables synthetic_world(int num_countries, std::uint64_t seed, const agents::Institutions& institutions);

}  // namespace comity::scenarios
