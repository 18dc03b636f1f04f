#include "agents/setting.hpp"

#include <algorithm>
#include <functional>

#include "sim/draws.hpp"

namespace comity::agents {
namespace {

/// Index of the first element whose text equals `id`, -1 where there is none.
template <class List, class Text>
int find(const List& list, std::string_view id, Text text)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return text(item) == id; });
    return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

constexpr auto id_of = [](const auto& item) -> const std::string& { return item.id; };

}  // namespace

ArenaId Institutions::arena(std::string_view id) const { return {find(arenas, id, id_of)}; }
NormId Institutions::norm(std::string_view id) const { return {find(norms, id, id_of)}; }
ForumId Institutions::forum(std::string_view id) const { return {find(forums, id, id_of)}; }
TreatyId Institutions::treaty(std::string_view id) const { return {find(treaties, id, id_of)}; }

bool Setting::meets(const Forum& forum, int round) const
{
    if (year(round) < forum.first_year) return false;
    if (forum.even_years_only && year(round) % 2 != 0) return false;
    return std::find(forum.quarters.begin(), forum.quarters.end(), quarter(round)) != forum.quarters.end();
}

CountryId Setting::country(std::string_view id) const
{
    // Codes are compared as the numbers that they are in the draws: longer ones may share theirs.
    const std::uint64_t wanted = sim::agent_code(id);
    for (std::size_t i = 0; i < agent.size(); ++i)
        if (agent[i] == wanted && code[i] == id) return {static_cast<int>(i)};
    return {};
}
LeaderId Setting::leader(std::string_view id) const { return {find(leaders, id, id_of)}; }
RegionId Setting::region_named(std::string_view id) const { return {find(regions, id, std::identity{})}; }

std::string Setting::region_name(CountryId country) const
{
    const RegionId id = region[static_cast<std::size_t>(country.index)];
    return id.exists() ? regions[static_cast<std::size_t>(id.index)] : std::string();
}

void Setting::add_region(const std::string& id)
{
    if (!id.empty() && !region_named(id).exists()) regions.push_back(id);
    region.push_back(region_named(id));
}

const Group* Setting::group(std::string_view id) const
{
    const int k = find(groups, id, id_of);
    return k < 0 ? nullptr : &groups[static_cast<std::size_t>(k)];
}

}  // namespace comity::agents
