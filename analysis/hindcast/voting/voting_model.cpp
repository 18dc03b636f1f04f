#include "analysis/hindcast/voting/voting_model.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/hindcast/hindcast.hpp"

namespace comity::analysis {
namespace {

constexpr LogitPenalty expectation_penalty{.core = 100, .dear = 3000, .difference = 3000, .cross = 10000};
constexpr LogitPenalty pooling_penalty{.core = 30, .dear = 1000, .difference = 300, .cross = 3000};

/// First years whose votes are learnt from: the record's first five years make a vantage, four more let it be seen from up to four years before. The
/// pooling begins two years later, as its logit learns from what the other expects.
int first_year_learnt(const RecordedVotes& votes)
{
    return Outlooks::first_origin(votes) + 4;
}
int first_year_pooled(const RecordedVotes& votes)
{
    return first_year_learnt(votes) + 2;
}

/// Years of the horizon above the mean of 1, 2, ..., furthest.
double beyond(int horizon, int furthest)
{
    return horizon - 0.5 * (1 + furthest);
}

int year_of(const RecordedVotes& votes, const Question& question)
{
    return votes.roll_calls[static_cast<std::size_t>(question.roll_call)].date.year;
}

}  // namespace

int VotingModel::first_origin(const RecordedVotes& votes) { return first_year_pooled(votes); }

bool VotingModel::enough(const RecordedVotes& votes, int origin)
{
    return !votes.roll_calls.empty() && first_origin(votes) <= origin;
}

const std::vector<Eigen::MatrixXd>& VotingModel::kernels(const RecordedVotes& known, int origin)
{
    const auto [found, fresh] = kernels_.try_emplace(origin);
    if (fresh) found->second = surprise_kernels(outlooks_->from(known, origin), on_);
    return found->second;
}

const LogitPair& VotingModel::expectation(const RecordedVotes& known, Place place)
{
    if (const auto found = expectations_.find(place); found != expectations_.end()) return found->second;
    const auto [origin, furthest] = place;
    PairExamples examples(expectation_terms());
    for (int year = first_year_learnt(known); year <= origin; ++year)
        for (int horizon = 1; horizon <= furthest && year - horizon >= Outlooks::first_origin(known); ++horizon) {
            const Steadiness& steadiness = outlooks_->from(known, year - horizon).steadiness;
            for (const Prospect& text : outlooks_->of(known, year - horizon, year))
                for (int i = 0; i < known.num_countries(); ++i) {
                    const std::int8_t cast = known.cast(i, text.roll_call);
                    const bool left_out = furthest > 1 && (i + text.roll_call + horizon) % 2 != 0;
                    if (cast != RecordedVotes::not_cast && !left_out)
                        fill_expectation(text, steadiness, i, beyond(horizon, furthest), on_, examples.add(has_last(text, i), cast));
                }
        }
    return expectations_.emplace(place, examples.fit(expectation_penalty)).first->second;
}

const LogitPair& VotingModel::pooling(const RecordedVotes& known, Place place)
{
    if (const auto found = poolings_.find(place); found != poolings_.end()) return found->second;
    const auto [origin, furthest] = place;
    const LogitPair& expected = expectation(known, place);
    PairExamples examples(pooling_terms());
    for (int year = first_year_pooled(known); year <= origin; ++year)
        for (int horizon = 1; horizon <= furthest && year - horizon >= Outlooks::first_origin(known); ++horizon) {
            if (furthest > 1 && (year + horizon) % 2 != 0) continue;
            const Vantage& from = outlooks_->from(known, year - horizon);
            for (const Prospect& text : outlooks_->of(known, year - horizon, year)) {
                const Eigen::ArrayX3d utilities = expected_utilities(text, from.steadiness, beyond(horizon, furthest), on_, expected);
                const Ballot ballot = known.cast.col(text.roll_call);
                const auto topic = static_cast<std::size_t>(outlooks_->texts(known).topic[static_cast<std::size_t>(text.roll_call)]);
                for (const bool second : {false, true}) {
                    const Revealed revealed = read_revealed(text, utilities, half_of(ballot, second), from, kernels(known, from.origin)[topic], on_);
                    for (int i = 0; i < known.num_countries(); ++i)
                        if (in_second_half(i) != second && ballot[i] != RecordedVotes::not_cast)
                            fill_pooling(text, revealed, i, on_, examples.add(has_last(text, i), ballot[i]));
                }
            }
        }
    return poolings_.emplace(place, examples.fit(pooling_penalty)).first->second;
}

Chances VotingModel::operator()(const Task& task)
{
    const RecordedVotes& known = task.known;
    if (!enough(known, task.origin)) throw std::invalid_argument("the voting model needs a record of eleven years");
    int furthest = 1;
    for (const Question& question : task.questions) furthest = std::max(furthest, year_of(known, question) - task.origin);
    const Place place{task.origin, furthest};
    const Vantage& from = outlooks_->from(known, task.origin);
    const LogitPair& logits = expectation(known, place);
    const bool conditional = task.revealed.size() > 0;

    /// Utilities of one roll call, kept while its questions follow one another.
    const Prospect* text = nullptr;
    Eigen::ArrayX3d utilities;
    Revealed revealed;
    Eigen::VectorXd row(static_cast<Eigen::Index>(pooling_terms().size()));
    Chances chances(static_cast<Eigen::Index>(task.questions.size()), 3);
    for (std::size_t q = 0; q < task.questions.size(); ++q) {
        const Question& question = task.questions[q];
        if (!text || text->roll_call != question.roll_call) {
            const int year = year_of(known, question);
            text = &outlooks_->of(known, task.origin, year)[static_cast<std::size_t>(question.roll_call - known.first_after(year - 1))];
            utilities = expected_utilities(*text, from.steadiness, beyond(year - task.origin, furthest), on_, logits);
            const auto topic = static_cast<std::size_t>(outlooks_->texts(known).topic[static_cast<std::size_t>(question.roll_call)]);
            if (conditional)
                revealed = read_revealed(*text, utilities, task.revealed.col(question.roll_call), from, kernels(known, task.origin)[topic], on_);
        }
        Eigen::Array3d of = utilities.row(question.country).transpose();
        if (conditional) {
            fill_pooling(*text, revealed, question.country, on_, row);
            of = pooling(known, place).of(has_last(*text, question.country)).utilities(row);
        }
        chances.row(static_cast<Eigen::Index>(q)) = softmax(of).transpose();
    }
    return chances;
}

}  // namespace comity::analysis
