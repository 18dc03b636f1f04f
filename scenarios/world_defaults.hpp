#pragma once
// What stands in for columns and tables that a world folder leaves out (MODEL.md section 2, initialisation).

#include <Eigen/Core>

#include "agents/tie_graph.hpp"
#include "scenarios/world_tables.hpp"

namespace comity::scenarios {

/// Above this number of countries ties must be sparse: dense defaults are replaced by a few partners each.
constexpr int dense_limit = 2000;

/// Capability shares: the column, missing ones at the smallest given, scaled to sum to 1; equal shares where the column is empty.
Eigen::ArrayXd capabilities(const WorldTables& world);
/// Rank of capability, (number of countries with smaller capability) / (N - 1), in [0, 1].
Eigen::ArrayXd strengths(const Eigen::ArrayXd& capability);
/// Regime exposure auto_i; missing: L(-1.8 x_HR).
Eigen::ArrayXd exposures(const WorldTables& world, const Eigen::ArrayXd& rights_position);
/// What a country starts with where its cell of countries.csv is missing: style CHN 1.3, others 1; media CHN and RUS .5, others 0; fill
/// ambition CHN 1, members of the EU .3 together; resilience .5; reputation 1, from 2006 on RUS .6; from 2006 on U .4, Press RUS .7, CHN .55, others 0; before, both 0.
///
/// Source: judgement (MODEL.md section 2)
struct InitialTraits {
    Eigen::ArrayXd style, media, fill_ambition, resilience, uprising, pressure, reputation;  ///< [country]
};
InitialTraits initial_traits(const WorldTables& world, int start_year);
/// Whether a start has the initial values of 2020 rather than those of 1991.
constexpr bool late_start(int year) { return year >= 2006; }

/// Diplomatic capacity dip_i; missing: .2 + .8 strength, RUS and GBR 1.
Eigen::ArrayXd diplomacies(const WorldTables& world, const Eigen::ArrayXd& strength);
/// Assessed shares a_i, scaled to sum to 1; missing: capability.
Eigen::ArrayXd assessments(const WorldTables& world, const Eigen::ArrayXd& capability);

/// D_ij: trade.csv; missing: proportional to cap_j, twice that in the same region, row-normalised.
agents::TieGraph trade_ties(const WorldTables& world, const Eigen::ArrayXd& capability);
/// A_ij: security.csv both ways; missing: 1 inside {NATO} and inside {CSTO}.
agents::TieGraph security_ties(const WorldTables& world);
/// R_ij: 1 in the same region, 2 if both are in the EU; beyond `dense_limit` the ten neighbours either side in the region's list.
agents::TieGraph caucus_ties(const WorldTables& world);
/// 1 between neighbours both ways: neighbours.csv, rows with a border above 0; missing: nobody has any.
agents::TieGraph neighbour_ties(const WorldTables& world);
/// Client ties: clients.csv, patron to client.
agents::TieGraph client_ties(const WorldTables& world);

/// Rows of the members of a group in the start's year, ascending.
std::vector<int> group_members(const WorldTables& world, const std::string& group, int year);

}  // namespace comity::scenarios
