#pragma once
// What likelihood-free inference is asked: parameters, recorded targets, and a simulation that gives the same targets.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/calibrate/posterior.hpp"

namespace comity::analysis {

/// A recorded pattern.
struct AbcTarget {
    std::string name;
    double recorded = 0;
    double error = 0;  ///< standard error of the recorded value
};

/// One simulation: the targets of parameters (in their units), of a row of what was drawn before (see AbcProblem::rows), and of a replicate.
/// Called on several threads at once; the same arguments give the same targets. NaN: the simulation leaves a target undefined.
///
/// Shape:  values [parameter]; result [target]
/// Errors: what it throws counts as a simulation that failed; it is not accepted
using Simulate = std::function<Eigen::ArrayXd(const Eigen::VectorXd& values, int row, std::uint32_t replicate)>;

struct AbcProblem {
    std::string name;  ///< of the block; with the seed the key of its draws
    std::vector<FreeParameter> parameters;
    std::vector<AbcTarget> targets;
    Simulate simulate;
    int rows = 1;  ///< draws of earlier blocks, one of which each simulation takes, all alike likely before the data
};

struct AbcPlan {
    int particles = 200;
    int generations = 8;            ///< at most, the first one included
    double quantile = 0.5;          ///< of the last distances: the next tolerance
    double least_acceptance = 0.04; ///< a generation that accepts less is the last one
    int scatter_points = 32;        ///< prior points, two replicates each, from which the scatter between replicates is measured
    std::uint64_t seed = 1;
    int threads = 1;
};

/// Parameters at a place of the unit box, in their units.
Eigen::VectorXd values_at(const std::vector<FreeParameter>& parameters, const Eigen::VectorXd& place);

/// How far a simulation is from the record: the root mean square of miss / scale over the targets, in standard errors.
///
/// A target that the simulation leaves undefined counts as undefined_miss scales off; one without a scale (0) does not count.
///
/// Shape:  simulated, scale [target]
double distance(const std::vector<AbcTarget>& targets, const Eigen::ArrayXd& simulated, const Eigen::ArrayXd& scale);

/// Scales that an undefined target counts as off (judgement: what is never seen in a normal law).
constexpr double undefined_miss = 4;

}  // namespace comity::analysis
