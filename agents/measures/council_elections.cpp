#include "agents/measures/council_elections.hpp"

#include "agents/rules/contest_seats.hpp"

namespace comity::agents {

ElectionMeasure::ElectionMeasure(const Setting& setting, const Rules& rules) : setting_(rules.elections.on ? &setting : nullptr)
{
    for (int f = 0; setting_ && f < setting.num_forums(); ++f)
        if (votes_on_seats(setting.institutions.forums[static_cast<std::size_t>(f)])) councils_.push_back({f});
}

std::vector<Column> ElectionMeasure::columns() const
{
    std::vector<Column> found;
    if (!setting_) return found;
    found.push_back({{"contested_slates", "Contested slates", "share", "institutions", "slates with more candidates than seats, over all slates of the round's elections; not defined in a round without (rule elections)", 0, 1}, Summary::mean});
    for (const ForumId council : councils_) {
        const Forum& f = setting_->institutions.forums[static_cast<std::size_t>(council.index)];
        found.push_back({{"members_position_" + f.id, "Mean position of members, " + f.title, "position", "institutions", "mean position of the members of the round in the arena of most of the forum's business (rule elections)", -4, 4}, Summary::end | Summary::mean});
    }
    return found;
}

void ElectionMeasure::observe(const World& world, RowWriter& row) const
{
    if (!setting_) return;
    row.put(ratio(world.slates.contested, world.slates.slates));
    for (const ForumId council : councils_) {
        const auto& members = world.roster[static_cast<std::size_t>(council.index)];
        const auto position = world.position.col(main_arena(setting_->institutions, council).index);
        double sum = 0;
        for (const int i : members) sum += position(i);
        row.put(ratio(sum, static_cast<double>(members.size())));
    }
}

}  // namespace comity::agents
