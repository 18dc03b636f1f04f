#include "agents/rules/copy_votes.hpp"

#include <algorithm>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/lots.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

constexpr auto absent = static_cast<std::int8_t>(Vote::absent);

/// One or the other, without a branch: nobody could predict it.
int chosen(bool first, int one, int other) { return other ^ ((one ^ other) & -static_cast<int>(first)); }

}  // namespace

CopiedVotes::CopiedVotes(const World& now, const Setting& setting, const Electorate& electorate, const LeaderPull& pull,
                         std::span<const std::int32_t> absent_below, const VotingParams& params, std::pmr::memory_resource* room)
    : now_(&now), params_(&params), copyists_(room), sources_(setting.leaders.size(), room)
{
    std::pmr::vector<int> entry(electorate.size, -1, room);  // [place], in copyists_
    copyists_.reserve(electorate.size);
    const auto copyist_at = [&](int place) -> Copyist& {
        int& k = entry[static_cast<std::size_t>(place)];
        if (k < 0) {
            k = static_cast<int>(copyists_.size());
            copyists_.push_back({static_cast<std::size_t>(place)});
        }
        return copyists_[static_cast<std::size_t>(k)];
    };
    for (std::size_t g = 0; g < sources_.size(); ++g) {
        const Leader& leader = setting.leaders[g];
        Source& source = sources_[g];
        if (!(leader.bloc && params.bloc_copying > 0) && !(!leader.allies.empty() && params.ally_copying > 0)) continue;
        const std::vector<CountryId>& members = now.coalitions.members({static_cast<int>(g)});
        if (members.empty()) continue;
        source.agent = sim::agent_code(leader.id);
        double style = 0;
        for (const CountryId member : members) {
            const int place = electorate.place(member);
            if (place < 0) continue;
            ++source.num_voters;
            style += electorate.style[static_cast<std::size_t>(place)];
            for (std::size_t h = 0; h < sources_.size(); ++h) source.leverage[h] += pull.leverage(h)[place];
            source.weakness += pull.weakness[static_cast<std::size_t>(place)];
            if (leader.bloc) copyist_at(place).bloc = static_cast<int>(g);
            if (members.size() == 1) source.own_place = place;
        }
        if (source.num_voters > 0) {
            source.style = style / source.num_voters;
            for (double& each : source.leverage) each /= source.num_voters;
            source.weakness /= source.num_voters;
        }
        for (const CountryId ally : leader.allies) {
            const int place = electorate.place(ally);
            if (place >= 0 && now.coalitions.leader_of(ally) != LeaderId{static_cast<int>(g)})
                copyist_at(place).ally = static_cast<int>(g);
        }
    }
    std::erase_if(copyists_, [&](const Copyist& copyist) { return electorate.holds_veto(copyist.place); });
    for (Copyist& copyist : copyists_) {
        const double of_bloc = copyist.bloc >= 0 ? params.bloc_copying : 0;
        const double of_either = of_bloc + (copyist.ally >= 0 ? params.ally_copying * (1 - of_bloc) : 0);
        const std::int32_t absent = absent_below[copyist.place], present = certain_fate - absent;
        copyist.bloc_below = absent + static_cast<std::int32_t>(of_bloc * present);
        copyist.ally_below = absent + static_cast<std::int32_t>(of_either * present);
        for (const int g : {copyist.bloc, copyist.ally})
            if (g >= 0) sources_[static_cast<std::size_t>(g)].wanted = true;
        if (copyist.bloc < 0) copyist.bloc = copyist.ally;  // its mark leaves it no word, but the place must exist
        if (copyist.ally < 0) copyist.ally = copyist.bloc;
    }
}

void CopiedVotes::copy(const Draft& draft, double cost, const Lots& lots, const sim::Draws& draws,
                       std::span<std::int8_t> votes)
{
    for (std::size_t g = 0; g < sources_.size(); ++g) {
        const Source& source = sources_[g];
        if (!source.wanted) continue;
        const bool own = source.own_place >= 0 && votes[static_cast<std::size_t>(source.own_place)] != absent;
        vote_of_[g] = own ? votes[static_cast<std::size_t>(source.own_place)] : drawn(draft, g, cost, draws);
    }
    for (const Copyist& copyist : copyists_) {
        const std::int32_t fate = fate_of(lots.fate[copyist.place]);
        const std::int8_t own = votes[copyist.place];
        const int of_ally = chosen(fate < copyist.ally_below, vote_of_[static_cast<std::size_t>(copyist.ally)], own);
        const int copied = chosen(fate < copyist.bloc_below, vote_of_[static_cast<std::size_t>(copyist.bloc)], of_ally);
        votes[copyist.place] = static_cast<std::int8_t>(chosen(own == absent, own, copied));
    }
}

std::int8_t CopiedVotes::drawn(const Draft& draft, std::size_t leader, double cost, const sim::Draws& draws)
{
    Source& source = sources_[leader];
    double z = draft.inclination[leader];
    for (std::size_t g = 0; g < sources_.size(); ++g)
        if (const int line = draft.line[g]; line != 0 && g != leader)
            z += line * (draft.stakes * source.leverage[g] + bandwagon(*now_, {static_cast<int>(g)}, draft.arena, *params_) * source.weakness);
    if (source.index != draft.key / 4) source.block = draws.block(Purpose::bloc_vote, source.agent, draft.key / 4);
    source.index = draft.key / 4;
    const double noise = noise_of_vote(params_->noise, source.block[draft.key % 4]), half_band = draft.half_band * source.style;
    if (z - half_band > noise) return static_cast<std::int8_t>(Vote::yes);
    return static_cast<std::int8_t>(z + half_band + cost < noise ? Vote::no : Vote::abstain);
}

}  // namespace comity::agents
