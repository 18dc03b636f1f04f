#pragma once
// From parameters with ranges to coordinates that may take any value, and back.

#include <vector>

#include <Eigen/Core>

#include "sim/parameters.hpp"

namespace comity::analysis {

/// Each parameter in its range, theta = low + (high - low) L(u), L the logistic function.
Eigen::VectorXd from_coordinates(const std::vector<sim::Range>& ranges, const Eigen::VectorXd& at);
/// The coordinates of parameters within their ranges.
Eigen::VectorXd to_coordinates(const std::vector<sim::Range>& ranges, const Eigen::VectorXd& values);
/// ln |d theta / d u| up to a constant: the log-density of coordinates where parameters are flat on their ranges.
double log_flat(const Eigen::VectorXd& at);

/// Weights that sum to 1 from one coordinate fewer: w_k = exp(u_k) / (1 + sum exp(u)), the last 1 / (1 + sum exp(u)).
Eigen::VectorXd simplex(const Eigen::VectorXd& at);
/// The log-density of these coordinates where weights are flat on the simplex: sum_k ln w_k, the last included.
double log_flat_simplex(const Eigen::VectorXd& at);

}  // namespace comity::analysis
