#pragma once
// What votes add up to: the yes share of a roll call, and how much two countries agreed in a year.

#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/hindcast.hpp"

namespace comity::analysis {

/// Sums over the votes of roll calls, for each of some quantities: how many votes (or pairs of them) count, what came, what was expected, and
/// the variance of what comes if votes are independent given their chances. A quantity is came / count.
///
/// Shape:  [roll call, quantity]
struct VoteTotals {
    Eigen::MatrixXd count, came, expected, variance;
};

/// Two countries, by row.
struct Pair {
    int a, b;
};

/// Pairs of followed_countries(), whose yearly agreement the project's baselines foretell, as far as they are in the record; all pairs of the record where
/// none of them is.
std::vector<Pair> compared_pairs(const RecordedVotes& votes);

/// Yearly agreement of pairs, as PairYears has it; absences are dropped.
///
/// Shape:  quantities are the pairs; roll calls those of the test years, outside `year` zero
VoteTotals pair_agreement(const RecordedVotes& votes, const TestVotes& test, const Chances& chances, const std::vector<Pair>& pairs, int year);

/// Yes shares: votes yes of votes cast.
///
/// Shape:  quantities are the roll calls of the test years, each with its own row alone
VoteTotals yes_shares(const TestVotes& test, const Chances& chances);

/// What came, what was expected and its s.d. by quantity, with roll calls counted as often as `weight` says; quantities without a vote are NaN.
///
/// Shape:  weight [roll call]; result columns [quantity]: came, expected, spread
Eigen::ArrayX3d quantities(const VoteTotals& totals, const Eigen::VectorXd& weight);

}  // namespace comity::analysis
