#include "agents/rules/voting_session.hpp"

#include <algorithm>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/lots.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

sim::BlockBatch blocks_of(const Electorate& electorate, const Setting& setting, const sim::Draws& draws, std::pmr::memory_resource* room)
{
    if (electorate.everyone()) return {draws, Purpose::vote, setting.agent, sim::kernels(), room};
    std::pmr::vector<std::uint64_t> agents(room);
    agents.reserve(electorate.size);
    for (const int i : electorate.members) agents.push_back(setting.agent[static_cast<std::size_t>(i)]);
    return {draws, Purpose::vote, agents, sim::kernels(), room};
}

/// Marks for fate, [padded]: absent with chance 2 mu (1 - dip) where a forum knows absence.
std::pmr::vector<std::int32_t> absence_marks(const World& now, const Electorate& electorate, const VotingParams& params,
                                             std::pmr::memory_resource* room)
{
    std::pmr::vector<std::int32_t> marks(electorate.padded, 0, room);
    if (electorate.rules.absences)
        for (std::size_t p = 0; p < electorate.size; ++p)
            marks[p] = fate_mark(2 * params.absence * (1 - now.diplomacy(electorate.members[p])));
    return marks;
}

}  // namespace

VotingSession::VotingSession(const World& now, const Setting& setting, const Influence& influence, ForumId forum,
                             const VotingParams& params, const sim::Draws& draws, std::pmr::memory_resource* room)
    : draws_(&draws),
      noise_(&noise_kernel(params.noise)),
      electorate_(now, setting, forum, room),
      pull_(leader_pull(now, setting, forum, params, electorate_.members, electorate_.padded, room)),
      blocks_(blocks_of(electorate_, setting, draws, room)),
      inclinations_(now, setting, influence, electorate_, params, &pull_, room),
      partners_(now, setting, electorate_, params, room),
      absent_below_(absence_marks(now, electorate_, params, room)),
      copies_(now, setting, electorate_, pull_, absent_below_, params, room),
      free_(electorate_.padded, 0, room),
      dear_(electorate_.padded, 0, room),
      z_(electorate_.padded, room),
      words_(4 * electorate_.padded, room),
      votes_(electorate_.padded, room)
{
    const auto cost = static_cast<float>(params.veto_cost);
    const DecisionRule rule = electorate_.rules.rule;
    if (rule == DecisionRule::consensus || rule == DecisionRule::consensus_then_majority) std::fill(dear_.begin(), dear_.end(), cost);
    for (const std::size_t p : electorate_.vetoes) dear_[p] = cost;
}

void VotingSession::vote(const Draft& draft, std::span<const Inducement> given, std::int8_t* column)
{
    if (electorate_.size == 0) return;
    inclinations_.in(draft.arena).latent(draft, 0, z_.data());
    for (const Inducement& to : given)
        if (const int place = electorate_.place(to.country); place >= 0) z_[static_cast<std::size_t>(place)] += to.amount;
    const Lots drawn = lots(draft);
    count(draft, dear_, drawn);
    if (electorate_.rules.rule == DecisionRule::consensus_then_majority) {
        const auto voted = votes_.begin() + static_cast<std::ptrdiff_t>(electorate_.size);
        if (std::find(votes_.begin(), voted, static_cast<std::int8_t>(Vote::no)) != voted) count(draft, free_, drawn);
    }
    if (electorate_.everyone())
        std::copy_n(votes_.begin(), electorate_.size, column);
    else
        for (std::size_t p = 0; p < electorate_.size; ++p) column[electorate_.members[p]] = votes_[p];
}

Lots VotingSession::lots(const Draft& draft)
{
    const std::uint32_t odd = draft.key & 1, index = draft.key - odd;
    const std::size_t n = electorate_.padded;
    if (drawn_ != index) blocks_.draw(index, sim::BlockWords{words_.data()});
    drawn_ = index;
    const std::uint32_t* vote = words_.data() + 2 * n * odd;
    return {vote, vote + n};
}

void VotingSession::count(const Draft& draft, std::span<const float> cost, const Lots& lots)
{
    noise_->decide(electorate_.padded, {z_.data(), electorate_.style.data(), cost.data(), absent_below_.data(), draft.half_band}, lots,
                   votes_.data());
    partners_.share_cost(draft, z_, lots, cost, votes_);
    const DecisionRule rule = electorate_.rules.rule;
    const bool by_consensus = rule == DecisionRule::consensus || rule == DecisionRule::consensus_then_majority;
    const double bloc_cost = by_consensus ? static_cast<double>(cost.front()) : 0;
    copies_.copy(draft, bloc_cost, lots, *draws_, votes_);
    partners_.accommodate(draft, z_, *draws_, votes_);
}

}  // namespace comity::agents
