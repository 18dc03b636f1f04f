#pragma once
// Scores of all models on all subsets of the test votes.

#include <string>
#include <vector>

#include "analysis/hindcast/hindcast.hpp"

namespace comity::analysis {

/// Test votes that are looked at by themselves.
struct Subset {
    std::string name;
    std::vector<char> counted;  ///< [test vote]
};

/// all; contested: roll calls whose most frequent choice has less than 80 % of the votes cast; human_rights: topics hr and cs;
/// new_titles: the country has no vote on the title up to the origin; changed: its vote differs from the last one on the title; then each topic,
/// each year, and the countries named, EU for the members of `union`.
std::vector<Subset> subsets(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Window window, const std::vector<char>& eu);

/// One line of scorecard.csv.
struct CardRow {
    std::string mode, window, model, subset, metric;
    Estimate estimate;
    long n = 0;  ///< votes
};

/// Scores of forecasts, by window and mode, on every subset that has a vote. Beside them: change_precision, change_recall and
/// change_recall_at_half (see ChangeScores); nats_lost, the log loss of a part of a model above that of the whole.
///
/// Shape:  weights [sample, place of a roll call], see resampled
std::vector<CardRow> score_card(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, const std::vector<char>& eu,
                                const std::vector<Forecast>& forecasts, const Eigen::MatrixXd& weights);

/// `scorecard.csv` and the same as JSON.
std::string as_csv(const std::vector<CardRow>& card);
std::string as_json(const std::vector<CardRow>& card);
/// The headline: accuracy and log loss by mode and window, with intervals; below it the aggregates.
std::string as_text(const std::vector<CardRow>& card);

}  // namespace comity::analysis
