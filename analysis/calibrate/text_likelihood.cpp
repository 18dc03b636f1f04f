#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "analysis/calibrate/voting_block.hpp"
#include "analysis/fit/ordered_logit.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::Matrix3d;
using Eigen::Vector3d;

constexpr double probit_scale = 1.702;  // of the normal that is nearest to the logistic, as in rule 4.6
constexpr double cut_sd = 5;
constexpr int most_steps = 200;
constexpr double near = 1e-8;  // nats still to gain

/// A value with gradient and second derivative by (h / step_sd, a, w).
struct Jet {
    double value = 0;
    Vector3d gradient = Vector3d::Zero();
    Matrix3d hessian = Matrix3d::Zero();

    Jet& operator+=(const Jet& other)
    {
        value += other.value;
        gradient += other.gradient;
        hessian += other.hessian;
        return *this;
    }
};

/// What a voter brings: position and its error, pull, and half-band before the text's own factor.
struct Voter {
    double position, std_error, pull, half_band;
};

/// ln P(choice), by u = -k (z + d) and the log of the gap 2 k d, with k = (1 + q h^2)^(-1/2).
Jet vote_jet(Choice choice, const Voter& voter, const Vector3d& at, double slope)
{
    const double q = std::pow(slope * voter.std_error / probit_scale, 2);
    const double k = 1 / std::sqrt(1 + q * at[0] * at[0]);
    const double k1 = -q * at[0] * k * k * k, k2 = -q * k * k * k + 3 * q * q * at[0] * at[0] * k * k * k * k * k;
    const double band = voter.half_band * std::exp(at[2]);
    const double reach = slope * voter.position * at[0] + at[1] + voter.pull + band;  // z + d before k
    const double by_h = slope * voter.position;
    const Vector3d u1(-k1 * reach - k * by_h, -k, -k * band), d1(k1 / k, 0, 1);
    Matrix3d u2 = Matrix3d::Zero();
    u2(0, 0) = -k2 * reach - 2 * k1 * by_h;
    u2(0, 1) = u2(1, 0) = -k1;
    u2(0, 2) = u2(2, 0) = -k1 * band;
    u2(2, 2) = -k * band;
    const VoteTerms terms = vote_terms(choice, -k * reach, std::log(2 * k * band));
    Jet jet;
    jet.value = terms.value;
    jet.gradient = terms.u * u1 + terms.d * d1;
    jet.hessian = terms.uu * u1 * u1.transpose() + terms.ud * (u1 * d1.transpose() + d1 * u1.transpose()) + terms.dd * d1 * d1.transpose() + terms.u * u2;
    jet.hessian(0, 0) += terms.d * (k2 / k - k1 * k1 / (k * k));
    return jet;
}

/// ln[(1 - psi) P + psi] from ln P.
Jet copied(const Jet& own, double psi)
{
    const double p = (1 - psi) * std::exp(own.value), share = p / (p + psi);
    return {std::log(p + psi), share * own.gradient, share * own.hessian + share * (1 - share) * own.gradient * own.gradient.transpose()};
}

class TextPosterior {
public:
    TextPosterior(const VotedText& text, const VotingData& data, const VotingBlockParams& params) : text_(text), data_(data), params_(params), slope_(2 * params.slope * step_sd)
    {
        pulls_ = text.line * params.leverage;
        weak_ = params.bandwagon * text.line.dot(text.winner);
    }

    /// ln p(votes, the bloc's vote, cut, slope, half-band) without the priors' constants.
    Jet at(const Vector3d& place, Choice bloc_vote) const
    {
        Jet sum;
        double members = 0, styles = 0;
        for (const auto& [country, choice] : text_.votes) {
            if (std::isnan(data_.positions(country, text_.frame))) continue;
            Jet own = vote_jet(choice, voter(country), place, slope_);
            if (data_.in_bloc(country, text_.frame)) {
                members += 1;
                styles += style(country);
                if (choice == bloc_vote)
                    own = copied(own, params_.bloc_copying);
                else
                    own.value += std::log1p(-params_.bloc_copying);
            }
            sum += own;
        }
        if (members > 0) sum += vote_jet(bloc_vote, {data_.bloc_positions[text_.frame], 0, 0, styles / members * params_.half_band}, place, slope_);
        const Vector3d precision(1, 1 / (cut_sd * cut_sd), 1 / (params_.band_spread * params_.band_spread));
        sum.value -= 0.5 * precision.dot(place.cwiseAbs2());
        sum.gradient -= precision.cwiseProduct(place);
        sum.hessian -= precision.asDiagonal();
        return sum;
    }
    /// Whether any member of the bloc voted.
    bool has_bloc() const
    {
        return std::any_of(text_.votes.begin(), text_.votes.end(), [&](const VotedText::Vote& vote) {
            return data_.in_bloc(vote.country, text_.frame) && !std::isnan(data_.positions(vote.country, text_.frame));
        });
    }

private:
    double style(int country) const { return country == data_.china ? params_.style_china : country == data_.russia ? params_.style_russia : 1; }
    Voter voter(int country) const
    {
        const double pull = data_.leverage.row(country).dot(pulls_) + weak_ * data_.weakness[country];
        return {data_.positions(country, text_.frame), data_.std_errors(country, text_.frame), pull, style(country) * params_.half_band};
    }

    const VotedText& text_;
    const VotingData& data_;
    const VotingBlockParams& params_;
    double slope_, weak_;
    Eigen::VectorXd pulls_;
};

/// A step uphill where the objective is not concave: along the gradient, shortened by a ridge; from a saddle along what bends up most.
Vector3d uphill(const Jet& here)
{
    if (here.gradient.norm() < 1e-4) {
        const Eigen::SelfAdjointEigenSolver<Matrix3d> directions(here.hessian);
        const Vector3d out = directions.eigenvectors().col(2);
        return out.dot(here.gradient) < 0 ? Vector3d(-0.1 * out) : Vector3d(0.1 * out);
    }
    for (double ridge = 1e-3 * here.hessian.cwiseAbs().maxCoeff();; ridge *= 4) {
        const Eigen::LLT<Matrix3d> solver(-here.hessian + ridge * Matrix3d::Identity());
        if (solver.info() == Eigen::Success) return solver.solve(here.gradient);
    }
}

/// Laplace's approximation to ln of the integral, less 3/2 ln 2 pi; `start` is replaced by the mode.
double log_integral(const TextPosterior& posterior, Choice bloc_vote, Vector3d& start)
{
    Jet here = posterior.at(start, bloc_vote);
    for (int step_number = 0; step_number < most_steps; ++step_number) {
        if (!here.hessian.allFinite()) break;
        const Eigen::LLT<Matrix3d> information(-here.hessian);
        const bool concave = information.info() == Eigen::Success;
        const Vector3d step = concave ? Vector3d(information.solve(here.gradient)) : uphill(here);
        const double rise = here.gradient.dot(step);
        if (concave && rise < near) {  // one more step squares the error
            start += step;
            here = posterior.at(start, bloc_vote);
            const Matrix3d root = Eigen::LLT<Matrix3d>(-here.hessian).matrixL();
            return here.value - root.diagonal().array().log().sum();
        }
        double share = 1;
        for (;; share /= 2) {
            const Jet there = posterior.at(start + share * step, bloc_vote);
            if (there.value >= here.value + 1e-4 * share * rise || (concave && share == 1 && rise < 1e-6)) {
                start += share * step;
                here = there;
                break;
            }
            if (share < 1e-10) throw std::runtime_error("the cut and slope of a text were not found");
        }
    }
    throw std::runtime_error("the cut and slope of a text were not found");
}

}  // namespace

double text_log_likelihood(const VotedText& text, const VotingData& data, const VotingBlockParams& params, Eigen::Matrix3d& starts)
{
    const TextPosterior posterior(text, data, params);
    const Index votes = posterior.has_bloc() ? 3 : 1;
    Vector3d parts;
    for (Index v = 0; v < votes; ++v) {
        Vector3d place = starts.col(v);
        parts[v] = log_integral(posterior, static_cast<Choice>(v), place);
        starts.col(v) = place;
    }
    const double top = parts.head(votes).maxCoeff();
    // 3/2 ln 2 pi of the integral and of the priors cancel
    return top + std::log((parts.head(votes).array() - top).exp().sum()) - std::log(cut_sd * params.band_spread);
}

}  // namespace comity::analysis
