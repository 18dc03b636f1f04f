#include "analysis/fit/ideal_points.hpp"

#include <cmath>
#include <stdexcept>

#include "analysis/fit/spatial_fit.hpp"

namespace comity::analysis {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

IdealPointFit fit_ideal_points(const RollCalls& roll_calls, const IdealPointPriors& priors, int positive, const std::optional<VectorXd>& start)
{
    std::optional<MatrixXd> first;
    if (start) first = start->transpose();
    const SpatialFit found = fit_spatial(roll_calls, 1, priors, positive, first);
    IdealPointFit fit;
    fit.points = found.points.row(0);
    fit.slope = found.items.row(0);
    fit.threshold = found.items.row(1);
    fit.log_gap = found.items.row(2);
    fit.covariance = found.covariance;
    fit.log_posterior = found.log_posterior;
    fit.iterations = found.iterations;
    return fit;
}

PlacedPoints place_points(const IdealPointFit& fit, const std::vector<bool>& reference, PointScale scale)
{
    const Index n = fit.points.size();
    VectorXd counts = VectorXd::Zero(n);
    for (Index i = 0; i < n; ++i) counts[i] = reference[static_cast<std::size_t>(i)] ? 1 : 0;
    const double number = counts.sum();
    if (number < 3) throw std::invalid_argument("a scale needs at least three reference countries");
    const double mean = counts.dot(fit.points) / number;
    const VectorXd off = fit.points.array() - mean;
    const double sd = std::sqrt(counts.dot(off.cwiseAbs2()) / number);
    const VectorXd z = off / sd;
    const VectorXd counted = counts.cwiseProduct(z);
    MatrixXd slope = MatrixXd::Identity(n, n);
    slope -= VectorXd::Ones(n) * counts.transpose() / number + z * counted.transpose() / number;
    const MatrixXd moved = slope * fit.covariance * slope.transpose();
    const double stretch = scale.sd / sd;
    return {(scale.mean + stretch * off.array()).matrix(), (stretch * moved.diagonal().array().max(0.0).sqrt()).matrix()};
}

}  // namespace comity::analysis
