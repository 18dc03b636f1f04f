#include "analysis/hindcast/voting/readings.hpp"

#include <cmath>
#include <stdexcept>

#include "analysis/hindcast/hindcast.hpp"

namespace comity::analysis {

Eigen::ArrayX3d expected_utilities(const Prospect& text, const Steadiness& steadiness, double beyond, const Mechanisms& on, const LogitPair& logits)
{
    static const auto num_terms = static_cast<Eigen::Index>(expectation_terms().size());
    Eigen::VectorXd row(num_terms);
    Eigen::ArrayX3d found(text.line.last.size(), 3);
    for (int i = 0; i < found.rows(); ++i) {
        fill_expectation(text, steadiness, i, beyond, on, row);
        found.row(i) = logits.of(has_last(text, i)).utilities(row).transpose();
    }
    return found;
}

Ballot half_of(const Ballot& ballot, bool second)
{
    Ballot half = ballot;
    for (int i = 0; i < half.size(); ++i)
        if (in_second_half(i) != second) half[i] = RecordedVotes::not_cast;
    return half;
}

Revealed read_revealed(const Prospect& text, const Eigen::ArrayX3d& expected, const Ballot& revealed, const Vantage& from,
                       const Eigen::MatrixXd& kernel, const Mechanisms& on)
{
    constexpr double furthest_expected = 8, furthest = 7;
    Revealed read;
    const LogOdds odds = (LogOdds(expected.rows(), 2) << expected.col(2), expected.col(0)).finished();
    read.expected = odds.max(-furthest_expected).min(furthest_expected);
    if (on.swing) {
        const LogOdds shifted = odds + surprise(expected, revealed, text_kernel(kernel, expected, text.line.last));
        Tallies chances(odds.rows(), 3);
        for (Eigen::Index i = 0; i < odds.rows(); ++i) chances.row(i) = softmax({shifted(i, 1), 0, shifted(i, 0)}).transpose();
        read.swing = log_odds(chances, furthest);
    } else {
        read.swing = LogOdds::Zero(odds.rows(), 2);
    }
    const MapItem variance = from.items.sd().cwiseAbs2() * (text.novelty + 0.02);
    const ItemPrior prior{text.item, variance.cwiseInverse()};
    read.map = log_odds(item_chances(from.map.points, fit_item(revealed, from.map.points, prior, text.item, 15)), furthest);
    const auto compared = (text.line.last != RecordedVotes::not_cast) && (revealed != RecordedVotes::not_cast);
    const double left = static_cast<double>((compared && text.line.last != revealed).count()), all = static_cast<double>(compared.count());
    read.left = std::log((left + 0.3) / (all + 6));
    return read;
}

Eigen::Map<Eigen::VectorXd> PairExamples::add(bool is_known, std::int8_t cast)
{
    Votes& votes = is_known ? known_ : unknown_;
    votes.cast.push_back(cast);
    votes.terms.resize(votes.terms.size() + terms_.size());
    return {votes.terms.data() + votes.terms.size() - terms_.size(), static_cast<Eigen::Index>(terms_.size())};
}

LogitPair PairExamples::fit(const LogitPenalty& penalty) const
{
    const auto logit = [&](const Votes& votes) {
        if (votes.cast.empty()) throw std::invalid_argument("the voting model needs votes with and without an earlier vote on the text");
        const Eigen::Map<const Eigen::MatrixXd> terms(votes.terms.data(), static_cast<Eigen::Index>(terms_.size()),
                                                      static_cast<Eigen::Index>(votes.cast.size()));
        return VoteLogit::fit(terms, votes.cast, terms_, penalty);
    };
    return {logit(known_), logit(unknown_)};
}

}  // namespace comity::analysis
