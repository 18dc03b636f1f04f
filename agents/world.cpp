#include "agents/world.hpp"

#include <algorithm>
#include <iterator>

namespace comity::agents {
namespace {

/// Calls `visit(j, D_ij)` for the partners of a country, trade as sanctions have cut it.
void each_partner(const TieGraph& trade, const TradeCuts& cuts, int i, auto&& visit)
{
    if (trade.num_countries() == 0) return;
    const auto partners = trade.partners(i);
    const auto weights = trade.weights(i);
    cuts.each_factor(i, partners, [&](std::size_t k, double factor) { visit(partners[k], weights[k] * factor); });
}

}  // namespace

void set_leverage(World& world, const Setting& setting)
{
    world.led.clear();
    for (int g = 0; g < setting.num_leaders(); ++g)
        for (const CountryId member : world.coalitions.members({g})) world.led.push_back(member.index);
    world.leverage.resize(setting.num_countries(), static_cast<Eigen::Index>(world.led.size()));
    const TradeCuts& cuts = world.coercion.trade;
    const TieGraph& trade = trade_ties(world, setting);
    world.leverage.setZero();
    Eigen::ArrayXd unled(setting.num_countries());  // takes in partners whom nobody leads, so that no branch is needed
    std::vector<double*> column(static_cast<std::size_t>(setting.num_countries()), unled.data());
    for (std::size_t k = 0; k < world.led.size(); ++k) column[static_cast<std::size_t>(world.led[k])] = world.leverage.col(static_cast<Eigen::Index>(k)).data();
    for (int i = 0; i < setting.num_countries(); ++i)
        each_partner(trade, cuts, i, [&](int j, double dependence) { column[static_cast<std::size_t>(j)][i] = dependence; });
    for (Eigen::Index k = 0; k < world.leverage.cols(); ++k)
        each_partner(trade, cuts, world.led[static_cast<std::size_t>(k)],
                     [&](int i, double dependence) { world.leverage(i, k) *= 1 - dependence; });
    for (const TieChange& change : world.tie_changes) {
        const auto led = std::find(world.led.begin(), world.led.end(), change.to.index);
        if (change.factor == 1 || led == world.led.end()) continue;
        double& leverage = world.leverage(change.from.index, led - world.led.begin());
        leverage = std::min(1.0, leverage * change.factor);
    }
    world.joint_leverage.resize(setting.num_countries(), setting.num_leaders());
    for (int g = 0; g < setting.num_leaders(); ++g) join_leverage(world, {g});
}

void join_leverage(World& world, LeaderId leader)
{
    Eigen::Index first = 0;
    for (int g = 0; g < leader.index; ++g) first += std::ssize(world.coalitions.members({g}));
    const Eigen::Index members = std::ssize(world.coalitions.members(leader));
    auto joint = world.joint_leverage.col(leader.index);
    joint.setZero();
    for (Eigen::Index k = first; k < first + members; ++k) joint += world.leverage.col(k);
}

Eigen::ArrayXd felt_threat(const World& world) { return (world.threat + world.shock.threat).max(0).min(1); }

}  // namespace comity::agents
