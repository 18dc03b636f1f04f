#include "agents/world.hpp"

#include <algorithm>

namespace comity::agents {

Eigen::ArrayXd felt_threat(const World& world) { return (world.threat + world.shock.threat).max(0).min(1); }

bool is_member(const World& world, ForumId forum, CountryId country)
{
    const auto& roster = world.roster[static_cast<std::size_t>(forum.index)];
    return std::binary_search(roster.begin(), roster.end(), country.index);
}

}  // namespace comity::agents
