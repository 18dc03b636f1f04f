#pragma once
// What a model of votes is asked, and what it may know.

#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/years.hpp"
#include "analysis/votes/recorded_votes.hpp"

namespace comity::analysis {

/// A vote to foretell, by rows of the country and the roll call.
struct Question {
    int country = 0;
    int roll_call = 0;
};

/// Chances of no, abstention and yes, [question, choice]; each row sums to 1.
using Chances = Eigen::ArrayX3d;

/// What is known at the end of a year, and what is asked of the years after it.
///
/// `known` holds no vote that was cast later: nothing else could keep a model from looking. `revealed` holds the votes of some countries
/// on the roll calls asked about, and nothing else; empty where the outcome is not known. A model may use of it the roll call in question alone.
struct Task {
    const RecordedVotes& known;
    int origin = 0;  ///< last year known
    std::span<const Question> questions;
    RecordedVotes::Table revealed;  ///< [country, roll call], or empty
};

/// Countries by something that they share, such as their regional group: [country], -1 where none.
using Grouping = std::vector<int>;

}  // namespace comity::analysis
