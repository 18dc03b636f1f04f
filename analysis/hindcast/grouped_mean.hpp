#pragma once
// Means over numbers that come in groups.

#include <cstdint>
#include <vector>

#include "analysis/hindcast/scores.hpp"

namespace comity::analysis {

/// A number, and what it is drawn with in resampling: all of a measure, or of a pair, at once.
struct Scored {
    double value;
    int together;
};

/// Mean with its 95 % percentile interval over 1,000 resamplings of groups; NaN are left out.
///
/// Draws: as resampled()
Estimate mean_over(const std::vector<Scored>& all, std::uint64_t seed);

}  // namespace comity::analysis
