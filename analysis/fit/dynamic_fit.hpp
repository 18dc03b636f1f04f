#pragma once
// Where countries stand year by year: the spatial model of votes with points that wander.

#include <optional>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/ideal_points.hpp"
#include "analysis/fit/principal_axes.hpp"

namespace comity::analysis {

/// Votes by period; countries have the same rows in all periods, items are of their period.
struct PeriodVotes {
    int num_countries = 0;
    std::vector<RollCalls> periods;
};

/// Points of all periods, with those of a country that cast no vote in a period drawn from its neighbours in time.
///
/// Shape:  points.position, points.std_error [dimension, period x country], a period's countries side by side; voted [period x country]
/// Units:  mean 0 and s.d. 1 in each dimension over the country-periods with a vote
struct DynamicFit {
    PlacedAxes points;
    std::vector<bool> voted;
    Eigen::VectorXd walk_sd;  ///< [dimension], in units of the points: s.d. of a period's step
    double raw_walk_sd = 0;   ///< tau, on the scale of the priors
    double log_marginal = 0;  ///< Laplace's approximation to ln p(votes | tau), up to a constant
    int iterations = 0;
};

/// Fits points that follow x_it ~ N(x_i,t-1, tau^2) jointly with all items.
///
/// Votes as in fit_spatial: P(v <= no) = L(t - b x_it), P(v <= abstain) = L(t + exp(d) - b x_it); priors as there, that of points on the
/// first period alone. The posterior mode is found by Newton's method on points and items at once: items touch the points of their period
/// alone, so what is left after they are eliminated is a chain of blocks, one a period, tied by the walk (BlockChain). Standard errors are
/// Laplace's, smoothed over all periods, with items profiled out, moved to the identified scale by PrincipalAxes. `walk_sd`: tau; without it the value in
/// [.01, 1] that maximises Laplace's approximation to the marginal likelihood, with all points and items integrated out. It counts as known after that.
/// Laplace's approximation errs upwards where countries are few or texts divide them weakly: of a true step of .08 it made .08 to .09 with 193 countries and 80 texts a year, .10 with
/// 100 countries, and .2 with texts of slopes near 1.
///
/// Identification: as there; what all countries share of a shift or a stretch from period to period is taken by the items, since the walk makes
/// each of n countries pay for it.
///
/// Errors: throws std::invalid_argument for no period, a period without votes, other dimensions than 1 or 2, or a walk that is not positive;
///         std::runtime_error if the maximum is not reached in 200 steps
/// Source: Martin & Quinn (2002), Political Analysis 10(2):134-153, for the walk; Bailey, Strezhnev & Voeten (2017), J. Conflict Resolut. 61:430, for
///         votes of the Assembly. Theirs are sampled, under a normal link, and the latter bridges years by resolutions that return; ours is a mode, and no item bridges.
///         Tierney & Kadane (1986), J. Am. Stat. Assoc. 81:82, for the marginal likelihood
DynamicFit fit_dynamic(const PeriodVotes& votes, int dimensions, const IdealPointPriors& priors, int positive, std::optional<double> walk_sd = std::nullopt);

}  // namespace comity::analysis
