#include "analysis/hindcast/last_votes.hpp"

namespace comity::analysis {

void LastVotes::advance(int end)
{
    for (; next_ < end; ++next_) {
        std::vector<std::int8_t>& last = by_stem_[votes_->roll_calls[static_cast<std::size_t>(next_)].stem];
        last.resize(votes_->countries.size(), RecordedVotes::not_cast);
        for (int i = 0; i < votes_->num_countries(); ++i)
            if (const std::int8_t cast = votes_->cast(i, next_); cast != RecordedVotes::not_cast) last[static_cast<std::size_t>(i)] = cast;
    }
}

std::int8_t LastVotes::of(const Question& question) const
{
    const auto found = by_stem_.find(votes_->roll_calls[static_cast<std::size_t>(question.roll_call)].stem);
    return found == by_stem_.end() ? RecordedVotes::not_cast : found->second[static_cast<std::size_t>(question.country)];
}

}  // namespace comity::analysis
