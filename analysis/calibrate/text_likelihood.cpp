#include <array>
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
constexpr double near = 1e-10;  // nats: differences of the outcome are taken

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

/// ln sum exp over the bloc's possible votes.
Jet mixed(const std::array<Jet, 3>& parts)
{
    double top = parts[0].value;
    for (const Jet& part : parts) top = std::max(top, part.value);
    double sum = 0;
    for (const Jet& part : parts) sum += std::exp(part.value - top);
    Jet jet;
    jet.value = top + std::log(sum);
    for (const Jet& part : parts) {
        const double share = std::exp(part.value - jet.value);
        jet.gradient += share * part.gradient;
        jet.hessian += share * (part.hessian + part.gradient * part.gradient.transpose());
    }
    jet.hessian -= jet.gradient * jet.gradient.transpose();
    return jet;
}

class TextPosterior {
public:
    TextPosterior(const VotedText& text, const VotingData& data, const VotingBlockParams& params) : text_(text), data_(data), params_(params), slope_(2 * params.slope * step_sd)
    {
        pulls_ = text.line * params.leverage;
        weak_ = params.bandwagon * text.line.dot(text.winner);
    }

    /// ln p(votes, cut, slope, half-band) without the priors' constants.
    Jet at(const Vector3d& place) const
    {
        Jet sum;
        std::array<Jet, 3> of_bloc;
        double members = 0, styles = 0;
        for (const auto& [country, choice] : text_.votes) {
            if (std::isnan(data_.positions(country, text_.frame))) continue;
            const Jet own = vote_jet(choice, voter(country), place, slope_);
            if (!data_.in_bloc(country, text_.frame)) {
                sum += own;
                continue;
            }
            members += 1;
            styles += style(country);
            Jet apart = own;
            apart.value += std::log1p(-params_.bloc_copying);
            const Jet together = copied(own, params_.bloc_copying);
            for (std::size_t v = 0; v < 3; ++v) of_bloc[v] += static_cast<std::size_t>(choice) == v ? together : apart;
        }
        if (members > 0) {
            const Voter bloc{data_.bloc_positions[text_.frame], 0, 0, styles / members * params_.half_band};
            for (std::size_t v = 0; v < 3; ++v) of_bloc[v] += vote_jet(static_cast<Choice>(v), bloc, place, slope_);
            sum += mixed(of_bloc);
        }
        const Vector3d precision(1, 1 / (cut_sd * cut_sd), 1 / (params_.band_spread * params_.band_spread));
        sum.value -= 0.5 * precision.dot(place.cwiseAbs2());
        sum.gradient -= precision.cwiseProduct(place);
        sum.hessian -= precision.asDiagonal();
        return sum;
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

/// A step uphill where the objective is not concave: along the gradient, shortened by a ridge; from a saddle between two modes along what bends up most.
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

}  // namespace

double text_log_likelihood(const VotedText& text, const VotingData& data, const VotingBlockParams& params, Vector3d& start)
{
    const TextPosterior posterior(text, data, params);
    Jet here = posterior.at(start);
    for (int step_number = 0; step_number < most_steps; ++step_number) {
        if (!here.hessian.allFinite()) break;
        const Eigen::LLT<Matrix3d> information(-here.hessian);
        const bool concave = information.info() == Eigen::Success;
        const Vector3d step = concave ? Vector3d(information.solve(here.gradient)) : uphill(here);
        const double rise = here.gradient.dot(step);
        if (concave && rise < near) {
            const Matrix3d root = information.matrixL();
            // 3/2 ln 2 pi of the integral and of the priors cancel
            return here.value - root.diagonal().array().log().sum() - std::log(cut_sd * params.band_spread);
        }
        double share = 1;
        for (;; share /= 2) {
            const Jet there = posterior.at(start + share * step);
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

}  // namespace comity::analysis
