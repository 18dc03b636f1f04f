#include "agents/vote_history.hpp"

#include <algorithm>

#include "agents/draft.hpp"

namespace comity::agents {

void VoteHistory::add(const std::int8_t* votes)
{
    const std::size_t end = (num_drafts_ + 1) * num_countries_;
    if (votes_.size() < end) votes_.resize(2 * end);
    std::copy_n(votes, num_countries_, votes_.begin() + static_cast<std::ptrdiff_t>(num_drafts_ * num_countries_));
    ++num_drafts_;
}

void VoteHistory::add(const Ballots& ballots, const Outcomes& outcomes)
{
    for (std::size_t v = 0; v < outcomes.of.size(); ++v)
        if (!outcomes.of[v].unanimous) add(ballots.votes.col(static_cast<Eigen::Index>(v)).data());
}

}  // namespace comity::agents
