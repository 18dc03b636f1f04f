#include "agents/world.hpp"

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
    join_leverage(world, setting);
}

void join_leverage(World& world, const Setting& setting)
{
    world.joint_leverage.setZero(world.leverage.rows(), setting.num_leaders());
    Eigen::Index k = 0;
    for (int g = 0; g < setting.num_leaders(); ++g)
        for (std::size_t member = 0; member < setting.leaders[static_cast<std::size_t>(g)].members.size(); ++member)
            world.joint_leverage.col(g) += world.leverage.col(k++);
}

Eigen::ArrayXd felt_threat(const World& world) { return (world.threat + world.shock.threat).max(0).min(1); }

}  // namespace comity::agents
