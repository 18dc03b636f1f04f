#pragma once
// How far apart countries voted of late, topic by topic.

#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/voting/texts.hpp"

namespace comity::analysis {

/// Distance of every pair of countries in every topic.
///
/// D_ij(topic) = (d_ij(topic) + 15 D_ij) / (n_ij(topic) + 15), D_ij = (d_ij + 5 x .3) / (n_ij + 5): d sums |v_i - v_j| / 2 over the n roll
/// calls of the five years up to the origin on which both voted, no 0, abstention 1, yes 2. Pairs with few joint votes in a topic stand
/// where they do on all topics.
///
/// Shape:  result [topic] of [country, country]
/// Units:  in [0, 1]; 0 where two always voted alike
/// Source: Lijphart (1963), American Political Science Review 57(4):902-917, for the index of agreement; weights are judgement
std::vector<Eigen::MatrixXd> disagreement(const RecordedVotes& votes, const Texts& texts, int origin);

/// What a country's fellow voters weigh in its bloc: W_ij = exp(-25 D_ij), W_ii = 0. Blocs have no lists of members: who votes alike
/// belongs together, and more so the more alike.
std::vector<Eigen::MatrixXd> nearness(const std::vector<Eigen::MatrixXd>& disagreement);

}  // namespace comity::analysis
