#pragma once
// Three countries on a line, the example of MODEL.md section 9.

#include <Eigen/Core>

#include "agents/rules/drift_positions.hpp"
#include "agents/world.hpp"
#include "sim/draws.hpp"
#include "tests/support/small_worlds.hpp"

namespace comity::tests {

/// Friedkin and Johnsen on a line of three, W = [[.5, .5, 0], [.25, .5, .25], [0, .5, .5]], x0 = b = (-1, 0, 2) in every arena.
struct Line {
    agents::Setting setting = small_setting(3);
    agents::World world;
    agents::InfluenceParams params{.rate = 0.5, .threat_pull = 0, .noise = 0};

    Line()
    {
        setting.security = agents::TieGraph(3, {{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 1, 1}});
        world = small_world(setting);
        world.position.colwise() = (Eigen::ArrayXd(3) << -1, 0, 2).finished();
        world.anchor = setting.initial_anchor = world.position;
    }
    void play(int rounds)
    {
        const agents::Influence influence = influence_of(setting, world);
        for (int t = 0; t < rounds; ++t) world.position = drift_positions(world, setting, influence, params, sim::Draws(3, 0, t));
    }
};

}  // namespace comity::tests
