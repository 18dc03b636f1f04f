#pragma once
// What the voting model foretells, whole and with one mechanism less.

#include <memory>
#include <vector>

#include "analysis/hindcast/hindcast.hpp"
#include "analysis/hindcast/voting/outlook.hpp"

namespace comity::analysis {

enum class Ablation { none, each_mechanism };

/// The model `comity` in both modes and windows; with each mechanism ablated, also `comity-no-<mechanism>`, learnt anew without it. What
/// swing alone needs is not foretold without the revealed.
///
/// `outlooks`: those of the record, where others share them.
///
/// Errors: throws what VotingModel throws
std::vector<Forecast> voting_forecasts(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Ablation ablation,
                                       const std::shared_ptr<Outlooks>& outlooks = std::make_shared<Outlooks>());

}  // namespace comity::analysis
