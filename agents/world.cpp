#include "agents/world.hpp"

#include <iterator>

namespace comity::agents {

void set_leverage(World& world, const Setting& setting)
{
    world.led.clear();
    for (const Leader& leader : setting.leaders)
        for (const CountryId member : leader.members) world.led.push_back(member.index);
    world.leverage.resize(setting.num_countries(), static_cast<Eigen::Index>(world.led.size()));
    for (Eigen::Index k = 0; k < world.leverage.cols(); ++k)
        for (int i = 0; i < setting.num_countries(); ++i) {
            const int j = world.led[static_cast<std::size_t>(k)];
            world.leverage(i, k) = setting.trade.weight(i, j) * (1 - setting.trade.weight(j, i));
        }
    world.joint_leverage.resize(setting.num_countries(), setting.num_leaders());
    for (int g = 0; g < setting.num_leaders(); ++g) join_leverage(world, setting, {g});
}

void join_leverage(World& world, const Setting& setting, LeaderId leader)
{
    Eigen::Index first = 0;
    for (int g = 0; g < leader.index; ++g) first += std::ssize(setting.leaders[static_cast<std::size_t>(g)].members);
    const Eigen::Index members = std::ssize(setting.leaders[static_cast<std::size_t>(leader.index)].members);
    auto joint = world.joint_leverage.col(leader.index);
    joint.setZero();
    for (Eigen::Index k = first; k < first + members; ++k) joint += world.leverage.col(k);
}

Eigen::ArrayXd felt_threat(const World& world) { return (world.threat + world.shock.threat).max(0).min(1); }

}  // namespace comity::agents
