#pragma once
// The plots of agents/theory, computed with the rules of the model; MODEL.md section 9.1 shows them.

#include <string>
#include <vector>

#include "tests/model/theory/plot.hpp"

namespace comity::tests {

/// Hegselmann & Krause, Deffuant, DeGroot, Friedkin & Johnsen.
std::vector<Plot> influence_plots();
/// Granovetter, Bass.
std::vector<Plot> adoption_plots();
/// Romer & Rosenthal, the gridlock interval.
std::vector<Plot> agenda_plots();
/// A council of independent members.
std::vector<Plot> voting_plots();

std::vector<Plot> theory_plots();

}  // namespace comity::tests
