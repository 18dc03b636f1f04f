#pragma once
// Where countries stand, from how they voted: a one-dimensional ordered logit fitted by penalised maximum likelihood.

#include <cstdint>
#include <optional>
#include <vector>

#include <Eigen/Core>

namespace comity::analysis {

/// What a country that took part chose, in the order of the model: no < abstain < yes. Absences are not choices.
enum class Choice : std::uint8_t { no, abstain, yes };

/// One vote cast, by row of the country and row of the roll call.
struct CastVote {
    int country;
    int item;
    Choice choice;
};

/// Votes cast by `num_countries` countries on `num_items` roll calls; a pair that is not listed was absent.
struct RollCalls {
    int num_countries = 0;
    int num_items = 0;
    std::vector<CastVote> votes;
};

/// Normal priors, by their standard deviation; points may have a centre of their own each.
///
/// Source: the A2 reference fit of the project's baselines. The centres are ours: they shrink an arena with few roll calls
///         towards the factor shared by all topics.
struct IdealPointPriors {
    Eigen::VectorXd point_centre;  ///< [country]; empty means 0 for all
    double point_sd = 1;
    double slope_sd = 2;
    double threshold_sd = 5;
    double log_gap_sd = 1.5;
};

/// The fitted model: P(v <= no) = L(t - b x), P(v <= abstain) = L(t + exp(d) - b x), L the logistic function.
///
/// Shape:  points [country]; slope, threshold, log_gap [item]; covariance [country, country]
/// Units:  raw logit scale set by the priors; `place_points` moves it to another scale
struct IdealPointFit {
    Eigen::VectorXd points;
    Eigen::VectorXd slope;
    Eigen::VectorXd threshold;
    Eigen::VectorXd log_gap;
    Eigen::MatrixXd covariance;  ///< inverse observed information of the points, with the items' parameters profiled out
    double log_posterior = 0;    ///< up to a constant
    int iterations = 0;
};

/// Fits points and items jointly; the same input gives the same bits on one build.
///
/// Maximises sum_votes ln P(v | x_i, b_k, t_k, d_k) + ln priors by Newton steps on all parameters at once. The items' blocks are
/// 3 x 3 and do not touch each other, so each step solves one dense system of the size of the number of countries (a Schur
/// complement). Curvature is exact where it is positive definite, else Gauss-Newton's, which always is; steps are halved
/// until the objective rises.
///
/// `start`: first points; without it the first left singular vector of the item-centred vote matrix, with `positive` > 0.
/// The covariance conditions on one dimension and on votes being independent given the positions. Resolutions that return
/// every year are not, so true uncertainty is larger.
///
/// Shape:  start [country]
/// Errors: throws std::invalid_argument for no votes, a row out of range, or a start of the wrong length;
///         std::runtime_error if the maximum is not reached in 200 steps
/// Source: Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2):430-456, for the use of an ordered model;
///         theirs is dynamic and Bayesian with a normal link, this one is static within its window, logistic and penalised.
IdealPointFit fit_ideal_points(const RollCalls& roll_calls, const IdealPointPriors& priors, int positive,
                               const std::optional<Eigen::VectorXd>& start = std::nullopt);

/// Mean and standard deviation (over countries, each counting once) that identify a scale.
struct PointScale {
    double mean = 0;
    double sd = 1;
};

/// Points on an identified scale with their standard errors.
struct PlacedPoints {
    Eigen::VectorXd position;
    Eigen::VectorXd std_error;
};

/// Moves points linearly to a scale: y = mean + sd (x - mean(x)) / sd(x), with mean and sd over `reference` countries.
///
/// Standard errors follow by the delta method, d y / d x = (sd / sd(x)) (I - 1 1'/n - z z'/n): what the scale fixes (the
/// common shift and stretch of the reference countries) carries no uncertainty.
///
/// Shape:  reference [country], true where the country counts for the scale
/// Errors: throws std::invalid_argument for fewer than three reference countries
PlacedPoints place_points(const IdealPointFit& fit, const std::vector<bool>& reference, PointScale scale);

}  // namespace comity::analysis
