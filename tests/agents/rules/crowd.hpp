#pragma once
// A crowd that sees nothing but how many have adopted: the share of adopters from round to round.

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/adopt_norms.hpp"
#include "agents/world.hpp"
#include "sim/distributions.hpp"
#include "tests/support/small_worlds.hpp"

namespace comity::tests {

constexpr int hr1 = 0;

/// Share of adopters of HR1 at the start and after each round, [rounds + 1].
inline std::vector<double> shares_of(agents::World world, const agents::Setting& setting, const agents::AdoptionParams& params, int rounds)
{
    const agents::Influence influence = influence_of(setting, world);
    std::vector<double> shares;
    for (int t = 0; t <= rounds; ++t) {
        shares.push_back(static_cast<double>((world.adopted.col(hr1) == 1).count()) / setting.num_countries());
        if (t < rounds) world.adopted = adopt_norms(world, setting, influence, params, sim::Draws(1, 0, t)).adopted;
    }
    return shares;
}

/// Under the world's share alone, with thresholds at the quantiles of a normal law: Granovetter's map.
inline std::vector<double> granovetter_shares(double mean, double sd, int rounds, int n = 20'000)
{
    agents::Setting setting = small_setting(n);
    for (int i = 0; i < n; ++i) setting.threshold(i) = std::clamp(mean + sd * sim::normal_quantile((i + 0.5) / n), 0.0, 1.0);
    agents::World world = small_world(setting);
    for (int i = 0; i < n && setting.threshold(i) <= 0; ++i) world.adopted(i, hr1) = 1;  // those that need no company
    return shares_of(world, setting, {.review = 1, .own_weight = 0, .institution_weight = 0, .anchor_drift = 0, .tie_share = 0}, rounds);
}

/// By contagion of one reading, from nobody.
inline std::vector<double> contagion_shares(double innovation, double imitation, int rounds, int n)
{
    const agents::Setting setting = small_setting(n);
    agents::World world = small_world(setting);
    world.position.setOnes();
    return shares_of(world, setting, {.tie_share = 0, .form = agents::AdoptionForm::contagion, .innovation = innovation, .imitation = imitation}, rounds);
}

/// Bass's curve: (1 - e^(-(p + q) t)) / (1 + (q/p) e^(-(p + q) t)).
inline double bass_share(double p, double q, double t)
{
    const double faded = std::exp(-(p + q) * t);
    return (1 - faded) / (1 + q / p * faded);
}

}  // namespace comity::tests
