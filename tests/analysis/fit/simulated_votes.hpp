#pragma once
// Votes drawn from the ordered logit itself, so that the estimator can be held against what is true.

#include "analysis/fit/ideal_points.hpp"

namespace comity::tests {

/// A deterministic source of chance for tests: SplitMix64 (Steele, Lea, Flood 2014).
class TestChance {
public:
    explicit TestChance(std::uint64_t seed) : state_(seed) {}
    double uniform();
    double normal();

private:
    std::uint64_t state_;
};

struct SimulatedVotes {
    Eigen::VectorXd points;  ///< mean 0, s.d. 1
    analysis::RollCalls calls;
};

/// Points from a standard normal, then standardised; slopes N(0, 1.5), thresholds N(-1, 1.5), log gaps N(-.3, .5); one vote
/// in ten is missing.
SimulatedVotes simulated_votes(int countries, int items, std::uint64_t seed);

/// Standardised to mean 0 and s.d. 1 over all rows.
Eigen::VectorXd standardised(const Eigen::VectorXd& points);

}  // namespace comity::tests
