#pragma once
// A posterior by its mode, its curvature, and weighted draws around it, for likelihoods whose data come in clusters.

#include <cstdint>
#include <functional>

#include <Eigen/Core>

namespace comity::analysis {

/// What is to be explored, in coordinates that may take any value.
///
/// Both must be smooth, give the same bits for the same place, and may be called from several threads at once.
/// Shape:  log_likelihoods gives [cluster]: data of different clusters are independent given the coordinates, data of one need not be
struct ClusteredProblem {
    Eigen::VectorXd start;  ///< [coordinate]
    std::function<Eigen::VectorXd(const Eigen::VectorXd& at, int threads)> log_likelihoods;
    std::function<double(const Eigen::VectorXd& at)> log_prior;  ///< with the Jacobian of the coordinates
};

struct SirOptions {
    int proposals = 1000;  ///< a round; there are three
    int draws = 1000;
    std::uint64_t seed = 1;
    int threads = 1;
};

/// Shape:  information, prior_information, score_spread, covariance [coordinate, coordinate]; draws [draw, coordinate]
struct SirResult {
    Eigen::VectorXd mode;
    Eigen::MatrixXd information;        ///< H, minus the second derivative of the log-likelihood at the mode
    Eigen::MatrixXd prior_information;  ///< P, that of the log-prior
    Eigen::MatrixXd score_spread;       ///< J, sum over clusters of the squares of their scores
    Eigen::MatrixXd covariance;         ///< Laplace's, of the adjusted posterior
    Eigen::MatrixXd draws;
    double ess = 0;           ///< effective number of the proposals
    int informed = 0;         ///< directions of which data, not the prior, give more than a tenth of the curvature
    double inflation = 1;     ///< geometric mean over these of the s.d. adjusted for clusters over that which takes all data as independent
    double log_posterior = 0; ///< at the mode
};

/// Where the posterior is highest, as BOBYQA finds it.
///
/// Source: Powell (2009), BOBYQA, DAMTP 2009/NA06, in NLopt
Eigen::VectorXd posterior_mode(const ClusteredProblem& problem, int threads);

/// Finds the mode, adjusts the curvature for clusters, proposes from a Student t around it, and resamples by importance.
///
/// Mode: BOBYQA, then Newton steps with curvature from differences. Votes on texts that return, or positions of one country, do not count as
/// independent: with H and J as above, the likelihood l is taken at mode + C (u - mode), where C' H C = H J^-1 H in the directions in which data
/// speak, and C = I where the prior does, so that intervals are as wide as the spread between clusters says, and never
/// narrower than the likelihood has them.
/// Directions are the eigenvectors of H against H + P; a direction speaks where the eigenvalue exceeds .1. J counts scores about their mean, times G / (G - 1) for G clusters.
/// Weights: adjusted posterior over the density of t with 5 degrees of freedom, first spread by the adjusted Laplace covariance, then twice by mean and covariance of the
/// weighted proposals before (their weights tempered until a fifth of them counts); systematic resampling of the last.
///
/// Draws:  by (seed, proposal, round)
/// Errors: throws std::invalid_argument for fewer than two clusters more than coordinates
/// Source: Powell (2009), BOBYQA, DAMTP 2009/NA06, in NLopt; Ribatet, Cooley & Davison (2012), Statistica Sinica 22:813-845, for C; Rubin (1987),
///         J. Am. Stat. Assoc. 82:543-546; Gelman et al. (2013), Bayesian Data Analysis, ch. 10 and 13; Cappe, Guillin, Marin & Robert
///         (2004), J. Comput. Graph. Stat. 13:907-929, for the rounds; Carpenter, Clifford & Fearnhead (1999), IEE Proc. Radar 146:2, for resampling
SirResult laplace_sir(const ClusteredProblem& problem, const SirOptions& options);

}  // namespace comity::analysis
