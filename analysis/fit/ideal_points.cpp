#include "analysis/fit/ideal_points.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/fit/ordered_logit.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int max_steps = 200;
constexpr double nearly_there = 1e-6;  // nats still to gain; Newton's error is squared by one more step

enum class Curvature { exact, gauss_newton };
enum class Moving { items, all };

/// All parameters: slope, threshold and log gap of item k are rows 0, 1, 2 of column k.
struct Parameters {
    VectorXd points;
    Eigen::Matrix3Xd items;
};

struct Problem {
    const RollCalls& calls;
    VectorXd centre;
    double point_precision;
    Eigen::Vector3d item_precision;
};

Problem posed(const RollCalls& calls, const IdealPointPriors& priors)
{
    if (calls.votes.empty()) throw std::invalid_argument("ideal points need at least one vote");
    for (const auto& vote : calls.votes)
        if (vote.country < 0 || vote.country >= calls.num_countries || vote.item < 0 || vote.item >= calls.num_items)
            throw std::invalid_argument("a vote names a country or a roll call that is not there");
    VectorXd centre = priors.point_centre.size() == 0 ? VectorXd::Zero(calls.num_countries) : priors.point_centre;
    if (centre.size() != calls.num_countries) throw std::invalid_argument("the prior centres are not one for each country");
    const auto precision = [](double sd) { return 1 / (sd * sd); };
    return {calls, std::move(centre), precision(priors.point_sd),
            {precision(priors.slope_sd), precision(priors.threshold_sd), precision(priors.log_gap_sd)}};
}

double log_posterior(const Problem& problem, const Parameters& at)
{
    double sum = 0;
    for (const auto& vote : problem.calls.votes) {
        const auto item = at.items.col(vote.item);
        sum += vote_log_likelihood(vote.choice, item[1] - item[0] * at.points[vote.country], item[2]);
    }
    sum -= 0.5 * problem.point_precision * (at.points - problem.centre).squaredNorm();
    for (Index k = 0; k < at.items.cols(); ++k) sum -= 0.5 * problem.item_precision.dot(at.items.col(k).cwiseAbs2());
    return sum;
}

/// Gradient and information (minus the second derivative) in blocks.
struct Quadratic {
    VectorXd point_gradient;
    Eigen::Matrix3Xd item_gradient;
    VectorXd point_information;               // diagonal
    std::vector<Eigen::Matrix3d> item_information;
    MatrixXd cross;                           // rows 3k..3k+2: item k; columns: countries
};

Quadratic expand(const Problem& problem, const Parameters& at, Curvature curvature)
{
    const Index n = at.points.size();
    const Index m = at.items.cols();
    Quadratic q;
    q.point_gradient = -problem.point_precision * (at.points - problem.centre);
    q.item_gradient = -(problem.item_precision.asDiagonal() * at.items);
    q.point_information = VectorXd::Constant(n, problem.point_precision);
    q.item_information.assign(static_cast<std::size_t>(m), problem.item_precision.asDiagonal().toDenseMatrix());
    q.cross = MatrixXd::Zero(3 * m, n);
    const bool exact = curvature == Curvature::exact;
    for (const auto& vote : problem.calls.votes) {
        const double x = at.points[vote.country];
        const double b = at.items(0, vote.item);
        const auto terms = vote_terms(vote.choice, at.items(1, vote.item) - b * x, at.items(2, vote.item));
        q.point_gradient[vote.country] -= terms.u * b;
        q.item_gradient.col(vote.item) += Eigen::Vector3d{-x * terms.u, terms.u, terms.d};
        q.point_information[vote.country] -= terms.uu * b * b;
        auto& block = q.item_information[static_cast<std::size_t>(vote.item)];
        block(0, 0) -= terms.uu * x * x;
        block(1, 0) += terms.uu * x;
        block(1, 1) -= terms.uu;
        block(2, 0) += terms.ud * x;
        block(2, 1) -= terms.ud;
        block(2, 2) -= exact ? terms.dd : terms.dd_gauss;
        auto cross = q.cross.block<3, 1>(3 * static_cast<Index>(vote.item), vote.country);
        cross += Eigen::Vector3d{-terms.uu * b * x + (exact ? terms.u : 0.0), terms.uu * b, terms.ud * b};
    }
    return q;
}

/// The linear system of a Newton step after the items are eliminated; `whole` is false where a block is not positive definite.
struct Eliminated {
    std::vector<Eigen::LLT<Eigen::Matrix3d>> items;
    Eigen::LLT<MatrixXd> points;
    MatrixXd whitened;  // L_k^-1 cross_k, stacked
    bool whole = true;
};

Eliminated eliminate_items(const Quadratic& q)
{
    Eliminated system;
    system.whitened = q.cross;
    for (std::size_t k = 0; k < q.item_information.size(); ++k) {
        const auto& factor = system.items.emplace_back(q.item_information[k]);
        if (factor.info() != Eigen::Success) {
            system.whole = false;
            return system;
        }
        auto rows = system.whitened.middleRows<3>(3 * static_cast<Index>(k));
        factor.matrixL().solveInPlace(rows);
    }
    MatrixXd schur = q.point_information.asDiagonal();
    schur.selfadjointView<Eigen::Lower>().rankUpdate(system.whitened.transpose(), -1);
    system.points.compute(schur);
    system.whole = system.points.info() == Eigen::Success;
    return system;
}

Parameters newton_step(const Quadratic& q, const Eliminated& system, Moving moving)
{
    const Index m = q.item_gradient.cols();
    Parameters step{VectorXd::Zero(q.point_gradient.size()), q.item_gradient};
    if (moving == Moving::all) {
        Eigen::Matrix3Xd white = q.item_gradient;
        for (Index k = 0; k < m; ++k) {
            auto column = white.col(k);
            system.items[static_cast<std::size_t>(k)].matrixL().solveInPlace(column);
        }
        const Eigen::Map<const VectorXd> stacked(white.data(), 3 * m);
        step.points = system.points.solve(q.point_gradient - system.whitened.transpose() * stacked);
        const VectorXd moved = q.cross * step.points;
        for (Index k = 0; k < m; ++k) step.items.col(k) -= moved.segment<3>(3 * k);
    }
    for (Index k = 0; k < m; ++k) step.items.col(k) = system.items[static_cast<std::size_t>(k)].solve(step.items.col(k));
    return step;
}

/// Climbs to the maximum over what may move; returns the number of steps taken.
int climb(const Problem& problem, Parameters& at, Moving moving, int steps_allowed)
{
    double value = log_posterior(problem, at);
    for (int step_number = 0; step_number < steps_allowed; ++step_number) {
        auto q = expand(problem, at, Curvature::exact);
        auto system = eliminate_items(q);
        if (!system.whole) {
            q = expand(problem, at, Curvature::gauss_newton);
            system = eliminate_items(q);
            if (!system.whole) throw std::runtime_error("the ideal-point fit met a singular system");
        }
        const auto step = newton_step(q, system, moving);
        double rise = q.item_gradient.cwiseProduct(step.items).sum();
        if (moving == Moving::all) rise += q.point_gradient.dot(step.points);
        if (rise < nearly_there) {  // too little to measure in a sum of thousands of terms, so not measured
            at.points += step.points;
            at.items += step.items;
            return step_number + 1;
        }
        double share = 1;
        for (;; share /= 2) {
            const Parameters there{at.points + share * step.points, at.items + share * step.items};
            const double risen = log_posterior(problem, there);
            if (risen >= value + 1e-4 * share * rise) {
                at = there;
                value = risen;
                break;
            }
            if (share < 1e-8) throw std::runtime_error("the ideal-point fit found no way up");
        }
    }
    return steps_allowed;
}

/// Vote matrix with yes 1, abstain 0, no -1, each item centred over those who voted, absences 0.
VectorXd first_singular_vector(const RollCalls& calls, int positive)
{
    VectorXd sum = VectorXd::Zero(calls.num_items);
    VectorXd count = VectorXd::Zero(calls.num_items);
    for (const auto& vote : calls.votes) {
        sum[vote.item] += static_cast<double>(vote.choice) - 1;
        count[vote.item] += 1;
    }
    MatrixXd votes = MatrixXd::Zero(calls.num_countries, calls.num_items);
    for (const auto& vote : calls.votes)
        votes(vote.country, vote.item) = static_cast<double>(vote.choice) - 1 - sum[vote.item] / count[vote.item];
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(votes * votes.transpose());
    VectorXd vector = solver.eigenvectors().col(calls.num_countries - 1);
    vector.array() -= vector.mean();
    const double sd = std::sqrt(vector.squaredNorm() / static_cast<double>(vector.size()));
    if (!(sd > 0)) return VectorXd::Zero(calls.num_countries);
    return vector * ((vector[positive] < 0 ? -1 : 1) / sd);
}

}  // namespace

IdealPointFit fit_ideal_points(const RollCalls& roll_calls, const IdealPointPriors& priors, int positive,
                               const std::optional<VectorXd>& start)
{
    const auto problem = posed(roll_calls, priors);
    if (positive < 0 || positive >= roll_calls.num_countries) throw std::invalid_argument("the positive country is not there");
    if (start && start->size() != roll_calls.num_countries)
        throw std::invalid_argument("the first points are not one for each country");
    Parameters at{start ? *start : first_singular_vector(roll_calls, positive), Eigen::Matrix3Xd::Zero(3, roll_calls.num_items)};
    // Items first: with flat items nothing but the prior would speak on the points, and pull them all to its centre.
    climb(problem, at, Moving::items, 8);
    const int steps = climb(problem, at, Moving::all, max_steps);
    if (steps == max_steps) throw std::runtime_error("the ideal-point fit did not converge");
    auto system = eliminate_items(expand(problem, at, Curvature::exact));
    if (!system.whole) throw std::runtime_error("the ideal-point fit did not end at a maximum");
    IdealPointFit fit;
    fit.points = at.points;
    fit.slope = at.items.row(0);
    fit.threshold = at.items.row(1);
    fit.log_gap = at.items.row(2);
    fit.covariance = system.points.solve(MatrixXd::Identity(at.points.size(), at.points.size()));
    fit.log_posterior = log_posterior(problem, at);
    fit.iterations = steps;
    if (fit.points[positive] < fit.points.mean() && priors.point_centre.size() == 0) {  // the likelihood has no sign of its own
        fit.points = -fit.points;
        fit.slope = -fit.slope;
    }
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
