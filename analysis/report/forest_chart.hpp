#pragma once

#include <string>
#include <vector>

#include "analysis/report/outcome_comparison.hpp"

namespace comity::analysis {

/// Names beside their marks, or above them where the page is as narrow as a telephone.
enum class ForestLayout { wide, narrow };

/// One line per outcome, one dot per later scenario: standardised mean difference from the first, with its 95 % interval.
///
/// Differences beyond 5 standard deviations, and infinite ones, are drawn as an arrow head at the edge with their number beside it.
std::string forest_chart(const std::vector<OutcomeRow>& rows, const std::vector<std::string>& scenarios, ForestLayout layout);

}  // namespace comity::analysis
