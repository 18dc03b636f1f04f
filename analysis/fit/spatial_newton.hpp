#pragma once
// What the fits of the spatial model share: the objective, its quadratic expansion, and the elimination of items. Internal to analysis/fit.

#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>

#include "analysis/fit/ideal_points.hpp"
#include "analysis/fit/ordered_logit.hpp"

namespace comity::analysis::spatial {

using Eigen::Dynamic;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

inline constexpr int max_steps = 200;
inline constexpr double nearly_there = 1e-6;  // nats still to gain; Newton's error is squared by one more step
inline constexpr double ridge = 1e-4;         // on points in several dimensions, whose common turn has no curvature; priors weigh 1

enum class Curvature { exact, gauss_newton };
enum class Moving { items, all };

/// One item's parameters: slopes, threshold, log gap.
template <int D>
using Item = Eigen::Matrix<double, D + 2, 1>;

template <int D>
struct Parameters {
    Eigen::Matrix<double, D, Dynamic> points;
    Eigen::Matrix<double, D + 2, Dynamic> items;
};

struct Penalty {
    VectorXd centre;  // [country], of the first dimension
    double point_precision;
    double slope_precision, threshold_precision, log_gap_precision;
};

template <int D>
Item<D> item_precision(const Penalty& penalty)
{
    Item<D> precision = Item<D>::Constant(penalty.slope_precision);
    precision[D] = penalty.threshold_precision;
    precision[D + 1] = penalty.log_gap_precision;
    return precision;
}

inline Penalty penalty_of(const RollCalls& calls, const IdealPointPriors& priors, int dimensions)
{
    if (calls.votes.empty()) throw std::invalid_argument("ideal points need at least one vote");
    for (const auto& vote : calls.votes)
        if (vote.country < 0 || vote.country >= calls.num_countries || vote.item < 0 || vote.item >= calls.num_items)
            throw std::invalid_argument("a vote names a country or a roll call that is not there");
    if (priors.point_centre.size() != 0 && dimensions > 1) throw std::invalid_argument("centres are of one dimension");
    VectorXd centre = priors.point_centre.size() == 0 ? VectorXd::Zero(calls.num_countries) : priors.point_centre;
    if (centre.size() != calls.num_countries) throw std::invalid_argument("the prior centres are not one for each country");
    const auto precision = [](double sd) { return 1 / (sd * sd); };
    return {std::move(centre), precision(priors.point_sd), precision(priors.slope_sd), precision(priors.threshold_sd), precision(priors.log_gap_sd)};
}

/// The vote's place on the item: u = t - b x.
template <class Point, class ItemColumn>
double place_of(const Point& x, const ItemColumn& item)
{
    constexpr int d = Point::RowsAtCompileTime;
    return item[d] - item.template head<d>().dot(x);
}

template <int D>
double log_posterior(const RollCalls& calls, const Penalty& penalty, const Parameters<D>& at)
{
    double sum = 0;
    for (const auto& vote : calls.votes)
        sum += vote_log_likelihood(vote.choice, place_of(at.points.col(vote.country), at.items.col(vote.item)), at.items(D + 1, vote.item));
    sum -= 0.5 * penalty.point_precision * ((at.points.row(0).transpose() - penalty.centre).squaredNorm() + at.points.bottomRows(D - 1).squaredNorm());
    for (Index k = 0; k < at.items.cols(); ++k) sum -= 0.5 * item_precision<D>(penalty).dot(at.items.col(k).cwiseAbs2());
    return sum;
}

/// Gradient and information (minus the second derivative) in blocks.
template <int D>
struct Quadratic {
    using PointBlock = Eigen::Matrix<double, D, D>;
    using ItemBlock = Eigen::Matrix<double, D + 2, D + 2>;
    Eigen::Matrix<double, D, Dynamic> point_gradient;
    Eigen::Matrix<double, D + 2, Dynamic> item_gradient;
    std::vector<PointBlock> point_information;
    std::vector<ItemBlock> item_information;
    MatrixXd cross;  // [item's parameters, country's dimensions]
};

template <int D>
Quadratic<D> expand(const RollCalls& calls, const Penalty& penalty, const Parameters<D>& at, Curvature curvature)
{
    using Point = Eigen::Matrix<double, D, 1>;
    const Index n = at.points.cols(), m = at.items.cols();
    const Item<D> precision = item_precision<D>(penalty);
    Quadratic<D> q;
    q.point_gradient = -penalty.point_precision * at.points;
    q.point_gradient.row(0) += penalty.point_precision * penalty.centre.transpose();
    q.item_gradient = -(precision.asDiagonal() * at.items);
    q.point_information.assign(static_cast<std::size_t>(n), penalty.point_precision * Quadratic<D>::PointBlock::Identity());
    q.item_information.assign(static_cast<std::size_t>(m), precision.asDiagonal().toDenseMatrix());
    q.cross = MatrixXd::Zero((D + 2) * m, D * n);
    const bool exact = curvature == Curvature::exact;
    for (const auto& vote : calls.votes) {
        const Point x = at.points.col(vote.country), b = at.items.col(vote.item).template head<D>();
        const auto terms = vote_terms(vote.choice, place_of(at.points.col(vote.country), at.items.col(vote.item)), at.items(D + 1, vote.item));
        const Point curved = terms.uu * b;
        q.point_gradient.col(vote.country) -= terms.u * b;
        q.item_gradient.col(vote.item).template head<D>() -= terms.u * x;
        q.item_gradient(D, vote.item) += terms.u;
        q.item_gradient(D + 1, vote.item) += terms.d;
        q.point_information[static_cast<std::size_t>(vote.country)] -= curved * b.transpose();
        auto& block = q.item_information[static_cast<std::size_t>(vote.item)];
        block.template topLeftCorner<D, D>() -= (terms.uu * x) * x.transpose();
        block.template block<1, D>(D, 0) += terms.uu * x.transpose();
        block(D, D) -= terms.uu;
        block.template block<1, D>(D + 1, 0) += terms.ud * x.transpose();
        block(D + 1, D) -= terms.ud;
        block(D + 1, D + 1) -= exact ? terms.dd : terms.dd_gauss;
        auto cross = q.cross.template block<D + 2, D>((D + 2) * static_cast<Index>(vote.item), D * static_cast<Index>(vote.country));
        cross.template topRows<D>() -= x * curved.transpose();
        if (exact) cross.template topRows<D>() += terms.u * Quadratic<D>::PointBlock::Identity();
        cross.row(D) += curved.transpose();
        cross.row(D + 1) += terms.ud * b.transpose();
    }
    return q;
}

/// What is left of the information on points after the items are eliminated; `whole` is false where an item's block is not positive definite.
///
/// Shape:  schur [country's dimensions, country's dimensions], its lower half alone
template <int D>
struct Eliminated {
    std::vector<Eigen::LLT<typename Quadratic<D>::ItemBlock>> items;
    MatrixXd schur;
    MatrixXd whitened;  // L_k^-1 cross_k, stacked
    bool whole = true;
};

template <int D>
Eliminated<D> eliminate_items(const Quadratic<D>& q, Moving moving)
{
    Eliminated<D> system;
    for (const auto& block : q.item_information) {
        system.items.emplace_back(block);
        if (system.items.back().info() != Eigen::Success) {
            system.whole = false;
            return system;
        }
    }
    if (moving == Moving::items) return system;
    system.whitened = q.cross;
    for (std::size_t k = 0; k < system.items.size(); ++k) {
        auto rows = system.whitened.template middleRows<D + 2>((D + 2) * static_cast<Index>(k));
        system.items[k].matrixL().solveInPlace(rows);
    }
    const auto n = static_cast<Index>(q.point_information.size());
    system.schur = MatrixXd::Zero(D * n, D * n);
    for (Index i = 0; i < n; ++i) {
        system.schur.template block<D, D>(D * i, D * i) = q.point_information[static_cast<std::size_t>(i)];
        if (D > 1) system.schur.template block<D, D>(D * i, D * i).diagonal().array() += ridge;
    }
    system.schur.template selfadjointView<Eigen::Lower>().rankUpdate(system.whitened.transpose(), -1);
    return system;
}

/// The right side of the points' system: their gradient less what the items explain.
template <int D>
VectorXd reduced_gradient(const Quadratic<D>& q, const Eliminated<D>& system)
{
    Eigen::Matrix<double, D + 2, Dynamic> white = q.item_gradient;
    for (Index k = 0; k < white.cols(); ++k) {
        auto column = white.col(k);
        system.items[static_cast<std::size_t>(k)].matrixL().solveInPlace(column);
    }
    const Eigen::Map<const VectorXd> stacked(white.data(), white.size()), gradient(q.point_gradient.data(), q.point_gradient.size());
    return gradient - system.whitened.transpose() * stacked;
}

/// The items' part of a step, given that of the points.
template <int D>
Eigen::Matrix<double, D + 2, Dynamic> item_step(const Quadratic<D>& q, const Eliminated<D>& system, const VectorXd& points)
{
    Eigen::Matrix<double, D + 2, Dynamic> step = q.item_gradient;
    if (points.size() > 0) {
        const VectorXd moved = q.cross * points;
        for (Index k = 0; k < step.cols(); ++k) step.col(k) -= moved.template segment<D + 2>((D + 2) * k);
    }
    for (Index k = 0; k < step.cols(); ++k) step.col(k) = system.items[static_cast<std::size_t>(k)].solve(step.col(k));
    return step;
}

/// Calls `use(std::integral_constant<int, D>)` for D = dimensions.
auto in_dimensions(int dimensions, auto&& use)
{
    switch (dimensions) {
        case 1: return use(std::integral_constant<int, 1>());
        case 2: return use(std::integral_constant<int, 2>());
        case 3: return use(std::integral_constant<int, 3>());
        case 4: return use(std::integral_constant<int, 4>());
        case 5: return use(std::integral_constant<int, 5>());
        case 6: return use(std::integral_constant<int, 6>());
        default: throw std::invalid_argument("a spatial fit has 1 to 6 dimensions");
    }
}

}  // namespace comity::analysis::spatial
