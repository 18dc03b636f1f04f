#include "analysis/calibrate/abc/weighted_sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace comity::analysis {

Eigen::VectorXd weighted_mean(const Eigen::MatrixXd& sample, const Eigen::VectorXd& weights) { return sample.transpose() * weights; }

Eigen::MatrixXd weighted_covariance(const Eigen::MatrixXd& sample, const Eigen::VectorXd& weights)
{
    const Eigen::MatrixXd centred = sample.rowwise() - weighted_mean(sample, weights).transpose();
    return centred.transpose() * weights.asDiagonal() * centred / (1 - weights.squaredNorm());
}

double effective_size(const Eigen::VectorXd& weights) { return 1 / weights.squaredNorm(); }

std::vector<int> resampled(const Eigen::VectorXd& weights, int count, double u)
{
    std::vector<int> members;
    const auto last = static_cast<int>(weights.size()) - 1;
    double reached = weights(0);
    for (int k = 0, member = 0; k < count; ++k) {
        while (reached <= (k + u) / count && member < last) reached += weights(++member);
        members.push_back(member);
    }
    return members;
}

double quantile_of(std::vector<double> values, double q)
{
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const double rank = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    if (below + 1 >= values.size()) return values.back();
    return std::lerp(values[below], values[below + 1], rank - static_cast<double>(below));
}

}  // namespace comity::analysis
