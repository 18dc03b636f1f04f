#include "analysis/fit/dynamic_fit.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>

#include <boost/math/tools/minima.hpp>

#include "analysis/fit/block_chain.hpp"
#include "analysis/fit/spatial_fit.hpp"
#include "analysis/fit/spatial_newton.hpp"

namespace comity::analysis {
namespace {

using namespace spatial;

constexpr double least_walk = 0.01, most_walk = 1;
constexpr int bits_of_walk = 8;  // of ln tau in its range: 2 %
constexpr double walk_tolerance = 1e-3;  // nats, while tau is sought

/// Points and items of each period.
template <int D>
using Path = std::vector<Parameters<D>>;

struct Problem {
    const PeriodVotes& votes;
    Penalty first, later;  // `later`: without a prior on points, since the walk brings it
    double tie = 0;        // 1 / tau^2

    Index num_periods() const { return static_cast<Index>(votes.periods.size()); }
    const Penalty& penalty(std::size_t t) const { return t == 0 ? first : later; }
};

template <int D>
double log_posterior(const Problem& problem, const Path<D>& at)
{
    double sum = 0;
    for (std::size_t t = 0; t < at.size(); ++t) {
        sum += spatial::log_posterior(problem.votes.periods[t], problem.penalty(t), at[t]);
        if (t > 0) sum -= 0.5 * problem.tie * (at[t].points - at[t - 1].points).squaredNorm();
    }
    return sum;
}

/// The objective's expansion in each period, the items eliminated, and the chain of points that is left.
template <int D>
struct Expansion {
    std::vector<Quadratic<D>> quadratics;
    std::vector<Eliminated<D>> rest;
    std::optional<BlockChain> chain;
    bool whole() const { return chain && chain->whole(); }
};

template <int D>
Expansion<D> expand(const Problem& problem, const Path<D>& at, Curvature curvature)
{
    Expansion<D> found;
    std::vector<MatrixXd> blocks;
    for (std::size_t t = 0; t < at.size(); ++t) {
        auto q = spatial::expand(problem.votes.periods[t], problem.penalty(t), at[t], curvature);
        for (const std::size_t other : {t - 1, t + 1}) {  // before the first, t - 1 is no period either
            if (other >= at.size()) continue;
            q.point_gradient -= problem.tie * (at[t].points - at[other].points);
            for (auto& block : q.point_information) block.diagonal().array() += problem.tie;
        }
        found.rest.push_back(eliminate_items(q, Moving::all));
        found.quadratics.push_back(std::move(q));
        if (!found.rest.back().whole) return found;
        blocks.push_back(found.rest.back().schur);
    }
    found.chain.emplace(std::move(blocks), problem.tie);
    return found;
}

template <int D>
Path<D> newton_step(const Expansion<D>& expansion)
{
    const Index n = expansion.quadratics.front().point_gradient.size();
    VectorXd gradient(n * static_cast<Index>(expansion.rest.size()));
    for (std::size_t t = 0; t < expansion.rest.size(); ++t)
        gradient.segment(static_cast<Index>(t) * n, n) = reduced_gradient(expansion.quadratics[t], expansion.rest[t]);
    const VectorXd points = expansion.chain->solve(gradient);
    Path<D> step;
    for (std::size_t t = 0; t < expansion.rest.size(); ++t) {
        const VectorXd of = points.segment(static_cast<Index>(t) * n, n);
        step.push_back({Eigen::Map<const Eigen::Matrix<double, D, Dynamic>>(of.data(), D, n / D), item_step(expansion.quadratics[t], expansion.rest[t], of)});
    }
    return step;
}

template <int D>
Path<D> moved(const Path<D>& at, const Path<D>& step, double share)
{
    Path<D> there = at;
    for (std::size_t t = 0; t < at.size(); ++t) {
        there[t].points += share * step[t].points;
        there[t].items += share * step[t].items;
    }
    return there;
}

/// Climbs to the maximum, until less than `near` is to be gained; returns the number of steps taken.
template <int D>
int climb(const Problem& problem, Path<D>& at, double near)
{
    double value = log_posterior(problem, at);
    for (int step_number = 0; step_number < max_steps; ++step_number) {
        auto expansion = expand(problem, at, Curvature::exact);
        if (!expansion.whole()) expansion = expand(problem, at, Curvature::gauss_newton);
        if (!expansion.whole()) throw std::runtime_error("the dynamic fit met a singular system");
        const Path<D> step = newton_step(expansion);
        double rise = 0;
        for (std::size_t t = 0; t < at.size(); ++t)
            rise += expansion.quadratics[t].item_gradient.cwiseProduct(step[t].items).sum() +
                    expansion.quadratics[t].point_gradient.cwiseProduct(step[t].points).sum();
        if (rise < near) {  // too little to measure in a sum of many thousand terms, so not measured
            at = moved(at, step, 1);
            return step_number + 1;
        }
        for (double share = 1;; share /= 2) {
            Path<D> there = moved(at, step, share);
            const double risen = log_posterior(problem, there);
            if (risen >= value + 1e-4 * share * rise) {
                at = std::move(there);
                value = risen;
                break;
            }
            if (share < 1e-8) throw std::runtime_error("the dynamic fit found no way up");
        }
    }
    throw std::runtime_error("the dynamic fit did not converge");
}

/// Laplace's approximation to ln p(votes | tau) at the mode, up to a constant.
template <int D>
double log_marginal(const Problem& problem, const Path<D>& mode)
{
    const auto expansion = expand(problem, mode, Curvature::exact);
    if (!expansion.whole()) throw std::runtime_error("the dynamic fit did not end at a maximum");
    double sum = log_posterior(problem, mode) - 0.5 * expansion.chain->log_determinant();
    for (const auto& period : expansion.rest)
        for (const auto& item : period.items)
            for (Index d = 0; d < D + 2; ++d) sum -= std::log(item.matrixLLT()(d, d));
    return sum + 0.5 * std::log(problem.tie) * static_cast<double>(D * problem.votes.num_countries) * static_cast<double>(problem.num_periods() - 1);
}

/// All periods as one: its points are the first guess of every period's.
template <int D>
Path<D> first_guess(const PeriodVotes& votes, const IdealPointPriors& priors, int positive)
{
    RollCalls pooled{votes.num_countries, 0, {}};
    for (const RollCalls& period : votes.periods) {
        for (const CastVote& vote : period.votes) pooled.votes.push_back({vote.country, vote.item + pooled.num_items, vote.choice});
        pooled.num_items += period.num_items;
    }
    const SpatialFit fit = fit_spatial(pooled, D, priors, positive);
    Path<D> path;
    Index item = 0;
    for (const RollCalls& period : votes.periods) {
        path.push_back({fit.points, fit.items.middleCols(item, period.num_items)});
        item += period.num_items;
    }
    return path;
}

/// The walk that the votes speak for most.
template <int D>
double best_walk(Problem& problem, Path<D>& at)
{
    const auto cost = [&](double log_walk) {
        problem.tie = std::exp(-2 * log_walk);
        climb(problem, at, walk_tolerance);
        return -log_marginal(problem, at);
    };
    return std::exp(boost::math::tools::brent_find_minima(cost, std::log(least_walk), std::log(most_walk), bits_of_walk).first);
}

template <int D>
MatrixXd all_points(const Path<D>& at)
{
    const Index n = at.front().points.cols();
    MatrixXd points(D, n * static_cast<Index>(at.size()));
    for (std::size_t t = 0; t < at.size(); ++t) points.middleCols(static_cast<Index>(t) * n, n) = at[t].points;
    return points;
}

std::vector<bool> who_voted(const PeriodVotes& votes)
{
    const auto n = static_cast<std::size_t>(votes.num_countries);
    std::vector<bool> voted(n * votes.periods.size(), false);
    for (std::size_t t = 0; t < votes.periods.size(); ++t)
        for (const CastVote& vote : votes.periods[t].votes) voted[t * n + static_cast<std::size_t>(vote.country)] = true;
    return voted;
}

/// Mean of the points with a vote: of all countries, or of one.
VectorXd mean_point(const MatrixXd& points, const std::vector<bool>& voted, Index from, Index step)
{
    VectorXd sum = VectorXd::Zero(points.rows());
    double count = 0;
    for (Index j = from; j < points.cols(); j += step)
        if (voted[static_cast<std::size_t>(j)]) {
            sum += points.col(j);
            count += 1;
        }
    return sum / count;
}

/// Turns all periods alike to the principal axes, with the positive country above the mean on each, on average.
template <int D>
void turn(Path<D>& at, const std::vector<bool>& voted, int positive)
{
    MatrixXd turn = turn_to_axes(all_points(at), voted);
    const MatrixXd points = turn * all_points(at);
    const VectorXd side = mean_point(points, voted, positive, at.front().points.cols()) - mean_point(points, voted, 0, 1);
    for (Index d = 0; d < D; ++d)
        if (side[d] < 0) turn.row(d) *= -1;
    for (auto& period : at) {
        period.points = turn * period.points;
        period.items.template topRows<D>() = turn * period.items.template topRows<D>();
    }
}

template <int D>
DynamicFit fit(const PeriodVotes& votes, const IdealPointPriors& priors, int positive, std::optional<double> walk_sd)
{
    const Penalty first = penalty_of(votes.periods.front(), priors, D);
    Penalty later = first;
    later.point_precision = 0;
    Problem problem{votes, first, later};
    Path<D> at = first_guess<D>(votes, priors, positive);
    DynamicFit found;
    found.raw_walk_sd = walk_sd ? *walk_sd : best_walk(problem, at);
    problem.tie = 1 / (found.raw_walk_sd * found.raw_walk_sd);
    found.iterations = climb(problem, at, nearly_there);
    found.voted = who_voted(votes);
    turn(at, found.voted, positive);
    const auto expansion = expand(problem, at, Curvature::exact);
    if (!expansion.whole()) throw std::runtime_error("the dynamic fit did not end at a maximum");
    const PrincipalAxes axes(all_points(at), found.voted);
    found.points = axes.place(expansion.chain->inverse_diagonal(), expansion.chain->solve(axes.functionals()));
    found.walk_sd.resize(D);
    for (int d = 0; d < D; ++d) found.walk_sd[d] = found.raw_walk_sd / axes.width(d);
    found.log_marginal = log_marginal(problem, at);
    return found;
}

}  // namespace

DynamicFit fit_dynamic(const PeriodVotes& votes, int dimensions, const IdealPointPriors& priors, int positive, std::optional<double> walk_sd)
{
    if (votes.periods.empty()) throw std::invalid_argument("a dynamic fit needs at least one period");
    for (const RollCalls& period : votes.periods)
        if (period.num_countries != votes.num_countries || period.votes.empty()) throw std::invalid_argument("each period of a dynamic fit needs votes of the same countries");
    if (positive < 0 || positive >= votes.num_countries) throw std::invalid_argument("the positive country is not there");
    if (walk_sd && !(*walk_sd > 0)) throw std::invalid_argument("the step of a walk has a positive standard deviation");
    if (dimensions == 1) return fit<1>(votes, priors, positive, walk_sd);
    if (dimensions == 2) return fit<2>(votes, priors, positive, walk_sd);
    throw std::invalid_argument("a dynamic fit has 1 or 2 dimensions");
}

}  // namespace comity::analysis
