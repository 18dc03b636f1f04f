#include "analysis/calibrate/laplace_sir.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <nlopt.hpp>

#include "sim/distributions.hpp"
#include "sim/draws.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double farthest = 12;          // coordinates are of order 1
constexpr double speaks = 0.1;           // share of curvature from which on a direction counts as informed
constexpr int tail = 5;                  // degrees of freedom of the proposals
constexpr int most_evaluations = 2000;
constexpr int newton_steps = 6;
constexpr double least_curvature = 0.05;  // a tenth of what a flat prior has
constexpr int rounds = 3;                // of proposals, each from what the one before found
constexpr double enough_to_adapt = 0.2;  // share of the proposals that must count

enum class Chance : std::uint8_t { proposal, resampling };

double log_posterior(const ClusteredProblem& problem, const VectorXd& at, int threads) { return problem.log_likelihoods(at, threads).sum() + problem.log_prior(at); }

/// First and second differences of cluster likelihoods and prior.
struct Curvature {
    MatrixXd scores;  // [cluster, coordinate]
    VectorXd prior_gradient;
    MatrixXd information, prior_information;
};

Curvature curvature(const ClusteredProblem& problem, const VectorXd& at, const VectorXd& step, int threads)
{
    const Index n = at.size();
    const VectorXd here = problem.log_likelihoods(at, threads);
    const double prior_here = problem.log_prior(at);
    Curvature found{MatrixXd(here.size(), n), VectorXd(n), MatrixXd(n, n), MatrixXd(n, n)};
    const auto away = [&](Index a, double far_a, Index b, double far_b) {
        VectorXd there = at;
        there[a] += far_a;
        there[b] += far_b;
        return there;
    };
    for (Index a = 0; a < n; ++a) {
        const VectorXd up = away(a, step[a], a, 0), down = away(a, -step[a], a, 0);
        const VectorXd above = problem.log_likelihoods(up, threads), below = problem.log_likelihoods(down, threads);
        const double prior_above = problem.log_prior(up), prior_below = problem.log_prior(down);
        found.scores.col(a) = (above - below) / (2 * step[a]);
        found.prior_gradient[a] = (prior_above - prior_below) / (2 * step[a]);
        found.information(a, a) = -(above + below - 2 * here).sum() / (step[a] * step[a]);
        found.prior_information(a, a) = -(prior_above + prior_below - 2 * prior_here) / (step[a] * step[a]);
    }
    const auto cross = [&](auto&& value, Index a, Index b) {
        return -(value(away(a, step[a], b, step[b])) - value(away(a, step[a], b, -step[b])) - value(away(a, -step[a], b, step[b])) + value(away(a, -step[a], b, -step[b]))) /
               (4 * step[a] * step[b]);
    };
    for (Index a = 0; a < n; ++a)
        for (Index b = 0; b < a; ++b) {
            found.information(a, b) = found.information(b, a) = cross([&](const VectorXd& x) { return problem.log_likelihoods(x, threads).sum(); }, a, b);
            found.prior_information(a, b) = found.prior_information(b, a) = cross(problem.log_prior, a, b);
        }
    return found;
}

/// Steps of half a posterior s.d. as one coordinate alone has it, so that differences see the posterior's own scale.
VectorXd steps_at(const ClusteredProblem& problem, const VectorXd& at, int threads)
{
    VectorXd step(at.size());
    const double here = log_posterior(problem, at, threads);
    for (Index a = 0; a < at.size(); ++a) {
        double far = 0.1;
        for (int round = 0; round < 3; ++round) {
            VectorXd up = at, down = at;
            up[a] += far;
            down[a] -= far;
            const double curve = (2 * here - log_posterior(problem, up, threads) - log_posterior(problem, down, threads)) / (far * far);
            far = curve > 0 ? std::clamp(0.5 / std::sqrt(curve), far / 8, far * 4) : far * 2;
        }
        step[a] = std::clamp(far, 0.02, 0.5);
    }
    return step;
}

/// A symmetric matrix with eigenvalues of at least `least`: where it is not positive definite, differences or the place are no mode's.
MatrixXd lifted(const MatrixXd& matrix, double least)
{
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(matrix);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(least).asDiagonal() * solver.eigenvectors().transpose();
}

/// Moves to the maximum by Newton steps; gives the curvature there, lifted where a coordinate runs away to where nothing bends.
Curvature polish(const ClusteredProblem& problem, VectorXd& at, int threads)
{
    for (int k = 0;; ++k) {
        Curvature found = curvature(problem, at, steps_at(problem, at, threads), threads);
        const MatrixXd whole = lifted(found.information + found.prior_information, least_curvature);
        found.information = whole - found.prior_information;
        const VectorXd gradient = found.scores.colwise().sum().transpose() + found.prior_gradient;
        const VectorXd move = whole.llt().solve(gradient);
        if (k == newton_steps || gradient.dot(move) < 1e-4) return found;
        const double here = log_posterior(problem, at, threads);
        double share = std::min(1.0, 2 / move.norm());
        while (share > 1e-3 && !(log_posterior(problem, at + share * move, threads) > here)) share /= 2;
        if (share <= 1e-3) return found;
        at += share * move;
    }
}

MatrixXd square_root(const MatrixXd& matrix)
{
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(matrix);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal() * solver.eigenvectors().transpose();
}

/// A symmetric matrix with eigenvalues of at most `most`.
MatrixXd capped(const MatrixXd& matrix, double most)
{
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(0.5 * (matrix + matrix.transpose()));
    return solver.eigenvectors() * solver.eigenvalues().cwiseMin(most).asDiagonal() * solver.eigenvectors().transpose();
}

/// C, and the covariance it leads to.
struct Adjustment {
    MatrixXd stretch, covariance;
    int informed = 0;
    double inflation = 1;
};

Adjustment adjustment(const SirResult& at)
{
    const Index n = at.mode.size();
    const Eigen::LLT<MatrixXd> whole(at.information + at.prior_information);
    const auto whitened = [&](const MatrixXd& matrix) {
        const MatrixXd half = whole.matrixL().solve(matrix);
        return MatrixXd(whole.matrixL().solve(half.transpose()));
    };
    const MatrixXd white = whitened(at.information);
    const Eigen::SelfAdjointEigenSolver<MatrixXd> directions(0.5 * (white + white.transpose()));
    const MatrixXd& turn = directions.eigenvectors();
    const VectorXd& share = directions.eigenvalues();  // ascending
    Adjustment found;
    for (Index k = 0; k < n; ++k) found.informed += share[k] > speaks;
    const Index m = found.informed;
    MatrixXd stretch = MatrixXd::Identity(n, n), precision = MatrixXd::Identity(n, n);
    if (m > 0) {
        const MatrixXd spread = (turn.transpose() * whitened(at.score_spread) * turn).bottomRightCorner(m, m);
        const VectorXd own = share.tail(m);
        // H J^-1 H in units of H, and no more than that: few clusters may agree by luck, but data do not tell more than their likelihood
        const VectorXd root = own.cwiseSqrt();
        const MatrixXd relative = capped(root.asDiagonal() * spread.inverse() * root.asDiagonal(), 1);
        const MatrixXd adjusted = root.asDiagonal() * relative * root.asDiagonal();
        stretch.bottomRightCorner(m, m) = root.cwiseInverse().asDiagonal() * square_root(relative) * root.asDiagonal();
        precision.bottomRightCorner(m, m) = adjusted;
        precision.bottomRightCorner(m, m).diagonal().array() += 1 - own.array();
        found.inflation = std::pow(adjusted.determinant() / own.prod(), -0.5 / static_cast<double>(m));
    }
    const MatrixXd back = whole.matrixU().solve(turn);  // of the whitened directions
    found.covariance = back * precision.inverse() * back.transpose();
    found.stretch = back * stretch * turn.transpose() * MatrixXd(whole.matrixU());
    return found;
}

/// A draw of Student's t with unit scale: normals over the root of a mean square.
VectorXd student(Index n, const sim::Draws& chance)
{
    VectorXd z(n);
    for (Index a = 0; a < n; ++a) z[a] = sim::normal_quantile(chance.uniform(Chance::proposal, 0, static_cast<std::uint32_t>(a)));
    double square = 0;
    for (int k = 0; k < tail; ++k) square += std::pow(sim::normal_quantile(chance.uniform(Chance::proposal, 1, static_cast<std::uint32_t>(k))), 2);
    return z / std::sqrt(square / tail);
}

/// Indices of proposals drawn by weight, each as often as its share says or once more.
std::vector<Index> resampled(const VectorXd& weight, int draws, double u)
{
    std::vector<Index> chosen;
    double sum = weight[0];
    Index at = 0;
    for (int d = 0; d < draws; ++d) {
        const double mark = (u + d) / draws * weight.sum();
        while (mark > sum && at + 1 < weight.size()) sum += weight[++at];
        chosen.push_back(at);
    }
    return chosen;
}

/// Where proposals come from: Student's t around a place.
struct Proposal {
    VectorXd centre;
    MatrixXd covariance;
};

struct Weighted {
    MatrixXd proposals;  // [proposal, coordinate]
    VectorXd log_weight;
};

Weighted proposed(const ClusteredProblem& problem, const SirResult& result, const MatrixXd& stretch, const Proposal& from, int round, const SirOptions& options)
{
    const Index n = from.centre.size();
    const MatrixXd root = from.covariance.llt().matrixL();
    Weighted found{MatrixXd(options.proposals, n), VectorXd(options.proposals)};
    sim::for_each_index(options.proposals, options.threads, [&](std::int64_t k) {
        const VectorXd z = student(n, sim::Draws(options.seed, static_cast<std::uint32_t>(k), round));
        const VectorXd at = from.centre + root * z;
        found.proposals.row(k) = at.transpose();
        const double target = problem.log_likelihoods(result.mode + stretch * (at - result.mode), 1).sum() + problem.log_prior(at);
        found.log_weight[k] = std::isfinite(target) ? target + 0.5 * static_cast<double>(tail + n) * std::log1p(z.squaredNorm() / tail) : -1e300;
    });
    return found;
}

VectorXd weights(const VectorXd& log_weight, double power) { return (power * (log_weight.array() - log_weight.maxCoeff())).exp(); }

double effective(const VectorXd& weight) { return weight.sum() * weight.sum() / weight.squaredNorm(); }

/// Mean and covariance of weighted proposals; weights are raised to the greatest power up to 1 that leaves enough of them.
Proposal adapted(const Weighted& sample, double enough)
{
    double power = 1, low = 0;
    if (effective(weights(sample.log_weight, 1)) < enough)
        for (int k = 0; k < 30; ++k) {
            const double middle = (low + power) / 2;
            (effective(weights(sample.log_weight, middle)) < enough ? power : low) = middle;
        }
    const VectorXd share = weights(sample.log_weight, power) / weights(sample.log_weight, power).sum();
    const VectorXd centre = sample.proposals.transpose() * share;
    const MatrixXd off = sample.proposals.rowwise() - centre.transpose();
    return {centre, off.transpose() * share.asDiagonal() * off};
}

void sample(const ClusteredProblem& problem, const MatrixXd& stretch, const SirOptions& options, SirResult& result)
{
    Proposal from{result.mode, result.covariance};
    Weighted last;
    for (int round = 0; round < rounds; ++round) {
        last = proposed(problem, result, stretch, from, round, options);
        from = adapted(last, enough_to_adapt * static_cast<double>(options.proposals));
    }
    const VectorXd weight = weights(last.log_weight, 1);
    result.ess = effective(weight);
    const auto chosen = resampled(weight, options.draws, sim::Draws(options.seed, 0, 0).uniform(Chance::resampling, 0));
    result.draws.resize(options.draws, result.mode.size());
    for (std::size_t d = 0; d < chosen.size(); ++d) result.draws.row(static_cast<Index>(d)) = last.proposals.row(chosen[d]);
}

}  // namespace

VectorXd posterior_mode(const ClusteredProblem& problem, int threads)
{
    const auto n = static_cast<unsigned>(problem.start.size());
    nlopt::opt search(nlopt::LN_BOBYQA, n);
    const nlopt::vfunc value = [](const std::vector<double>& at, std::vector<double>&, void* data) {
        const auto& [of, threads_used] = *static_cast<std::pair<const ClusteredProblem*, int>*>(data);
        const double found = log_posterior(*of, Eigen::Map<const VectorXd>(at.data(), static_cast<Index>(at.size())), threads_used);
        return std::isfinite(found) ? found : -1e300;
    };
    std::pair<const ClusteredProblem*, int> data{&problem, threads};
    search.set_max_objective(value, &data);
    search.set_lower_bounds(-farthest);
    search.set_upper_bounds(farthest);
    search.set_initial_step(0.5);
    search.set_ftol_abs(1e-5);
    search.set_maxeval(most_evaluations);
    std::vector<double> at(problem.start.begin(), problem.start.end());
    double best = 0;
    try {
        search.optimize(at, best);
    } catch (const nlopt::roundoff_limited&) {  // as near as it gets
    }
    return Eigen::Map<const VectorXd>(at.data(), static_cast<Index>(n));
}

SirResult laplace_sir(const ClusteredProblem& problem, const SirOptions& options)
{
    SirResult result;
    result.mode = posterior_mode(problem, options.threads);
    Curvature found = polish(problem, result.mode, options.threads);
    const Index clusters = found.scores.rows();
    if (clusters < result.mode.size() + 2) throw std::invalid_argument("a calibration block needs at least two clusters of data more than it has parameters");
    result.log_posterior = log_posterior(problem, result.mode, options.threads);
    result.information = found.information;
    result.prior_information = found.prior_information;
    found.scores.rowwise() -= found.scores.colwise().mean().eval();
    result.score_spread = found.scores.transpose() * found.scores * (static_cast<double>(clusters) / static_cast<double>(clusters - 1));
    const Adjustment adjusted = adjustment(result);
    result.covariance = adjusted.covariance;
    result.informed = adjusted.informed;
    result.inflation = adjusted.inflation;
    sample(problem, adjusted.stretch, options, result);
    return result;
}

}  // namespace comity::analysis
