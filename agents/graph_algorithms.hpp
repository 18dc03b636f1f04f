#pragma once
// Algorithms on ties. The .cpp is the one door to Boost.Graph.

#include <vector>

#include "agents/tie_graph.hpp"

namespace comity::agents {

/// Parts of a layer that no tie joins, in either direction.
///
/// Shape: part of each country, numbered from 0 in order of their first country, [country]
std::vector<int> connected_parts(const TieGraph& ties);

/// Shortest-path betweenness of each country, unweighted ties, scaled to [0, 1] by (N - 1)(N - 2), [country].
///
/// Source: Freeman (1977), Sociometry 40:35; algorithm of Brandes (2001), J. Math. Sociol. 25:163
std::vector<double> betweenness(const TieGraph& ties);

}  // namespace comity::agents
