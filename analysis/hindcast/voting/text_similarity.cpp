#include "analysis/hindcast/voting/text_similarity.hpp"

#include <cmath>

namespace comity::analysis {

TextSimilarity::TextSimilarity(const TermLists& texts, int counted) : texts_(&texts), rarity_(texts.num_terms), norm_(texts.terms.size())
{
    Eigen::ArrayXd holding = Eigen::ArrayXd::Zero(texts.num_terms);
    for (int k = 0; k < counted; ++k)
        for (const int term : texts.terms[static_cast<std::size_t>(k)]) ++holding[term];
    rarity_ = ((1.0 + counted) / (1 + holding)).log() + 1;
    for (std::size_t k = 0; k < texts.terms.size(); ++k) {
        double sum = 0;
        for (const int term : texts.terms[k]) sum += rarity_[term] * rarity_[term];
        norm_[static_cast<Eigen::Index>(k)] = std::sqrt(sum);
    }
}

Eigen::MatrixXd TextSimilarity::cosines(RollCallRange rows, RollCallRange columns) const
{
    Eigen::MatrixXd found = Eigen::MatrixXd::Zero(rows.size(), columns.size());
    Eigen::VectorXd squared = Eigen::VectorXd::Zero(texts_->num_terms);  // of the row's terms
    for (int a = rows.first; a < rows.last; ++a) {
        const std::vector<int>& held = texts_->terms[static_cast<std::size_t>(a)];
        for (const int term : held) squared[term] = rarity_[term] * rarity_[term];
        for (int b = columns.first; b < columns.last && !held.empty(); ++b) {
            double shared = 0;
            for (const int term : texts_->terms[static_cast<std::size_t>(b)]) shared += squared[term];
            if (shared > 0) found(a - rows.first, b - columns.first) = shared / (norm_[a] * norm_[b]);
        }
        for (const int term : held) squared[term] = 0;
    }
    return found;
}

}  // namespace comity::analysis
