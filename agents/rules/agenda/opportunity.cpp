// How strong each camp stands against the other.
#include <algorithm>
#include <cmath>

#include "agents/rules/table_drafts.hpp"
#include "agents/world.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

constexpr double floor_strength = 0.01;  // keeps the ratio finite where a camp has no presence

bool decides_on(const Setting& setting, const Forum& forum, int arena)
{
    return std::any_of(forum.norms.begin(), forum.norms.end(), [&](NormId m) {
        return setting.institutions.norms[static_cast<std::size_t>(m.index)].arena.index == arena;
    });
}

/// Presence of each camp, summed over its leaders and over the forums that exist and decide on an arena.
struct Camps {
    double challengers = 0, incumbents = 0;
};
Camps presence_in(const World& now, const Setting& setting, int arena)
{
    Camps sum;
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        if (!exists(now, setting, f, now.round) || !decides_on(setting, forum, arena)) continue;
        for (int g = 0; g < setting.num_leaders(); ++g) {
            const bool challenger = setting.leaders[static_cast<std::size_t>(g)].camp == Camp::challengers;
            (challenger ? sum.challengers : sum.incumbents) += now.presence.leader(g, f);
        }
    }
    return sum;
}

}  // namespace

Eigen::ArrayXXd opportunity(const World& now, const Setting& setting)
{
    const double alliance = std::sqrt(std::min(1.0, now.rules.influence.transatlantic_tie));
    Eigen::ArrayXXd strength(setting.num_leaders(), setting.num_arenas());
    for (int a = 0; a < setting.num_arenas(); ++a) {
        const Camps presence = presence_in(now, setting, a);
        const double challengers = floor_strength + presence.challengers * now.cohesion_challengers;
        const double incumbents = floor_strength + presence.incumbents * now.cohesion_incumbents * alliance;
        const double log_ratio = sim::log(challengers / incumbents);
        for (int g = 0; g < setting.num_leaders(); ++g)
            strength(g, a) = setting.leaders[static_cast<std::size_t>(g)].camp == Camp::challengers ? log_ratio : -log_ratio;
    }
    return strength;
}

}  // namespace comity::agents
