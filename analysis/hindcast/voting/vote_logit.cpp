#include "analysis/hindcast/voting/vote_logit.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <Eigen/Cholesky>

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

constexpr int most_steps = 100;
constexpr Index votes_at_once = 512;
constexpr double nearly_there = 1e-6;  // nats still to gain
constexpr double least_sd = 1e-6;
constexpr double intercept_cost = 1e-4;  // what an intercept costs, so that a choice that nobody makes has one too

/// Where terms are centred and how they are scaled; scale 0 for one that does not vary.
struct Scaling {
    VectorXd mean, scale;
};

Scaling scaling_of(const Eigen::Ref<const MatrixXd>& terms, const std::vector<Term>& layout)
{
    Scaling found{terms.rowwise().mean(), VectorXd::Zero(terms.rows())};
    VectorXd sd = VectorXd::Zero(terms.rows());
    for (Index v = 0; v < terms.cols(); ++v) sd += (terms.col(v) - found.mean).cwiseAbs2();
    sd = (sd / static_cast<double>(terms.cols())).cwiseSqrt();
    for (Index k = 0; k < terms.rows(); ++k) {
        const Term::Of of = layout[static_cast<std::size_t>(k)].of;
        const double common = of == Term::Of::yes ? std::max(sd[k], sd[k + 1]) : of == Term::Of::no ? std::max(sd[k - 1], sd[k]) : sd[k];
        if (common >= least_sd) found.scale[k] = 1 / common;
    }
    return found;
}

/// Minus the second derivatives of the penalty: weights of yes on the intercept and each term, then those of no.
MatrixXd penalty_matrix(const std::vector<Term>& layout, const LogitPenalty& penalty)
{
    const auto p = static_cast<Index>(layout.size()) + 1;
    MatrixXd cost = MatrixXd::Zero(2 * p, 2 * p);
    cost(0, 0) = cost(p, p) = intercept_cost;
    for (Index k = 1; k < p; ++k) {
        const Term& term = layout[static_cast<std::size_t>(k - 1)];
        const double own = term.price == Term::Price::core ? penalty.core : penalty.dear;
        const double apart = std::max(own, penalty.difference), across = std::max(own, penalty.cross);
        if (term.of == Term::Of::text) {
            cost(k, k) = cost(p + k, p + k) = own;
        } else if (term.of == Term::Of::yes) {
            const Index yes = k, no = p + k + 1;
            cost(yes, yes) = cost(no, no) = (own + apart) / 2;
            cost(yes, no) = cost(no, yes) = (own - apart) / 2;
            cost(k + 1, k + 1) = cost(p + k, p + k) = across;
        }
    }
    return cost;
}

/// The examples in standard form, some at a time.
class Standardised {
public:
    Standardised(const Eigen::Ref<const MatrixXd>& terms, const Scaling& scaling) : terms_(terms), scaling_(scaling) {}
    /// Calls `use(first vote, [1; terms])` for every stretch of votes.
    void each(auto&& use) const
    {
        MatrixXd part;
        for (Index first = 0; first < terms_.cols(); first += votes_at_once) {
            const Index n = std::min(votes_at_once, terms_.cols() - first);
            part.resize(terms_.rows() + 1, n);
            part.row(0).setOnes();
            part.bottomRows(terms_.rows()) = scaling_.scale.asDiagonal() * (terms_.middleCols(first, n).colwise() - scaling_.mean);
            use(first, part);
        }
    }

private:
    const Eigen::Ref<const MatrixXd>& terms_;
    const Scaling& scaling_;
};

/// Chances of yes and no, the log-likelihood beside.
struct Fitted {
    RowVectorXd yes, no;
    double log_likelihood = 0;
};

Fitted fitted(const MatrixXd& part, Index first, std::span<const std::int8_t> cast, const VectorXd& weights)
{
    const Index p = part.rows();
    const Eigen::ArrayXd yes = (weights.head(p).transpose() * part).transpose().array(),
                         no = (weights.tail(p).transpose() * part).transpose().array();
    const Eigen::ArrayXd top = yes.max(no).max(0), up = (yes - top).exp(), down = (no - top).exp(), sum = up + down + (-top).exp();
    Fitted found{(up / sum).matrix().transpose(), (down / sum).matrix().transpose(), -(sum.log() + top).sum()};
    for (Index v = 0; v < part.cols(); ++v)
        if (const auto choice = cast[static_cast<std::size_t>(first + v)]; choice != 1) found.log_likelihood += choice == 2 ? yes[v] : no[v];
    return found;
}

double objective(const Standardised& data, std::span<const std::int8_t> cast, const MatrixXd& cost, const VectorXd& weights)
{
    double sum = -0.5 * weights.dot(cost * weights);
    data.each([&](Index first, const MatrixXd& part) { sum += fitted(part, first, cast, weights).log_likelihood; });
    return sum;
}

/// Value, gradient and minus the second derivatives.
struct Curve {
    double value;
    VectorXd gradient;
    MatrixXd information;
};

Curve curve(const Standardised& data, std::span<const std::int8_t> cast, const MatrixXd& cost, const VectorXd& weights)
{
    const Index p = weights.size() / 2;
    Curve at{-0.5 * weights.dot(cost * weights), -(cost * weights), cost};
    data.each([&](Index first, const MatrixXd& part) {
        const Fitted now = fitted(part, first, cast, weights);
        at.value += now.log_likelihood;
        RowVectorXd yes = -now.yes, no = -now.no;
        for (Index v = 0; v < part.cols(); ++v) {
            yes[v] += cast[static_cast<std::size_t>(first + v)] == 2;
            no[v] += cast[static_cast<std::size_t>(first + v)] == 0;
        }
        at.gradient.head(p) += part * yes.transpose();
        at.gradient.tail(p) += part * no.transpose();
        const auto add = [&](Index row, Index column, const RowVectorXd& weight) {
            at.information.block(row, column, p, p).noalias() += (part * weight.asDiagonal()) * part.transpose();
        };
        add(0, 0, now.yes.array() * (1 - now.yes.array()));
        add(p, p, now.no.array() * (1 - now.no.array()));
        add(p, 0, -now.yes.array() * now.no.array());
    });
    at.information.topRightCorner(p, p) = at.information.bottomLeftCorner(p, p).transpose();
    return at;
}

VectorXd maximum(const Standardised& data, std::span<const std::int8_t> cast, const MatrixXd& cost)
{
    VectorXd weights = VectorXd::Zero(cost.rows());
    for (int step_number = 0; step_number < most_steps; ++step_number) {
        const Curve at = curve(data, cast, cost, weights);
        const VectorXd step = at.information.llt().solve(at.gradient);
        const double rise = at.gradient.dot(step);
        if (rise < nearly_there) return weights + step;
        double share = 1;
        while (share > 1e-8 && objective(data, cast, cost, weights + share * step) < at.value + 1e-4 * share * rise) share /= 2;
        weights += share * step;
    }
    throw std::runtime_error("the fit of a voting logit did not converge");
}

}  // namespace

VoteLogit VoteLogit::fit(const Eigen::Ref<const MatrixXd>& terms, std::span<const std::int8_t> cast, const std::vector<Term>& layout,
                         const LogitPenalty& penalty)
{
    const Scaling scaling = scaling_of(terms, layout);
    const VectorXd weights = maximum(Standardised(terms, scaling), cast, penalty_matrix(layout, penalty));
    const auto p = static_cast<Index>(layout.size());
    VoteLogit logit;
    logit.coefficients_.resize(p, 2);
    logit.coefficients_ << scaling.scale.cwiseProduct(weights.segment(1, p)), scaling.scale.cwiseProduct(weights.tail(p));
    logit.intercepts_ = Eigen::Vector2d(weights[0], weights[p + 1]) - logit.coefficients_.transpose() * scaling.mean;
    return logit;
}

Eigen::Array3d VoteLogit::utilities(const Eigen::Ref<const VectorXd>& terms) const
{
    const Eigen::Vector2d of = intercepts_ + coefficients_.transpose() * terms;
    return {of[1], 0, of[0]};
}

Eigen::Array3d softmax(const Eigen::Array3d& utilities)
{
    const Eigen::Array3d up = (utilities - utilities.maxCoeff()).exp();
    return up / up.sum();
}

}  // namespace comity::analysis
