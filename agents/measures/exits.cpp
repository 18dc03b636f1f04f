#include "agents/measures/exits.hpp"

namespace comity::agents {

std::vector<Column> ExitMeasure::columns() const
{
    std::vector<Column> found;
    if (!setting_) return found;
    const double countries = setting_->num_countries(), forums = setting_->num_forums();
    found.push_back({{"exits", "Exits", "exits", "institutions", "pairs of a country and a forum that it has left for good (engagement fell below .2, rule exit)", 0, countries * forums}, Summary::end});
    for (const Forum& f : setting_->institutions.forums)
        found.push_back({{"exits_" + f.id, "Exits, " + f.title, "countries", "institutions", "countries that have left the forum for good (engagement fell below .2, rule exit)", 0, countries}, Summary::end});
    return found;
}

void ExitMeasure::observe(const World& world, RowWriter& row) const
{
    if (!setting_) return;
    const Eigen::Array<Eigen::Index, 1, Eigen::Dynamic> left = world.memberships.left.colwise().count();
    row.put(static_cast<double>(left.sum()));
    for (const Eigen::Index countries : left) row.put(static_cast<double>(countries));
}

}  // namespace comity::agents
