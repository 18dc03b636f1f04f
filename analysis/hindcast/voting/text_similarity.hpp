#pragma once
// How much two texts resemble each other, by the words that they share.

#include <Eigen/Core>

#include "analysis/hindcast/voting/texts.hpp"

namespace comity::analysis {

/// Cosine similarity of texts over words and pairs of neighbouring words, weighted by how rare they are.
///
/// Weight of a term that a text holds: idf = ln((1 + n) / (1 + df)) + 1, over the Euclidean norm of the text's weights; 0 where it lacks
/// it. n texts are counted, df of them hold the term: what was known of the use of words then.
///
/// Shape:  cosines [row's text, column's text]
/// Units:  in [0, 1]; 1 for texts of the same terms, 0 where none is shared or one is empty
/// Source: Salton & Buckley (1988), Information Processing & Management 24(5):513-523; presence in place of counts, since titles are short
class TextSimilarity {
public:
    /// Terms are counted in the first `counted` texts. `texts` must outlive it.
    TextSimilarity(const TermLists& texts, int counted);
    Eigen::MatrixXd cosines(RollCallRange rows, RollCallRange columns) const;

private:
    const TermLists* texts_;
    Eigen::VectorXd rarity_;  // [term]
    Eigen::VectorXd norm_;    // [text]
};

}  // namespace comity::analysis
