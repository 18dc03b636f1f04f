#pragma once
// The parts of the calibration: which parameters each fits, in which order.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/calibrate/posterior.hpp"
#include "scenarios/scenario.hpp"

namespace comity::analysis {

/// A block whose targets are simulated.
struct SimulatedBlock {
    std::string name;
    std::vector<std::string> paths;  ///< of the parameters that it fits
};

/// In the order of the calibration (agents/MODEL.md, section 8): each goes on from the draws of those before it.
const std::vector<SimulatedBlock>& simulated_blocks();

/// Parameters with priors flat on their ranges.
///
/// Errors: expects that the scenario has a number under each path
std::vector<FreeParameter> free_parameters(const scenarios::Scenario& scenario, const std::vector<std::string>& paths);

}  // namespace comity::analysis
