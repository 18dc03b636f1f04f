#include "analysis/fit/spatial_fit.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/SVD>

#include "analysis/fit/ordered_logit.hpp"

namespace comity::analysis {
namespace {

using Eigen::Dynamic;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int max_steps = 200;
constexpr double nearly_there = 1e-6;  // nats still to gain; Newton's error is squared by one more step
constexpr double ridge = 1e-4;         // on points in several dimensions, whose common turn has no curvature; priors weigh 1

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

Penalty penalty_of(const RollCalls& calls, const IdealPointPriors& priors, int dimensions)
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

/// The linear system of a Newton step after the items are eliminated; `whole` is false where a block is not positive definite.
template <int D>
struct Eliminated {
    std::vector<Eigen::LLT<typename Quadratic<D>::ItemBlock>> items;
    Eigen::LLT<MatrixXd> points;
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
    MatrixXd schur = MatrixXd::Zero(D * n, D * n);
    for (Index i = 0; i < n; ++i) {
        schur.template block<D, D>(D * i, D * i) = q.point_information[static_cast<std::size_t>(i)];
        if (D > 1) schur.template block<D, D>(D * i, D * i).diagonal().array() += ridge;
    }
    schur.template selfadjointView<Eigen::Lower>().rankUpdate(system.whitened.transpose(), -1);
    system.points.compute(schur);
    system.whole = system.points.info() == Eigen::Success;
    return system;
}

template <int D>
Parameters<D> newton_step(const Quadratic<D>& q, const Eliminated<D>& system, Moving moving)
{
    const Index n = q.point_gradient.cols(), m = q.item_gradient.cols();
    Parameters<D> step{Eigen::Matrix<double, D, Dynamic>::Zero(D, n), q.item_gradient};
    if (moving == Moving::all) {
        Eigen::Matrix<double, D + 2, Dynamic> white = q.item_gradient;
        for (Index k = 0; k < m; ++k) {
            auto column = white.col(k);
            system.items[static_cast<std::size_t>(k)].matrixL().solveInPlace(column);
        }
        const Eigen::Map<const VectorXd> stacked(white.data(), white.size()), gradient(q.point_gradient.data(), D * n);
        const VectorXd points = system.points.solve(gradient - system.whitened.transpose() * stacked);
        const VectorXd moved = q.cross * points;
        step.points = Eigen::Map<const Eigen::Matrix<double, D, Dynamic>>(points.data(), D, n);
        for (Index k = 0; k < m; ++k) step.items.col(k) -= moved.template segment<D + 2>((D + 2) * k);
    }
    for (Index k = 0; k < m; ++k) step.items.col(k) = system.items[static_cast<std::size_t>(k)].solve(step.items.col(k));
    return step;
}

/// Climbs to the maximum over what may move; returns the number of steps taken.
template <int D>
int climb(const RollCalls& calls, const Penalty& penalty, Parameters<D>& at, Moving moving, int steps_allowed)
{
    double value = log_posterior(calls, penalty, at);
    for (int step_number = 0; step_number < steps_allowed; ++step_number) {
        auto q = expand(calls, penalty, at, Curvature::exact);
        auto system = eliminate_items(q, moving);
        if (!system.whole) {
            q = expand(calls, penalty, at, Curvature::gauss_newton);
            system = eliminate_items(q, moving);
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
    const auto system = eliminate_items(expand(calls, penalty, at, Curvature::exact), Moving::all);
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
