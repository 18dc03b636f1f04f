#pragma once
// The tables of a recorded world, one function each. Columns: the README that is written beside them.

#include "analysis/fit/world/sources.hpp"
#include "analysis/fit/world/table_text.hpp"

namespace comity::analysis {

/// Capability of each country of the world: the mean of its shares of product, population and material capability.
///
/// Shape:  result [country]; sums to 1
std::vector<double> capability(const WorldSources& sources);

/// Share of the UN scale of assessments, and whether it is on record or spread over the rest by product.
struct Assessment {
    double share;
    bool recorded;
};
std::vector<Assessment> assessments(const WorldSources& sources);

/// Economic dependence of one country on another.
struct Dependence {
    std::string country;
    std::string partner;
    double value;
};
/// D_ij = (exports + imports with j) / (all trade of i) over the trade window, or i's nearest year with any trade.
std::vector<Dependence> dependence(const WorldSources& sources);

TableText world_table(const WorldSources& sources);
TableText countries_table(const WorldSources& sources);
TableText positions_table(const WorldSources& sources);
TableText regime_table(const WorldSources& sources);
TableText assessments_table(const WorldSources& sources);
TableText trade_table(const WorldSources& sources);
TableText security_table(const WorldSources& sources);
TableText neighbours_table(const WorldSources& sources);
TableText groups_table(const WorldSources& sources);
TableText seats_table(const WorldSources& sources);
TableText leaders_table(const WorldSources& sources);
TableText clients_table(const WorldSources& sources);
TableText cohesion_table(const WorldSources& sources);
TableText partnerships_table(const WorldSources& sources);
TableText sanctions_table(const WorldSources& sources);
TableText engagement_table(const WorldSources& sources);
TableText crises_table(const WorldSources& sources);
TableText exits_table(const WorldSources& sources);
TableText treaty_parties_table(const WorldSources& sources);

/// The README of the folder: columns, units, sources, terms, and what was recorded, estimated or judged.
std::string world_readme(const WorldSources& sources);

}  // namespace comity::analysis
