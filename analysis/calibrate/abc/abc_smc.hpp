#pragma once
// Approximate Bayesian computation by sequential Monte Carlo: populations of parameters whose simulations come ever nearer to the record.

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/calibrate/abc/abc_problem.hpp"

namespace comity::analysis {

/// Parameters that were accepted at one tolerance.
///
/// Shape:  places [particle, parameter] in the unit box of the priors; weights [particle], their sum 1; statistics [particle, target]
struct Population {
    int generation = 0;
    double tolerance = std::numeric_limits<double>::infinity();
    std::int64_t attempts = 0;         ///< simulations, up to the last one accepted
    std::int64_t failed = 0;           ///< of these, how many broke off
    std::uint32_t first_replicate = 0; ///< of this generation; attempt k is replicate first_replicate + k
    Eigen::MatrixXd places;
    Eigen::VectorXd weights;
    Eigen::VectorXd distances;
    Eigen::MatrixXd statistics;
    std::vector<int> rows;             ///< [particle], the row of earlier draws that it was simulated with

    double acceptance() const { return static_cast<double>(places.rows()) / static_cast<double>(attempts); }
    std::uint32_t next_replicate() const { return first_replicate + static_cast<std::uint32_t>(attempts); }
};

/// One generation in brief.
struct GenerationRecord {
    int generation = 0;
    double tolerance = 0;
    std::int64_t attempts = 0, failed = 0;
    double acceptance = 0, effective = 0;
};

/// How far the sampling is; all that is needed to go on, or to end.
struct AbcState {
    Eigen::ArrayXd scale;  ///< [target], what a miss is divided by: sqrt(recorded error^2 + variance between replicates); 0: no scale
    std::optional<Population> first, last;
    std::vector<GenerationRecord> history;
    std::string stopped;   ///< why no further generation follows; empty while one does
};

/// Samples the parameters until a rule of stopping is met.
///
/// Generation 0 draws from the priors, flat on the unit box, and accepts all. Each later one has as its tolerance a quantile of the distances
/// before, proposes from the last population (BoxKernel) and accepts whatever simulates within the tolerance; its weights are
/// w ~ prior / q. Earlier draws enter by a row that every attempt draws anew, so that an accepted pair (parameters, row) is
/// one draw of their joint law. Stops after `generations`, after a generation that accepts less than least_acceptance, or in one that would (twice
/// the attempts are spent: the generation before it counts).
///
/// Attempts are played in parallel and accepted in their own order, so any number of threads gives the same bits.
/// `keep` is called after each generation; with the state that it was given, sampling goes on where it stopped, to the same end.
/// `progress` is called after each attempt with those accepted so far. Once `stop` is true what is under way is dropped, and the state of the last
/// full generation returned with `stopped` empty.
///
/// Draws:  keyed by (seed, block, generation, attempt); the simulation's own by its replicate
/// Errors: throws std::runtime_error where no simulation of the priors comes to its end, or no target has a scale; what `keep` throws
/// Source: Toni, Welch, Strelkowa, Ipsen & Stumpf (2009), J. R. Soc. Interface 6:187; weights and kernel Beaumont et al. (2009), Biometrika
///         96:983; tolerance by quantile and stopping by acceptance as in Del Moral, Doucet & Jasra (2012), Stat. Comput. 22:1009.
///         What differs: accepted in the order of attempts, not particle by particle.
AbcState sample_posterior(const AbcProblem& problem, const AbcPlan& plan, AbcState state, const std::function<void(const AbcState&)>& keep,
                          const std::function<void(const GenerationRecord&, int accepted)>& progress, const std::atomic<bool>& stop);

}  // namespace comity::analysis
