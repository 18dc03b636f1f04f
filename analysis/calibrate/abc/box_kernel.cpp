#include "analysis/calibrate/abc/box_kernel.hpp"

#include <cmath>
#include <span>

#include <Eigen/Cholesky>

#include "analysis/calibrate/abc/weighted_sample.hpp"
#include "sim/distributions.hpp"

namespace comity::analysis {
namespace {

constexpr double least_spread = 1e-6;

}  // namespace

BoxKernel::BoxKernel(const Eigen::MatrixXd& places, const Eigen::VectorXd& weights) : places_(places.transpose()), weights_(weights)
{
    Eigen::MatrixXd covariance = 2 * weighted_covariance(places, weights);
    covariance.diagonal().array() += least_spread * least_spread;
    root_ = covariance.llt().matrixL();
}

Eigen::VectorXd BoxKernel::propose(const std::function<double(int)>& uniform) const
{
    const std::span<const double> weights(weights_.data(), static_cast<std::size_t>(weights_.size()));
    Eigen::VectorXd normal(places_.rows());
    for (int next = 0;;) {
        const int member = sim::categorical(weights, uniform(next++));
        for (double& z : normal) z = sim::normal_quantile(uniform(next++));
        const Eigen::VectorXd place = places_.col(member) + root_ * normal;
        if (place.minCoeff() >= 0 && place.maxCoeff() <= 1) return place;
    }
}

double BoxKernel::density(const Eigen::VectorXd& place) const
{
    const Eigen::MatrixXd scaled = root_.triangularView<Eigen::Lower>().solve((places_.colwise() - place).eval());
    return (weights_.array() * (-0.5 * scaled.colwise().squaredNorm().transpose().array()).exp()).sum();
}

}  // namespace comity::analysis
