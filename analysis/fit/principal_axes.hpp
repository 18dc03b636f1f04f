#pragma once
// An identified scale for points in several dimensions, with standard errors that know what the scale fixes.

#include <vector>

#include <Eigen/Core>

namespace comity::analysis {

/// Points on an identified scale with their standard errors, [dimension, point].
struct PlacedAxes {
    Eigen::MatrixXd position;
    Eigen::MatrixXd std_error;
};

/// The map from points on their principal axes to an identified scale, linear about where they are.
///
/// Votes fix points up to a shift, a turn, and a stretch of each axis. What identifies them: over the points that count, each dimension has
/// mean 0 and s.d. 1, and dimensions do not correlate, the widest first. With off = x - mean, l_d the variance of dimension d, and dS_ed
/// the change of the covariance of dimensions e and d, the map is, to first order (the axes turn with the points: an eigenvector's
/// change is dS_ed / (l_d - l_e) along axis e),
///     dz_dj = [dx_dj - dmean_d + sum_{e != d} off_ej dS_ed / (l_d - l_e) - off_dj dS_dd / (2 l_d)] / sqrt(l_d).
/// So a turn of all points changes nothing, and carries no uncertainty. Two dimensions of nearly equal width have axes that are hardly fixed, and
/// standard errors that say so.
///
/// Shape:  points [dimension, point] on their principal axes (rows of `off` do not correlate over the points that count); counts [point]
/// Errors: the constructor throws std::invalid_argument where fewer than three points count
/// Source: delta method; Kato (1966), Perturbation Theory for Linear Operators, ch. II, for the eigenvectors
class PrincipalAxes {
public:
    PrincipalAxes(const Eigen::MatrixXd& points, const std::vector<bool>& counts);

    /// The linear functionals of the points that the scale depends on: means, then variances and covariances.
    ///
    /// Shape:  [a point's dimensions side by side, functional]
    const Eigen::MatrixXd& functionals() const { return functionals_; }
    /// Shape:  variance [a point's dimensions side by side]: the diagonal of the points' covariance C; spread: C times functionals()
    PlacedAxes place(const Eigen::VectorXd& variance, const Eigen::MatrixXd& spread) const;
    /// s.d. of a dimension before it is set to 1.
    double width(int dimension) const;

private:
    Eigen::Index functional(Eigen::Index d, Eigen::Index e) const;

    Eigen::MatrixXd off_;          // [dimension, point]
    Eigen::VectorXd variance_;     // [dimension]
    Eigen::MatrixXd functionals_;
};

/// Turns that bring points to their principal axes over those that count, the widest first: multiply points and slopes by it from the left.
Eigen::MatrixXd turn_to_axes(const Eigen::MatrixXd& points, const std::vector<bool>& counts);

}  // namespace comity::analysis
