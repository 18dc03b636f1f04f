#pragma once
// One run: the first world, every round, its record.

#include <cstdint>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/observer.hpp"
#include "scenarios/world_builder.hpp"

namespace comity::scenarios {

/// What is kept of one run.
struct RunRecord {
    Eigen::ArrayXd outcomes;       ///< [outcome metric]
    Eigen::ArrayXXd series;        ///< [round, metric]
    std::vector<float> positions;  ///< [round][arena][country]
};

/// Plays replicates of one scenario; each thread has its own, since it keeps its buffers from run to run.
class Replicator {
public:
    Replicator(const Start& start, std::uint64_t seed);

    /// Plays one replicate from the start to its last round into `record`.
    ///
    /// Errors: throws agents::RuleFailure with rule and round where a number is not finite
    void play(std::uint32_t replicate, RunRecord& record);

private:
    void begin(std::uint32_t replicate);

    const Start* start_;
    std::uint64_t seed_;
    std::optional<Start> own_;  ///< of the run, where each has its own parameters
    agents::World world_;
    agents::Influence influence_;
    std::optional<agents::Observer> observer_;
};

}  // namespace comity::scenarios
