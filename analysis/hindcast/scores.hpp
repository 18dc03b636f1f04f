#pragma once
// How well chances foretold votes.

#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/task.hpp"

namespace comity::analysis {

/// A vote that was foretold, and what was cast.
struct TestVote {
    Question question;
    Choice cast = Choice::no;
};

/// One number with the interval that resampled roll calls give; NaN where it is undefined.
struct Estimate {
    double value = 0, low = 0, high = 0;
};

/// A value with the 95 % percentile interval of its samples; NaN among these are left out.
Estimate percentile_estimate(double value, std::vector<double> samples);

/// Scores on some votes. Chances below 1e-6 count as that, renormalised.
///
/// accuracy: share of votes whose choice had the greatest chance, of two alike the smaller choice.
/// log_loss: mean of -ln p(cast), in nats. brier: mean over votes of sum over choices of (p - [cast])^2, in [0, 2].
/// ece: sum over ten bins of the greatest chance, .1 wide, of the share of votes there x |share right - mean chance|.
/// Source: Brier (1950), Mon. Weather Rev. 78:1; Naeini, Cooper & Hauskrecht (2015), AAAI, for ECE
struct Scores {
    Estimate accuracy, log_loss, brier, ece;
    long votes = 0;
    long roll_calls = 0;
};

/// Weights of roll calls in bootstrap samples, the same for all models: [sample, roll call], how often a roll call is drawn.
///
/// Draws: uniforms of `seed`, replicate = sample, index = place in the sample
Eigen::MatrixXd resampled(int samples, int roll_calls, std::uint64_t seed);

/// Scores of chances on the votes that are marked, with 95 % percentile intervals over `weights`.
///
/// Shape:  chances and counted [test vote]; weights [sample, place of a roll call]; `place` [test vote], of its roll call
/// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; votes on one roll call are not independent, so roll calls
///         are resampled
Scores scores(std::span<const TestVote> votes, const Chances& chances, const std::vector<char>& counted, const std::vector<int>& place,
              const Eigen::MatrixXd& weights);

/// By how much the log loss of chances is above that of others on the votes that are marked: positive where the others are better. The
/// interval is that of the difference, both on the same resampled roll calls.
///
/// Shape:  as scores
Estimate log_loss_above(std::span<const TestVote> votes, const Chances& chances, const Chances& others, const std::vector<char>& counted,
                        const std::vector<int>& place, const Eigen::MatrixXd& weights);

}  // namespace comity::analysis
