#pragma once
// A chamber of five voters on a line, before whom one leader sets the agenda.

#include <utility>
#include <vector>

#include "tests/agents/rules/agenda/stage.hpp"

namespace comity::tests {

/// Ambitions 1, 1 - 1/steps, ..., 1/steps.
inline std::vector<double> fine_grid(int steps)
{
    std::vector<double> grid;
    for (int k = steps; k > 0; --k) grid.push_back(static_cast<double>(k) / steps);
    return grid;
}

/// Voters at median - 1, - .5, 0, + .5, + 1 of the median; the first of them leads, wherever its line is set.
inline Stage five_voters(double median, Forum forum)
{
    Setting setting = small_setting(5);
    setting.institutions.forums = {std::move(forum)};
    lead(setting, "G", Camp::challengers, {0});
    Stage stage(std::move(setting));
    stage.decide_sharply();
    stage.params.cost = 1e-6;  // what has next to no chance is not worth a draft
    for (int i = 0; i < 5; ++i) stage.world.position.row(i) = median + 0.5 * (i - 2);
    return stage;
}

}  // namespace comity::tests
