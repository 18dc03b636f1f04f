#pragma once
// The voting model: votes foretold from lines, blocs, positions and drift, and from the surprise of those whose votes are known.

#include <map>
#include <memory>
#include <utility>

#include "analysis/hindcast/task.hpp"
#include "analysis/hindcast/voting/mechanisms.hpp"
#include "analysis/hindcast/voting/outlook.hpp"
#include "analysis/hindcast/voting/readings.hpp"

namespace comity::analysis {

/// A VoteModel for both modes.
///
/// Expectation: a multinomial logit over the log-odds that each mechanism gives (vote_terms), learnt from the votes of all years from
/// `first_year_learnt` to the origin, each seen from as many years before as the questions are after the origin; with several such horizons
/// every other vote is left out at each. Where votes on a text are revealed, their surprise shifts what is expected of the others
/// (surprise), and a second logit pools both with the map read by the revealed; it is learnt in the same way from the same years' halves.
///
/// Everything is learnt anew at each origin from the task alone, once for all its tasks with the same horizons. What is seen from an origin
/// depends on no later vote, so models of the same record may share their outlooks.
///
/// Source: Genest & Zidek (1986), Statistical Science 1(1):114-135, for pooling of chances by their logarithms
class VotingModel {
public:
    explicit VotingModel(std::shared_ptr<Outlooks> outlooks, Mechanisms on = {}) : outlooks_(std::move(outlooks)), on_(on) {}
    /// Errors: throws std::invalid_argument where the record is too short to learn from (see enough)
    Chances operator()(const Task& task);
    /// The first origin by which a record has a year to learn from; it must hold a roll call.
    static int first_origin(const RecordedVotes& votes);
    /// Whether an origin is not before it.
    static bool enough(const RecordedVotes& votes, int origin);

private:
    /// An origin and the furthest year that is asked about, in years after it.
    using Place = std::pair<int, int>;
    const LogitPair& expectation(const RecordedVotes& known, Place place);
    const LogitPair& pooling(const RecordedVotes& known, Place place);
    const std::vector<Eigen::MatrixXd>& kernels(const RecordedVotes& known, int origin);

    std::shared_ptr<Outlooks> outlooks_;
    Mechanisms on_;
    std::map<Place, LogitPair> expectations_, poolings_;
    std::map<int, std::vector<Eigen::MatrixXd>> kernels_;
};

}  // namespace comity::analysis
