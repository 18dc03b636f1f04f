#include <algorithm>
#include <cmath>

#include "tests/agents/rules/agenda/chamber.hpp"
#include "tests/model/theory/plots.hpp"

namespace comity::tests {
namespace {

constexpr int points = 60, steps = 1000;

/// What the best option of a setter at `goal` makes of each status quo; the status quo where it tables none.
Curve outcomes(std::string name, Stage stage, double goal)
{
    const auto grid = fine_grid(steps);
    Curve made{std::move(name), {}, {}, Mark::dots};
    stage.world.leader_position(0, rights.index) = goal;
    for (int k = 0; k < points; ++k) {
        const double q = -1.4875 + 0.05 * k;  // where q and p were as far from a voter, rounding would decide
        stage.world.status_quo(hr1.index) = q;
        const auto best = stage.options({0}, {0}, 1, {.ambitions = grid});
        made.x.push_back(q);
        made.y.push_back(best.empty() ? q : best[0].proposal);
    }
    return made;
}

/// The same as theory has it.
Curve foretold(std::string name, const Curve& code, int of, double tolerance, auto&& outcome)
{
    Curve made{std::move(name), code.x, {}, Mark::line, of, tolerance};
    for (const double q : code.x) made.y.push_back(outcome(q));
    return made;
}

/// A median voter at 0 and a setter at .5.
Plot romer_rosenthal()
{
    constexpr double goal = 0.5;
    const Curve code = outcomes("the rule, five voters", five_voters(0, room(hr1)), goal);
    const Curve law = foretold("reference: x_g, or what leaves the median as well off as q", code, 0, 2.0 / steps, [](double q) {
        if (std::abs(q) >= goal) return goal;
        return std::max(q, -q);  // between them what the median would give up keeps the status quo
    });
    return {"romer-rosenthal", "Agenda power: a setter at .5 before a median at 0", {"status quo", -1.5, 1.5}, {"outcome", 0, 1}, {code, law}};
}

/// Veto players at -.5 and .5, setters outside.
Plot gridlock()
{
    Forum council = room(hr1, DecisionRule::council);
    council.quota = 3;
    council.veto = {"C1", "C3"};
    const Curve low = outcomes("the rule, setter at -2", five_voters(0, council), -2);
    const Curve high = outcomes("the rule, setter at 2", five_voters(0, council), 2);
    return {"gridlock",
            "Vetoes at -.5 and .5: no change from between them",
            {"status quo", -1.5, 1.5},
            {"outcome", -1.5, 1.5},
            {low, high, foretold("reference: q, or the nearer veto player's 1 - q and -1 - q", low, 0, 3.5 / steps, [](double q) { return q > 0.5 ? 1 - q : q; }),
             foretold("", high, 1, 3.5 / steps, [](double q) { return q < -0.5 ? -1 - q : q; })}};
}

}  // namespace

std::vector<Plot> agenda_plots() { return {romer_rosenthal(), gridlock()}; }

}  // namespace comity::tests
