#pragma once
// What the page's script reads: one JSON text, small and safe inside a script element.

#include <string>
#include <vector>

#include "analysis/report/joint_positions.hpp"
#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Scenarios, metrics, fans (to a two-thousandth of the range of each chart) and positions (thousandths) as JSON, with `<` written as `\u003c`.
std::string report_data(const std::vector<RunResults>& results, const JointPositions& positions);

}  // namespace comity::analysis
