#pragma once
// Votes counted by country and choice, and chances made of such counts.

#include <Eigen/Core>

#include "analysis/votes/recorded_votes.hpp"

namespace comity::analysis {

/// Weighted counts of no, abstention and yes, or chances of them: [country, choice].
using Tallies = Eigen::Array<double, Eigen::Dynamic, 3>;
/// The same of one country, or of all together.
using Tally = Eigen::Array<double, 1, 3>;

/// Chances that counts give beside what is expected otherwise: (n + weight prior) / (N + weight), row by row.
Tallies shrunk(const Tallies& counts, const Tallies& prior, double weight);
inline Tally shrunk(const Tally& counts, const Tally& prior, double weight)
{
    return (counts + weight * prior) / (counts.sum() + weight);
}

/// Who chose what: a 1 for each vote cast, rows of 0 where none was.
Tallies one_hot(const Eigen::Ref<const Eigen::Array<std::int8_t, Eigen::Dynamic, 1>>& cast);

/// ln(yes / abstain) and ln(no / abstain), chances below 1e-5 counted as that, each kept within [-bound, bound].
///
/// Shape:  result [country, 2]
using LogOdds = Eigen::Array<double, Eigen::Dynamic, 2>;
LogOdds log_odds(const Tallies& chances, double bound);

}  // namespace comity::analysis
