#pragma once
// Changes of vote: who left its last vote on a title, and who was foretold to.

#include <cstdint>
#include <vector>

#include "analysis/hindcast/hindcast.hpp"
#include "analysis/hindcast/scores.hpp"

namespace comity::analysis {

/// Scores on changes, among votes with an earlier one on the title; `n` is what each is a share of.
///
/// precision: of the changes foretold (the most probable choice is not the last vote), those that came. recall: of the changes that came, those
/// whose choice was foretold. recall_at_half: the same where a change is foretold of every vote whose chance of one is above a mark, the mark as
/// low as a precision of .5 allows; 0 where none allows it.
struct ChangeScores {
    Estimate precision, recall, recall_at_half;
    long foretold = 0, came = 0;
};

/// Shape:  last [test vote], not_cast where there is none; weights [sample, place of a roll call]
ChangeScores change_scores(const TestVotes& test, const std::vector<std::int8_t>& last, const Chances& chances, const Eigen::MatrixXd& weights);

}  // namespace comity::analysis
