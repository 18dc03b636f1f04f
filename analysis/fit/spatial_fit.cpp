#include "analysis/fit/spatial_fit.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/SVD>

#include "analysis/fit/ordered_logit.hpp"
#include "analysis/fit/spatial_newton.hpp"

namespace comity::analysis {
namespace {

using namespace spatial;

/// A Newton step's linear system; `whole` is false where a block is not positive definite.
template <int D>
struct System {
    Eliminated<D> rest;
    Eigen::LLT<MatrixXd> points;
    bool whole = true;
};

template <int D>
System<D> factored(const Quadratic<D>& q, Moving moving)
{
    System<D> system{eliminate_items(q, moving), {}};
    system.whole = system.rest.whole;
    if (moving == Moving::items || !system.whole) return system;
    system.points.compute(system.rest.schur);
    system.whole = system.points.info() == Eigen::Success;
    return system;
}

template <int D>
Parameters<D> newton_step(const Quadratic<D>& q, const System<D>& system, Moving moving)
{
    VectorXd points;
    if (moving == Moving::all) points = system.points.solve(reduced_gradient(q, system.rest));
    Parameters<D> step{Eigen::Matrix<double, D, Dynamic>::Zero(D, q.point_gradient.cols()), item_step(q, system.rest, points)};
    if (moving == Moving::all) step.points = Eigen::Map<const Eigen::Matrix<double, D, Dynamic>>(points.data(), D, q.point_gradient.cols());
    return step;
}

/// Climbs to the maximum over what may move; returns the number of steps taken.
template <int D>
int climb(const RollCalls& calls, const Penalty& penalty, Parameters<D>& at, Moving moving, int steps_allowed)
{
    double value = log_posterior(calls, penalty, at);
    for (int step_number = 0; step_number < steps_allowed; ++step_number) {
        auto q = expand(calls, penalty, at, Curvature::exact);
        auto system = factored(q, moving);
        if (!system.whole) {
            q = expand(calls, penalty, at, Curvature::gauss_newton);
            system = factored(q, moving);
            if (!system.whole) throw std::runtime_error("the ideal-point fit met a singular system");
        }
        const auto step = newton_step(q, system, moving);
        double rise = q.item_gradient.cwiseProduct(step.items).sum();
        if (moving == Moving::all) rise += q.point_gradient.cwiseProduct(step.points).sum();
        if (rise < nearly_there) {  // too little to measure in a sum of thousands of terms, so not measured
            at.points += step.points;
            at.items += step.items;
            return step_number + 1;
        }
        double share = 1;
        for (;; share /= 2) {
            const Parameters<D> there{at.points + share * step.points, at.items + share * step.items};
            const double risen = log_posterior(calls, penalty, there);
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

/// First left singular vectors of the vote matrix with yes 1, abstain 0, no -1, each item centred over those who voted, absences 0; each with
/// mean 0 and standard deviation 1.
MatrixXd singular_vectors(const RollCalls& calls, int dimensions, int positive)
{
    VectorXd sum = VectorXd::Zero(calls.num_items), count = VectorXd::Zero(calls.num_items);
    for (const auto& vote : calls.votes) {
        sum[vote.item] += static_cast<double>(vote.choice) - 1;
        count[vote.item] += 1;
    }
    MatrixXd votes = MatrixXd::Zero(calls.num_countries, calls.num_items);
    for (const auto& vote : calls.votes)
        votes(vote.country, vote.item) = static_cast<double>(vote.choice) - 1 - sum[vote.item] / count[vote.item];
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(votes * votes.transpose());
    MatrixXd vectors = MatrixXd::Zero(dimensions, calls.num_countries);
    for (int d = 0; d < dimensions && d < calls.num_countries; ++d) {
        VectorXd vector = solver.eigenvectors().col(calls.num_countries - 1 - d);
        vector.array() -= vector.mean();
        const double sd = std::sqrt(vector.squaredNorm() / static_cast<double>(vector.size()));
        // Further dimensions begin small: from full size the climb ends in a lower maximum of recorded votes.
        if (sd > 0) vectors.row(d) = (vector * ((vector[positive] < 0 ? -1 : 1) * (d == 0 ? 1 : 0.3) / sd)).transpose();
    }
    return vectors;
}

/// Turns points and slopes to the points' principal axes.
template <int D>
void turn_to_axes(Parameters<D>& at)
{
    const MatrixXd off = at.points.colwise() - at.points.rowwise().mean();
    const Eigen::JacobiSVD<MatrixXd> axes(off * off.transpose(), Eigen::ComputeFullU);
    const MatrixXd turn = axes.matrixU().transpose();
    at.points = turn * at.points;
    at.items.template topRows<D>() = turn * at.items.template topRows<D>();
}

template <int D>
SpatialFit fit(const RollCalls& calls, const IdealPointPriors& priors, int positive, const std::optional<MatrixXd>& start)
{
    const Penalty penalty = penalty_of(calls, priors, D);
    if (start && (start->rows() != D || start->cols() != calls.num_countries))
        throw std::invalid_argument("the first points are not one for each country");
    Parameters<D> at{start ? *start : singular_vectors(calls, D, positive), Eigen::Matrix<double, D + 2, Dynamic>::Zero(D + 2, calls.num_items)};
    // Items first: with flat items nothing but the prior would speak on the points, and pull them all to its centre.
    climb(calls, penalty, at, Moving::items, 8);
    const int steps = climb(calls, penalty, at, Moving::all, max_steps);
    if (steps == max_steps) throw std::runtime_error("the ideal-point fit did not converge");
    if (D > 1) turn_to_axes(at);
    for (int d = 0; d < D && priors.point_centre.size() == 0; ++d)  // the likelihood has no sign of its own
        if (at.points(d, positive) < at.points.row(d).mean()) {
            at.points.row(d) *= -1;
            at.items.row(d) *= -1;
        }
    const auto system = factored(expand(calls, penalty, at, Curvature::exact), Moving::all);
    if (!system.whole) throw std::runtime_error("the ideal-point fit did not end at a maximum");
    SpatialFit found;
    found.points = at.points;
    found.items = at.items;
    found.covariance = system.points.solve(MatrixXd::Identity(at.points.size(), at.points.size()));
    found.log_posterior = log_posterior(calls, penalty, at);
    found.iterations = steps;
    return found;
}

/// Votes on one item.
using ItemVotes = std::vector<std::pair<int, Choice>>;

template <int D>
Item<D> fit_item(const ItemVotes& votes, const MatrixXd& points, const Penalty& penalty)
{
    using Point = Eigen::Matrix<double, D, 1>;
    const Item<D> precision = item_precision<D>(penalty);
    const auto value_at = [&](const Item<D>& item) {
        double sum = -0.5 * precision.dot(item.cwiseAbs2());
        for (const auto& [i, choice] : votes) sum += vote_log_likelihood(choice, item[D] - item.template head<D>().dot(points.col(i)), item[D + 1]);
        return sum;
    };
    Item<D> item = Item<D>::Zero();
    double value = value_at(item);
    for (int step_number = 0; step_number < max_steps; ++step_number) {
        Item<D> gradient = -precision.cwiseProduct(item);
        typename Quadratic<D>::ItemBlock information = precision.asDiagonal().toDenseMatrix();
        double curve_of_exp = 0;  // what Gauss-Newton leaves out
        for (const auto& [i, choice] : votes) {
            const Point x = points.col(i);
            const auto terms = vote_terms(choice, item[D] - item.template head<D>().dot(x), item[D + 1]);
            Item<D> by_u = Item<D>::Unit(D);
            by_u.template head<D>() = -x;
            const Item<D> by_d = Item<D>::Unit(D + 1);
            gradient += terms.u * by_u + terms.d * by_d;
            information -= terms.uu * by_u * by_u.transpose() + terms.ud * (by_u * by_d.transpose() + by_d * by_u.transpose()) + terms.dd_gauss * by_d * by_d.transpose();
            curve_of_exp -= terms.dd - terms.dd_gauss;
        }
        typename Quadratic<D>::ItemBlock exact = information;
        exact(D + 1, D + 1) += curve_of_exp;
        Eigen::LLT<typename Quadratic<D>::ItemBlock> solver(exact);
        if (solver.info() != Eigen::Success) solver.compute(information);
        const Item<D> step = solver.solve(gradient);
        const double rise = gradient.dot(step);
        if (rise < nearly_there) return item + step;
        double share = 1;
        while (share > 1e-8 && value_at(item + share * step) < value + 1e-4 * share * rise) share /= 2;
        item += share * step;
        value = value_at(item);
    }
    throw std::runtime_error("the fit of an item did not converge");
}

template <int D>
MatrixXd fit_each_item(const RollCalls& calls, const MatrixXd& points, const IdealPointPriors& priors)
{
    const auto precision = [](double sd) { return 1 / (sd * sd); };
    const Penalty penalty{{}, precision(priors.point_sd), precision(priors.slope_sd), precision(priors.threshold_sd), precision(priors.log_gap_sd)};
    std::vector<ItemVotes> votes(static_cast<std::size_t>(calls.num_items));
    for (const auto& vote : calls.votes) votes[static_cast<std::size_t>(vote.item)].push_back({vote.country, vote.choice});
    MatrixXd items(D + 2, calls.num_items);
    for (int k = 0; k < calls.num_items; ++k) items.col(k) = fit_item<D>(votes[static_cast<std::size_t>(k)], points, penalty);
    return items;
}

double logistic(double z) { return z >= 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z)); }

}  // namespace

SpatialFit fit_spatial(const RollCalls& roll_calls, int dimensions, const IdealPointPriors& priors, int positive, const std::optional<MatrixXd>& start)
{
    if (positive < 0 || positive >= roll_calls.num_countries) throw std::invalid_argument("the positive country is not there");
    return in_dimensions(dimensions, [&](auto d) { return fit<d()>(roll_calls, priors, positive, start); });
}

MatrixXd standardised(const MatrixXd& points)
{
    MatrixXd off = points.colwise() - points.rowwise().mean();
    for (Index d = 0; d < off.rows(); ++d) off.row(d) /= std::sqrt(off.row(d).squaredNorm() / static_cast<double>(off.cols()));
    return off;
}

MatrixXd fit_items(const RollCalls& roll_calls, const MatrixXd& points, const IdealPointPriors& priors)
{
    return in_dimensions(static_cast<int>(points.rows()), [&](auto d) { return fit_each_item<d()>(roll_calls, points, priors); });
}

Eigen::Array3d spatial_chances(const Eigen::Ref<const VectorXd>& point, const Eigen::Ref<const VectorXd>& item)
{
    const Index d = point.size();
    const double u = item[d] - item.head(d).dot(point), gap = std::exp(item[d + 1]);
    const double no = logistic(u), yes = logistic(-u - gap);
    return {no, logistic(u + gap) * logistic(-u) * -std::expm1(-gap), yes};
}

}  // namespace comity::analysis
