#include "analysis/hindcast/voting/surprise.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

namespace comity::analysis {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixX2d;
using Eigen::MatrixXd;

constexpr SurpriseVariances variances;
constexpr int most_steps = 15, most_halvings = 5;
constexpr double gain_enough = 1e-3, allowance = 1e-9;

/// Chances of yes and no and the log-likelihood of the revealed votes.
struct Seen {
    MatrixX2d chances;
    double log_likelihood = 0;
};

Seen look(const MatrixX2d& utilities, const MatrixX2d& chose)
{
    const ArrayXd top = utilities.rowwise().maxCoeff().array().max(0);
    MatrixX2d up = (utilities.array().colwise() - top).exp();
    const ArrayXd sum = up.rowwise().sum().array() + (-top).exp();
    up.array().colwise() /= sum;
    return {up, utilities.cwiseProduct(chose).sum() - (sum.log() + top).sum()};
}

/// The weights a of the mode: [revealed country, (yes, no)].
MatrixX2d mode(const MatrixX2d& expected, const MatrixX2d& chose, const MatrixXd& kernel)
{
    const Index n = expected.rows();
    MatrixX2d a = MatrixX2d::Zero(n, 2), shift = MatrixX2d::Zero(n, 2);
    Seen seen = look(expected, chose);
    double value = seen.log_likelihood;
    for (int step_number = 0; step_number < most_steps; ++step_number) {
        const ArrayXd both = seen.chances.rowwise().prod();
        MatrixX2d step(n, 2);
        for (int c = 0; c < 2; ++c) {
            const ArrayXd p = seen.chances.col(c), w = (p * (1 - p) + both).max(1e-4), root = w.sqrt();
            const Eigen::VectorXd b = w * shift.col(c).array() + chose.col(c).array() - p;
            MatrixXd whole = root.matrix().asDiagonal() * kernel * root.matrix().asDiagonal();
            whole.diagonal().array() += 1;
            const Eigen::VectorXd right = root * (kernel * b).array();
            step.col(c) = b - (root * whole.llt().solve(right).array()).matrix() - a.col(c);
        }
        double share = 1, risen = 0;
        MatrixX2d there, there_shift;
        Seen there_seen;
        for (int halving = 0; halving <= most_halvings; ++halving, share /= 2) {
            there = a + share * step;
            there_shift = kernel * there;
            there_seen = look(expected + there_shift, chose);
            risen = there_seen.log_likelihood - 0.5 * there.cwiseProduct(there_shift).sum() - value;
            if (risen >= -allowance) break;
        }
        if (risen < -allowance) break;
        a = there;
        shift = there_shift;
        seen = there_seen;
        value += risen;
        if (std::abs(risen) < gain_enough) break;
    }
    return a;
}

}  // namespace

MatrixXd positive_part(const MatrixXd& symmetric)
{
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(symmetric);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0).asDiagonal() * solver.eigenvectors().transpose();
}

std::vector<MatrixXd> surprise_kernels(const Vantage& from, const Mechanisms& on)
{
    const double map = on.map ? variances.map / map_dimensions : 0;
    const MatrixXd together = map * from.map.points.transpose() * from.map.points;
    std::vector<MatrixXd> kernels;
    for (const MatrixXd& measured : from.disagreement) {
        MatrixXd apart = measured;
        apart.diagonal().setZero();
        const MatrixXd kernel =
            variances.common + variances.broad * (-3 * apart.array()).exp() + variances.near * (-20 * apart.array()).exp() + together.array();
        kernels.push_back(positive_part(kernel));
    }
    return kernels;
}

MatrixXd text_kernel(const MatrixXd& of_topic, const Eigen::ArrayX3d& utilities, const Ballot& last)
{
    const Index n = of_topic.rows();
    MatrixX2d line(n, 2);
    line << utilities.col(2).max(-6).min(6) / 4, utilities.col(0).max(-6).min(6) / 4;
    line.rowwise() -= line.colwise().mean().eval();
    MatrixXd kernel = of_topic + variances.along * line * line.transpose();
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
            const bool known_i = last[i] != RecordedVotes::not_cast, known_j = last[j] != RecordedVotes::not_cast;
            if (known_i && last[i] == last[j]) kernel(i, j) += variances.same_last;
            kernel(i, j) *= (known_i ? 1 : variances.unknown) * (known_j ? 1 : variances.unknown);
        }
    return kernel;
}

LogOdds surprise(const Eigen::ArrayX3d& utilities, const Ballot& revealed, const MatrixXd& kernel)
{
    std::vector<Index> who;
    for (Index i = 0; i < revealed.size(); ++i)
        if (revealed[i] != RecordedVotes::not_cast) who.push_back(i);
    if (who.empty()) return LogOdds::Zero(revealed.size(), 2);
    const auto n = static_cast<Index>(who.size());
    MatrixX2d expected(n, 2), chose(n, 2);
    for (Index k = 0; k < n; ++k) {
        const Index i = who[static_cast<std::size_t>(k)];
        expected.row(k) << utilities(i, 2), utilities(i, 0);
        chose.row(k) << (revealed[i] == 2), (revealed[i] == 0);
    }
    const MatrixXd outer = kernel(Eigen::all, who);
    MatrixXd inner = outer(who, Eigen::all);
    inner.diagonal().array() += variances.own;
    const MatrixX2d shifts = outer * mode(expected, chose, inner);
    return shifts;
}

}  // namespace comity::analysis
