#include "analysis/calibrate/coordinates.hpp"

#include <cmath>

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

double log_logistic(double z) { return z >= 0 ? -std::log1p(std::exp(-z)) : z - std::log1p(std::exp(z)); }

}  // namespace

VectorXd from_coordinates(const std::vector<sim::Range>& ranges, const VectorXd& at)
{
    VectorXd values(at.size());
    for (Index k = 0; k < at.size(); ++k) {
        const sim::Range& range = ranges[static_cast<std::size_t>(k)];
        values[k] = range.low + (range.high - range.low) * std::exp(log_logistic(at[k]));
    }
    return values;
}

VectorXd to_coordinates(const std::vector<sim::Range>& ranges, const VectorXd& values)
{
    VectorXd at(values.size());
    for (Index k = 0; k < values.size(); ++k) {
        const sim::Range& range = ranges[static_cast<std::size_t>(k)];
        at[k] = std::log((values[k] - range.low) / (range.high - values[k]));
    }
    return at;
}

double log_flat(const VectorXd& at)
{
    double sum = 0;
    for (const double u : at) sum += log_logistic(u) + log_logistic(-u);
    return sum;
}

VectorXd simplex(const VectorXd& at)
{
    const double top = std::max(0.0, at.maxCoeff());
    VectorXd weights(at.size() + 1);
    weights << (at.array() - top).exp().matrix(), std::exp(-top);
    return weights / weights.sum();
}

double log_flat_simplex(const VectorXd& at) { return simplex(at).array().log().sum(); }

}  // namespace comity::analysis
