#pragma once
// Routine business: drafts that nobody's strategy explains.

#include <vector>

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

/// Poisson(lambda_f C_f background_scale) routine drafts arrive at a meeting, each on an arena drawn by the forum's shares of business.
///
/// A council's: direction +1, cut N(council_cut), slope exp(N(council_slope)), the common half-band, and the forum's consent bias.
/// Elsewhere direction -1 with chance negative_share: cut .3 + exp(N(negative_cut)), slope exp(N(negative_slope)), half-band
/// exp(N(negative_band)); direction +1: cut -.3 - exp(N(positive_cut)), and so on; half-bands are capped at band_cap.
///
/// Draws: Purpose::background_count, one uniform a meeting; Purpose::background_draft, two blocks a draft, with its slot as agent: index 2 f of
///        forum f: word 0 arena, 1 direction; index 2 f + 1: three normals, cut, slope, half-band
void table_routine_drafts(const Meeting& meeting, std::vector<Draft>& drafts);

}  // namespace comity::agents
