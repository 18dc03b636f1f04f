#pragma once
// The columns of the two logits: what is expected of a vote, and what half of the outcome adds.

#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/voting/mechanisms.hpp"
#include "analysis/hindcast/voting/outlook.hpp"
#include "analysis/hindcast/voting/vote_logit.hpp"

namespace comity::analysis {

/// Columns of the expectation: log-odds of the map, of the own and the bloc's line, of the drift; novelty and likeness of the text; a
/// state's last vote c on the text, each c by itself and times ln age, ln(1 + run), volatility, trend, ln(.01 + unrest); then, times the
/// years that the horizon is above the middle one, the terms that fade: the horizon itself, novelty, last vote, map, own line, bloc line.
std::vector<Term> expectation_terms();
/// Their values for a country. A mechanism that is off leaves zeros, and a term that does not vary is no term.
///
/// `beyond`: years of the horizon above the mean of those that are asked about
void fill_expectation(const Prospect& text, const Steadiness& steadiness, int country, double beyond, const Mechanisms& on,
                      Eigen::Ref<Eigen::VectorXd> row);

/// What the revealed votes on a text say, besides what was expected.
///
/// Shape:  each [country, 2]
struct Revealed {
    LogOdds expected;    ///< utilities of the expectation, kept within 8
    LogOdds swing, map;  ///< log-odds kept within 7: expectation with the surprise, and the map with the item refitted
    double left = 0;     ///< ln((n + .3) / (m + 6)): n of m revealed countries left their last vote
};

/// Columns of the pooling: log-odds of the expectation, the swing, the map read by the revealed; last vote c times 1, ln age, inconstancy,
/// ln(1 + run), left.
std::vector<Term> pooling_terms();
void fill_pooling(const Prospect& text, const Revealed& revealed, int country, const Mechanisms& on, Eigen::Ref<Eigen::VectorXd> row);

}  // namespace comity::analysis
