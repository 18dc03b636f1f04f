#pragma once
// What blocks say alike of their fit.

#include <string>
#include <vector>

#include "analysis/calibrate/laplace_sir.hpp"
#include "analysis/calibrate/posterior.hpp"

namespace comity::analysis {

/// Contraction from which on data are said to identify a parameter.
inline constexpr double identified_from = 0.2;

/// 1 - variance of the draws / variance of the prior: near 1 where data tell a parameter, near 0 (or below) where they leave it at its prior.
Diagnostic contraction(const std::string& path, const Eigen::VectorXd& draws, double prior_variance);
/// ess, inflation, directions informed and log posterior of a fit.
std::vector<Diagnostic> fit_diagnostics(const SirResult& fit);
/// Mean and s.d. of draws of a quantity, the s.d. in the note.
Diagnostic summary(const std::string& quantity, const std::string& subject, const Eigen::VectorXd& draws);
/// Variance of a flat prior on a range.
inline double flat_variance(sim::Range range) { return (range.high - range.low) * (range.high - range.low) / 12; }

}  // namespace comity::analysis
