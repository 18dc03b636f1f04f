#pragma once
// The spatial model of votes in one or more dimensions: an ordered logit fitted by penalised maximum likelihood.

#include <optional>

#include <Eigen/Core>

#include "analysis/fit/ideal_points.hpp"

namespace comity::analysis {

/// Most dimensions that a fit may have.
inline constexpr int most_dimensions = 6;

/// The fitted model: P(v <= no) = L(t - b x), P(v <= abstain) = L(t + exp(d) - b x), L the logistic function.
///
/// Shape:  points [dimension, country]; items [dimension + 2, item]: slopes b, threshold t, log gap d; covariance [country dimension,
///         country dimension], a country's dimensions side by side
/// Units:  raw logit scale set by the priors
struct SpatialFit {
    Eigen::MatrixXd points;
    Eigen::MatrixXd items;
    Eigen::MatrixXd covariance;  ///< inverse observed information of the points, with the items' parameters profiled out
    double log_posterior = 0;    ///< up to a constant
    int iterations = 0;
};

/// Fits points and items jointly; the same input gives the same bits on one build.
///
/// Maximises sum_votes ln P(v | x_i, b_k, t_k, d_k) + ln priors by Newton steps on all parameters at once. The items' blocks do not touch
/// each other, so each step solves one dense system of the size of all points (a Schur complement). Curvature is exact where it is
/// positive definite, else Gauss-Newton's, which always is; steps are halved until the objective rises.
///
/// Identification: the priors fix scale and, with the items', location; in more than one dimension the objective does not change as all
/// points and slopes turn together, so the points are turned to their principal axes, the widest first, with `positive` above the mean on each. In one
/// dimension with centres of their own the points keep the side of these. The covariance in several dimensions leaves such a turn out (a small ridge
/// stands in its place).
///
/// `start`: first points; without it the first left singular vectors of the item-centred vote matrix.
///
/// Shape:  start [dimension, country]
/// Errors: throws std::invalid_argument for no votes, a row out of range, dimensions not in [1, most_dimensions], centres in several
///         dimensions, or a start of the wrong shape; std::runtime_error if the maximum is not reached in 200 steps
/// Source: Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2):430-456, for the use of an ordered model; Clinton, Jackman,
///         Rivers (2004), American Political Science Review 98(2):355-370, for several dimensions. Here static, logistic and penalised.
SpatialFit fit_spatial(const RollCalls& roll_calls, int dimensions, const IdealPointPriors& priors, int positive,
                       const std::optional<Eigen::MatrixXd>& start = std::nullopt);

/// Points with mean 0 and standard deviation 1 over countries on every dimension.
Eigen::MatrixXd standardised(const Eigen::MatrixXd& points);

/// Items alone, where points are known: each roll call's slopes, threshold and log gap by penalised maximum likelihood.
///
/// Shape:  points [dimension, country]; result [dimension + 2, item]; an item without votes keeps the prior's mode
Eigen::MatrixXd fit_items(const RollCalls& roll_calls, const Eigen::MatrixXd& points, const IdealPointPriors& priors);

/// Chances of no, abstention and yes of a country on an item.
Eigen::Array3d spatial_chances(const Eigen::Ref<const Eigen::VectorXd>& point, const Eigen::Ref<const Eigen::VectorXd>& item);

}  // namespace comity::analysis
