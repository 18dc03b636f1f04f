#include <array>
#include <cmath>
#include <random>

#include "tests/agents/rules/field.hpp"
#include "tests/agents/rules/line.hpp"
#include "tests/model/theory/plots.hpp"

namespace comity::tests {
namespace {

using namespace agents;

/// With K alike for all and oneself in the pool, a grid of 201 opinions on [0, 1]; reaches that avoid exact ties.
Plot hegselmann_krause()
{
    constexpr int n = 201;
    Field field(n);
    InfluenceParams& params = field.world.rules.influence;
    params.ties = TieWeights::equal;
    params.self_in_pool = true;
    field.influence.update(field.world, field.setting, params);
    Curve code{"the rule on a grid of 201 positions", {}, {}, Mark::dots};
    for (int k = 0; k < 60; ++k) {
        const double reach = 0.0525 + 0.005 * k;
        Eigen::ArrayXXd x = Eigen::ArrayXd::LinSpaced(n, 0, 1), next;
        for (int t = 0; t < 300; ++t) {
            field.influence.apply_heard(x, params, {.reach = reach, .trust = {}}, next);
            const bool rests = (x - next).abs().maxCoeff() < 1e-9;
            x = next;
            if (rests) break;
        }
        code.x.push_back(reach);
        code.y.push_back(clusters(x.col(0), 0.01));
    }
    const Curve known{"reference: 3 clusters at .1525, 1 at .2525", {0.1525, 0.2525}, {3, 1}, Mark::rings, 0};
    return {"hegselmann-krause", "Bounded confidence: clusters of positions at rest", {"reach", 0.05, 0.35}, {"clusters", 0, 10}, {code, known}};
}

/// Large clusters (5 % of countries) after pairwise meetings from uniform positions.
Plot deffuant()
{
    constexpr int n = 200, worlds = 10;
    Curve code{"the rule, mean of 10 worlds of 200", {}, {}, Mark::dots}, law{"reference: the integer part of 1/(2 reach)", {}, {}, Mark::rings, 0, 0.75};
    for (int k = 0; k <= 8; ++k) {
        const double reach = 0.05 * (k + 2);
        double found = 0;
        for (unsigned seed = 1; seed <= worlds; ++seed) {
            Field field(n);
            std::mt19937 random(seed);
            for (int i = 0; i < n; ++i) field.world.position.row(i).setConstant(static_cast<double>(random()) * 0x1p-32);
            field.world.rules.influence.form = InfluenceForm::deffuant;
            field.world.rules.influence.rate = 0.5;
            field.world.rules.bounded_confidence = {.on = true, .reach = reach};
            field.play(150, seed);
            found += clusters(field.world.position.col(0), 0.02, n / 20);
        }
        code.x.push_back(reach);
        code.y.push_back(found / worlds);
        law.x.push_back(reach);
        law.y.push_back(std::floor(1 / (2 * reach) + 1e-9));
    }
    return {"deffuant", "Pairwise meetings: large clusters", {"reach", 0.1, 0.5}, {"clusters", 0, 6}, {code, law}};
}

/// Positions of the three countries over rounds.
std::vector<Curve> paths(Line line, int rounds)
{
    std::vector<Curve> made{{"country 1", {}, {}}, {"country 2", {}, {}}, {"country 3", {}, {}}};
    for (int t = 0; t <= rounds; ++t) {
        for (int i = 0; i < 3; ++i) {
            made[static_cast<std::size_t>(i)].x.push_back(t);
            made[static_cast<std::size_t>(i)].y.push_back(line.world.position(i, 0));
        }
        line.play(1);
    }
    return made;
}

Plot degroot()
{
    Line line;
    line.params.form = InfluenceForm::degroot;
    Plot plot{"degroot", "Without anchors: consensus at the Perron-weighted mean", {"round", 0, 30}, {"position", -1, 2}, paths(line, 30)};
    for (int i = 0; i < 3; ++i) plot.curves.push_back({"", {30}, {0.25}, Mark::rings, i, 1e-3});
    plot.curves[3].name = "reference: .25";
    return plot;
}

Plot friedkin_johnsen()
{
    Line line;
    line.setting.susceptibility = (Eigen::ArrayXd(3) << 0.8, 0.6, 0.9).finished();
    Plot plot{"friedkin-johnsen", "With anchors: rest at (I - S W)^-1 (I - S) b", {"round", 0, 30}, {"position", -1, 2}, paths(line, 30)};
    constexpr std::array third{-0.304, 0.093375, 0.597125}, rest{-0.326984, 0.009524, 0.371429};
    for (std::size_t i = 0; i < 3; ++i) plot.curves.push_back({"", {3, 30}, {third[i], rest[i]}, Mark::rings, static_cast<int>(i), 1e-4});
    plot.curves[3].name = "reference: after three rounds, and x*";
    return plot;
}

}  // namespace

std::vector<Plot> influence_plots() { return {hegselmann_krause(), deffuant(), degroot(), friedkin_johnsen()}; }

}  // namespace comity::tests
