#include "analysis/fit/principal_axes.hpp"

#include <cmath>
#include <stdexcept>

#include <Eigen/SVD>

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// 1 / (number of points that count) for each of them, else 0.
VectorXd weights(const std::vector<bool>& counts)
{
    VectorXd weight(static_cast<Index>(counts.size()));
    for (Index j = 0; j < weight.size(); ++j) weight[j] = counts[static_cast<std::size_t>(j)] ? 1 : 0;
    if (weight.sum() < 3) throw std::invalid_argument("a scale needs at least three points that count");
    return weight / weight.sum();
}

}  // namespace

PrincipalAxes::PrincipalAxes(const MatrixXd& points, const std::vector<bool>& counts)
{
    const VectorXd weight = weights(counts);
    const Index dims = points.rows(), n = points.cols();
    off_ = points.colwise() - points * weight;
    variance_ = off_.cwiseAbs2() * weight;
    functionals_ = MatrixXd::Zero(dims * n, dims + dims * (dims + 1) / 2);
    for (Index d = 0; d < dims; ++d)
        for (Index j = 0; j < n; ++j) functionals_(dims * j + d, d) = weight[j];
    for (Index d = 0; d < dims; ++d)
        for (Index e = 0; e <= d; ++e)
            for (Index j = 0; j < n; ++j) {
                functionals_(dims * j + d, functional(d, e)) += weight[j] * off_(e, j);
                functionals_(dims * j + e, functional(d, e)) += weight[j] * off_(d, j);
            }
}

Index PrincipalAxes::functional(Index d, Index e) const
{
    const Index high = std::max(d, e), low = std::min(d, e);
    return off_.rows() + high * (high + 1) / 2 + low;
}

double PrincipalAxes::width(int dimension) const { return std::sqrt(variance_[dimension]); }

PlacedAxes PrincipalAxes::place(const VectorXd& variance, const MatrixXd& spread) const
{
    const Index dims = off_.rows(), n = off_.cols();
    const MatrixXd fixed = functionals_.transpose() * spread;
    PlacedAxes placed{off_, MatrixXd(dims, n)};
    VectorXd share(functionals_.cols());
    for (Index d = 0; d < dims; ++d) {
        const double sd = std::sqrt(variance_[d]);
        placed.position.row(d) /= sd;
        for (Index j = 0; j < n; ++j) {
            share.setZero();
            share[d] = -1;
            for (Index e = 0; e < dims; ++e)
                share[functional(d, e)] = e == d ? -off_(d, j) / (2 * variance_[d]) : off_(e, j) / (variance_[d] - variance_[e]);
            const double moved = variance[dims * j + d] + 2 * spread.row(dims * j + d).dot(share) + share.dot(fixed * share);
            placed.std_error(d, j) = std::sqrt(std::max(moved, 0.0)) / sd;
        }
    }
    return placed;
}

MatrixXd turn_to_axes(const MatrixXd& points, const std::vector<bool>& counts)
{
    const VectorXd weight = weights(counts);
    const MatrixXd off = points.colwise() - points * weight;
    const Eigen::JacobiSVD<MatrixXd> axes(off * weight.asDiagonal() * off.transpose(), Eigen::ComputeFullU);
    return axes.matrixU().transpose();
}

}  // namespace comity::analysis
