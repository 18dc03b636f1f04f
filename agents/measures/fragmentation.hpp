#pragma once
// Group 9: fragmentation as a vector, and the scalars that are never shown alone.

#include <array>
#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/columns.hpp"

namespace comity::agents {

/// F, each component in [0, 1], 1 the most fragmented; NaN where not defined.
struct Fragmentation {
    double blocs = undefined;         ///< Q of the agreement graph
    double polarisation = undefined;  ///< ER / ER_max, mean over contested arenas
    double duplication = undefined;   ///< duplicate mandates
    double incapacity = undefined;    ///< 1 - mean C
    double spheres = undefined;       ///< SOI
    double contestation = undefined;  ///< mean 4 s(-) s(+)

    std::array<double, 6> components() const { return {blocs, polarisation, duplication, incapacity, spheres, contestation}; }
};

/// (a) the mean with equal weights; NaN where a component is.
double equal_weight_mean(const Fragmentation& f);
/// (b) the geometric mean.
double geometric_mean(const Fragmentation& f);
/// (c) the worst component.
double worst_component(const Fragmentation& f);

/// (d) Share of weightings under which an alternative takes a rank, [alternative, rank], rank 0 the most fragmented.
///
/// Weights are drawn from Dirichlet(1, ..., 1); alternatives, such as the ensemble means of scenarios, are the rows of
/// `components` [alternative, component]; equal sums share their ranks' order by row.
/// Draws:  Philox with `seed` as key, counter (sample, component)
/// Source: Lahdelma & Salminen (2001), Oper. Res. 49(3):444
Eigen::ArrayXXd rank_acceptability(const Eigen::ArrayXXd& components, int samples, std::uint64_t seed);

/// Columns of the components and scalars.
std::vector<Column> fragmentation_columns();
/// A column that needs the agreement graph.
Column of_graph(Column column);
void put_fragmentation(const Fragmentation& f, RowWriter& row);

}  // namespace comity::agents
