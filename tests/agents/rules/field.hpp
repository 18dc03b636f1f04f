#pragma once
// A field of opinions: everyone hears everyone, and positions gather in clusters.

#include <algorithm>
#include <cstdint>

#include <Eigen/Core>

#include "agents/influence.hpp"
#include "agents/rules/drift_positions.hpp"
#include "agents/world.hpp"
#include "tests/support/small_worlds.hpp"

namespace comity::tests {

/// Everyone is tied to everyone else; only influence moves positions.
struct Field {
    agents::Setting setting;
    agents::World world;
    agents::Influence influence;

    explicit Field(int n, double tie = 1) : setting(small_setting(n))
    {
        setting.security = complete(n, tie);
        world = small_world(setting);
        world.rules.influence.security_weight = 1;
        world.rules.influence.trade_weight = world.rules.influence.caucus_weight = 0;
        world.rules.influence.susceptibility = 1;
        world.rules.influence.noise = 0;
        influence = agents::Influence(setting, {});
        influence.update(world, setting, world.rules.influence);
    }
    void play(int rounds, std::uint32_t replicate = 0)
    {
        for (int t = 0; t < rounds; ++t)
            world.position = drift_positions(world, setting, influence, world.rules.influence, sim::Draws(1, replicate, t));
    }
};

/// Numbers of positions that lie together, a gap of more than `apart` between them, of groups with `least` members at least.
inline int clusters(Eigen::ArrayXd x, double apart, int least = 1)
{
    std::sort(x.begin(), x.end());
    int count = 0, members = 1;
    for (Eigen::Index i = 1; i <= x.size(); ++i) {
        if (i < x.size() && x(i) - x(i - 1) <= apart) {
            ++members;
            continue;
        }
        count += members >= least;
        members = 1;
    }
    return count;
}

}  // namespace comity::tests
