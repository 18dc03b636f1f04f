#pragma once
// Moments and draws of a sample whose members count differently.

#include <vector>

#include <Eigen/Core>

namespace comity::analysis {

/// Shape:  sample [member, quantity]; weights [member], their sum 1
Eigen::VectorXd weighted_mean(const Eigen::MatrixXd& sample, const Eigen::VectorXd& weights);
/// About the weighted mean, divided by 1 - sum of squared weights, so that equal weights give the usual n - 1.
Eigen::MatrixXd weighted_covariance(const Eigen::MatrixXd& sample, const Eigen::VectorXd& weights);

/// How many members of equal weight would say as much: 1 / sum of squared weights.
double effective_size(const Eigen::VectorXd& weights);

/// Members by systematic resampling: `count` of them, each as often as its weight says, up to one.
///
/// Draws:  `u` in [0, 1), once
/// Source: Kitagawa (1996), J. Comput. Graph. Stat. 5:1, sec. 2
std::vector<int> resampled(const Eigen::VectorXd& weights, int count, double u);

/// Quantile of values in any order, between neighbours by rank (Hyndman & Fan 1996, type 7); NaN where there are none.
double quantile_of(std::vector<double> values, double q);

}  // namespace comity::analysis
