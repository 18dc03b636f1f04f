#pragma once
// Whole roll calls and years foretold from the chances of votes, with intervals that earlier forecasts earned.

#include <optional>
#include <vector>

#include "analysis/hindcast/score_card.hpp"

namespace comity::analysis {

/// A model of votes, and the earliest year from whose end it can be asked.
struct AskedModel {
    VoteModel model;
    int first_origin;
};

/// Scores of yearly agreement of pairs (subset `pair_agreement`, of CHN and RUS `agreement_CHN_RUS`) and of yes shares of roll calls
/// (`yes_share`), mode `aggregate`.
///
/// Model `comity`: the expectation under the chances of the model, and around it the errors that the same model made when it was asked in the
/// same way at earlier origins: the test years' span before the origin, the one before that, and so on, twelve years in all (a year ahead, the twelve
/// years before the test year). An error is taken in units of the s.d. that independent votes would give, which is what makes
/// intervals wider where less is sure; that votes on a text err together is in the errors. Yes shares learn from texts of their kind: those on
/// whose titles half of the voters have voted before, and others. Errors have years in common, so those of few years are widened around their median by
/// t(.95; years - 1)/z(.95) sqrt(1 + 1/years), as a prediction from so many values is. The predictive sample is
/// expected + spread x each of 199 quantiles of the errors, clipped to [0, 1]. Metrics: crps, coverage50 and coverage90 (shares of quantities inside the
/// central intervals of the sample), mae of its median, and pit_low and pit_high, the shares below and above the central 90 %.
///
/// `last_year` (agreement): the pair's value in the last year known. `last_same_title` (yes shares): that of the last roll call
/// on the title, else the mean over the topic's roll calls of the last five years, else over all of these. Metric mae.
///
/// Votes are those cast: who takes part is given. Intervals of scores resample roll calls.
///
/// Without a model, or where it could not be asked before, its rows are left out. Of `weights` the first 200 samples are used.
///
/// Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, and Lei et al. (2018), J. Am. Stat. Assoc. 113:1094, for
///         intervals from held-out errors; Gneiting & Raftery (2007), J. Am. Stat. Assoc. 102:359, for CRPS
std::vector<CardRow> aggregate_scores(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design,
                                      const std::optional<AskedModel>& asked, const Eigen::MatrixXd& weights);

}  // namespace comity::analysis
