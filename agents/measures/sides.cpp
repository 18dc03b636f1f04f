#include "agents/measures/sides.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace comity::agents {
namespace {

/// Adds the country as a side of its own, whatever becomes of its leader, and returns the side's index.
int country_side(Sides& found, const Setting& setting, CountryId country)
{
    found.sides.push_back({setting.code[static_cast<std::size_t>(country.index)], {country.index}});
    return static_cast<int>(found.sides.size()) - 1;
}

Dyad find_partners(Sides& found, const Setting& setting)
{
    const CountryId china = setting.country("CHN"), russia = setting.country("RUS");
    if (china.index >= 0 && russia.index >= 0) {
        const int first = country_side(found, setting, china);
        return {first, country_side(found, setting, russia)};
    }
    for (const Leader& g : setting.leaders)
        if (g.camp == Camp::challengers && g.founders.size() >= 2) {
            const int first = country_side(found, setting, g.founders[0]);
            return {first, country_side(found, setting, g.founders[1])};
        }
    return {};
}

Dyad find_incumbents(const Setting& setting)
{
    const Dyad atlantic{setting.leader("US").index, setting.leader("EU").index};
    if (atlantic.first >= 0 && atlantic.second >= 0) return atlantic;
    Dyad dyad;
    for (int g = 0; g < setting.num_leaders(); ++g) {
        if (setting.leaders[static_cast<std::size_t>(g)].camp != Camp::incumbents) continue;
        if (dyad.first < 0)
            dyad.first = g;
        else
            return {dyad.first, g};
    }
    return {};
}

}  // namespace

Sides::Sides(const Setting& setting) : num_leaders(setting.num_leaders())
{
    for (const Leader& g : setting.leaders) sides.push_back({g.id, {}});
    follow(Coalitions(setting));
    partners = find_partners(*this, setting);
    incumbents = find_incumbents(setting);
}

void Sides::follow(const Coalitions& coalitions)
{
    for (int g = 0; g < num_leaders; ++g) {
        std::vector<int>& members = sides[static_cast<std::size_t>(g)].members;
        members.clear();
        for (const CountryId i : coalitions.members({g})) members.push_back(i.index);
    }
    moves = coalitions.num_moves();
}

const SideVotes::Seats& SideVotes::seats(const Sides& sides, ForumId forum, const std::vector<int>& roster)
{
    const auto f = static_cast<std::size_t>(forum.index);
    if (f >= seats_.size()) seats_.resize(f + 1);
    Seats& found = seats_[f];
    if (found.roster == roster && found.moves == sides.moves && found.ends.size() == sides.sides.size()) return found;
    found.roster = roster;
    found.moves = sides.moves;
    found.members.clear();
    found.ends.clear();
    for (const Side& side : sides.sides) {
        for (const int i : side.members)
            if (std::binary_search(roster.begin(), roster.end(), i)) found.members.push_back(i);
        found.ends.push_back(found.members.size());
    }
    return found;
}

void SideVotes::count(const Sides& sides, const World& world, const RoundRecord& record)
{
    // Three counts in one word: no, abstain, yes, absent, none.
    static constexpr std::uint64_t field[5]{1, std::uint64_t{1} << 21, std::uint64_t{1} << 42, 0, 0};
    constexpr std::uint64_t mask = (std::uint64_t{1} << 21) - 1;
    num_sides_ = sides.sides.size();
    const std::size_t num_drafts = record.outcomes.of.size();
    if (counts_.size() < num_drafts * num_sides_) counts_.resize(num_drafts * num_sides_);
    ForumId forum;
    const Seats* here = nullptr;
    for (std::size_t v = 0; v < num_drafts; ++v) {
        if (record.outcomes.of[v].unanimous) continue;
        const ForumId of_draft = record.agenda.drafts[v].forum;
        if (here == nullptr || of_draft != forum) here = &seats(sides, of_draft, world.roster[static_cast<std::size_t>(of_draft.index)]);
        forum = of_draft;
        const std::int8_t* vote = record.ballots.votes.col(static_cast<Eigen::Index>(v)).data();
        const int* member = here->members.data();
        for (std::size_t side = 0; side < num_sides_; ++side) {
            std::uint64_t packed = 0;
            const int* const end = here->members.data() + here->ends[side];
            for (; member != end; ++member) packed += field[std::ptrdiff_t{vote[*member]} + 1];
            counts_[v * num_sides_ + side] = {static_cast<int>(packed >> 42), static_cast<int>(packed >> 21 & mask), static_cast<int>(packed & mask)};
        }
    }
}

}  // namespace comity::agents
