#include "agents/rules/partner_votes.hpp"

#include <algorithm>
#include <cmath>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/lots.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

constexpr auto no = static_cast<std::int8_t>(Vote::no);
constexpr auto abstain = static_cast<std::int8_t>(Vote::abstain);
constexpr auto yes = static_cast<std::int8_t>(Vote::yes);

}  // namespace

PartnerVotes::PartnerVotes(const World& now, const Setting& setting, const Electorate& electorate, const VotingParams& params,
                           std::pmr::memory_resource* room)
    : electorate_(&electorate), noise_(params.noise), dyads_(room), turned_(room)
{
    for (const Partnership& partners : now.partnerships) {
        const int first = electorate.place(partners.first);
        const int second = electorate.place(partners.second);
        if (first < 0 || second < 0) continue;
        const double apart = 1 - partners.strength;
        const auto& [one, other] = std::minmax(setting.code[static_cast<std::size_t>(partners.first.index)],
                                               setting.code[static_cast<std::size_t>(partners.second.index)]);
        dyads_.push_back({static_cast<std::size_t>(first), static_cast<std::size_t>(second),
                          params.veto_cost * (1 - params.veto_sharing * partners.strength), 1 - apart * apart,
                          sim::agent_code(one + "-" + other)});
    }
}

bool PartnerVotes::turns_to_no(const Dyad& dyad, std::size_t place, const Draft& draft, std::span<const double> z, const Lots& lots) const
{
    return z[place] + draft.half_band * electorate_->style[place] + dyad.shared_cost < noise_of_vote(noise_, lots.vote[place]);
}

void PartnerVotes::share_cost(const Draft& draft, std::span<const double> z, const Lots& lots, std::span<const float> cost,
                              std::span<std::int8_t> votes)
{
    turned_.clear();
    for (const Dyad& dyad : dyads_) {
        // A yes stays a yes: its uniform lies above any chance of no.
        if (votes[dyad.first] == no && votes[dyad.second] == abstain && cost[dyad.second] > 0 &&
            turns_to_no(dyad, dyad.second, draft, z, lots))
            turned_.push_back(dyad.second);
        if (votes[dyad.second] == no && votes[dyad.first] == abstain && cost[dyad.first] > 0 &&
            turns_to_no(dyad, dyad.first, draft, z, lots))
            turned_.push_back(dyad.first);
    }
    for (const std::size_t place : turned_) votes[place] = no;
}

void PartnerVotes::accommodate(const Draft& draft, std::span<const double> z, const sim::Draws& draws, std::span<std::int8_t> votes) const
{
    for (const Dyad& dyad : dyads_) {
        const std::int8_t first = votes[dyad.first];
        const std::int8_t second = votes[dyad.second];
        if (!((first == yes && second == no) || (first == no && second == yes))) continue;
        if (!(draws.uniform(Purpose::accommodation, dyad.agent, draft.key) < dyad.accommodation)) continue;
        const std::size_t for_it = first == yes ? dyad.first : dyad.second;
        const std::size_t against = first == yes ? dyad.second : dyad.first;
        const bool yes_gives_way = !electorate_->rules.veto.empty() || std::abs(z[for_it]) <= std::abs(z[against]);
        votes[yes_gives_way ? for_it : against] = abstain;
    }
}

}  // namespace comity::agents
