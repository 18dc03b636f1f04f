#include "analysis/calibrate/abc/regression_adjustment.hpp"

#include <vector>

#include <Eigen/Cholesky>
#include <fmt/format.h>

#include "analysis/calibrate/abc/weighted_sample.hpp"

namespace comity::analysis {
namespace {

constexpr double ridge = 1e-3;
constexpr double particles_per_coefficient = 3;
constexpr double edge = 1e-9;  // of the unit box, where the logit is cut

/// Misses in scales, [particle, usable target].
Eigen::MatrixXd misses(const AbcProblem& problem, const AbcState& state)
{
    std::vector<Eigen::Index> usable;
    for (Eigen::Index k = 0; k < state.scale.size(); ++k)
        if (state.scale(k) > 0 && !state.last->statistics.col(k).hasNaN()) usable.push_back(k);
    Eigen::MatrixXd z(state.last->statistics.rows(), static_cast<Eigen::Index>(usable.size()));
    for (std::size_t j = 0; j < usable.size(); ++j)
        z.col(static_cast<Eigen::Index>(j)) =
            (state.last->statistics.col(usable[j]).array() - problem.targets[static_cast<std::size_t>(usable[j])].recorded) / state.scale(usable[j]);
    return z;
}

/// What is explained by z, given an intercept that is not; [particle, quantity].
Eigen::MatrixXd explained(const Eigen::MatrixXd& z, const Eigen::MatrixXd& v, const Eigen::VectorXd& weights)
{
    const Eigen::MatrixXd centred = z.rowwise() - weighted_mean(z, weights).transpose();
    Eigen::MatrixXd normal = centred.transpose() * weights.asDiagonal() * centred;
    normal.diagonal().array() += ridge;
    return z * normal.llt().solve(centred.transpose() * weights.asDiagonal() * v);
}

}  // namespace

AdjustedSample as_accepted(const AbcState& state) { return {state.last->places, state.last->weights}; }

AdjustedSample adjusted(const AbcProblem& problem, const AbcState& state)
{
    const Population& last = *state.last;
    const double farthest = last.distances.maxCoeff();
    if (!(farthest > 0)) return {last.places, last.weights, "not adjusted: every simulation hits the record"};
    if (last.tolerance > farthest_adjusted)
        return {last.places, last.weights,
                fmt::format("not adjusted: simulations come no nearer to the record than {:.2f} scales, and a regression would extrapolate beyond what the model gives", last.tolerance)};
    Eigen::VectorXd weights = last.weights.array() * (1 - (last.distances.array() / farthest).square()).max(0);
    weights /= weights.sum();
    const Eigen::MatrixXd z = misses(problem, state);
    const double size = effective_size(weights);
    if (size < particles_per_coefficient * static_cast<double>(z.cols() + 1))
        return {last.places, last.weights, fmt::format("not adjusted: {:.0f} effective particles are too few for {} targets", size, z.cols())};
    const Eigen::ArrayXXd inside = last.places.array().max(edge).min(1 - edge);
    const Eigen::MatrixXd v = (inside / (1 - inside)).log().matrix();
    const Eigen::ArrayXXd moved = (v - explained(z, v, weights)).array();
    return {(1 / (1 + (-moved).exp())).matrix(), weights};
}

}  // namespace comity::analysis
