#pragma once
// Accepted parameters moved to where they would be, had their simulation hit the record.

#include <string>

#include <Eigen/Core>

#include "analysis/calibrate/abc/abc_smc.hpp"

namespace comity::analysis {

/// Places and weights of a population; `note` says why where nothing was adjusted.
struct AdjustedSample {
    Eigen::MatrixXd places;   ///< [particle, parameter] in the unit box
    Eigen::VectorXd weights;  ///< their sum 1
    std::string note{};
};

/// Takes out of each parameter what a local linear regression on the misses explains:
///
///   v = logit(u),   v* = v - b' z,   z = (simulated - recorded) / scale
///
/// with weights w (1 - (d/d_max)^2), d the distance and d_max the largest; logits keep what is adjusted within its prior. A ridge of
/// 1e-3 of the total weight keeps targets apart that move together. Targets without a scale, or undefined in some particle, are left out of z.
/// Nothing is adjusted where there are fewer than three effective particles a coefficient, nor where the last tolerance is above farthest_adjusted:
/// where the model cannot come near the record, a regression would extrapolate to what it never gives.
///
/// Source: Beaumont, Zhang & Balding (2002), Genetics 162:2025; the logit: Hamilton, Stoneking & Excoffier (2005), PNAS 102:7476; misfits:
///         Frazier, Robert & Rousseau (2020), J. R. Stat. Soc. B 82:421, sec. 3
AdjustedSample adjusted(const AbcProblem& problem, const AbcState& state);

/// Root mean square of misses, in scales, above which nothing is adjusted; a model that is right has 1 (judgement).
constexpr double farthest_adjusted = 1.5;

/// The last population as it is.
AdjustedSample as_accepted(const AbcState& state);

}  // namespace comity::analysis
