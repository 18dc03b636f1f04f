#pragma once
// The parts of the calibration: which parameters each fits, how, and in which order.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/calibrate/posterior.hpp"
#include "analysis/votes/recorded_votes.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/world_builder.hpp"
#include "scenarios/world_tables.hpp"

namespace comity::analysis {

/// What a block with a likelihood is fitted to.
struct BlockInput {
    const RecordedVotes& votes;  ///< until the last year known
    const scenarios::WorldTables& tables;
    const scenarios::Start& start;
    int until = 0;
    int draws = 0;
    std::uint64_t seed = 1;
    int threads = 1;
};

struct CalibrationBlock {
    std::string name;
    /// Fits the block; empty: it is simulated.
    std::function<Posterior(const BlockInput&)> likelihood{};
    std::vector<std::string> paths{};  ///< of the parameters that simulations fit
};

/// In the order of the calibration (agents/MODEL.md, section 8): each goes on from the draws of those before it.
const std::vector<CalibrationBlock>& calibration_blocks();

/// Parameters with priors flat on their ranges.
///
/// Errors: expects that the scenario has a number under each path
std::vector<FreeParameter> free_parameters(const scenarios::Scenario& scenario, const std::vector<std::string>& paths);

}  // namespace comity::analysis
