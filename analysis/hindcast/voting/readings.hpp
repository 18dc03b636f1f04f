#pragma once
// One text read with the fitted logits: what is expected of all countries, and what revealed votes add.

#include "analysis/hindcast/voting/surprise.hpp"
#include "analysis/hindcast/voting/vote_terms.hpp"

namespace comity::analysis {

/// A logit for countries with an earlier vote on the text, and one for those without.
struct LogitPair {
    VoteLogit known, unknown;
    const VoteLogit& of(bool is_known) const { return is_known ? known : unknown; }
};

inline bool has_last(const Prospect& text, int country)
{
    return text.line.last[country] != RecordedVotes::not_cast;
}

/// Utilities of no, abstention and yes that are expected of every country: [country, choice].
Eigen::ArrayX3d expected_utilities(const Prospect& text, const Steadiness& steadiness, double beyond, const Mechanisms& on, const LogitPair& logits);

/// The votes of one half of the countries, as they are revealed to foretell the other's.
Ballot half_of(const Ballot& ballot, bool second);

/// What a ballot of revealed votes says. `kernel`: of the text's topic.
Revealed read_revealed(const Prospect& text, const Eigen::ArrayX3d& expected, const Ballot& revealed, const Vantage& from,
                       const Eigen::MatrixXd& kernel, const Mechanisms& on);

/// Votes gathered to learn the logits of a pair from.
class PairExamples {
public:
    explicit PairExamples(std::vector<Term> terms) : terms_(std::move(terms)) {}
    /// Room for a vote's terms, in the order of the layout.
    Eigen::Map<Eigen::VectorXd> add(bool is_known, std::int8_t cast);
    /// Errors: throws std::invalid_argument where either has no vote
    LogitPair fit(const LogitPenalty& penalty) const;

private:
    struct Votes {
        std::vector<double> terms;
        std::vector<std::int8_t> cast;
    };
    std::vector<Term> terms_;
    Votes known_, unknown_;
};

}  // namespace comity::analysis
