#pragma once
// The same world with its countries in another order: results must be the same, reordered.

#include <vector>

#include "agents/draft.hpp"
#include "agents/setting.hpp"
#include "agents/world.hpp"

namespace comity::tests {

/// A new order of countries.
struct Order {
    std::vector<int> old_row;  ///< [new row]
    std::vector<int> new_row;  ///< [old row]
};

/// A shuffled order of n countries, the same for the same seed.
Order shuffled(int countries, unsigned seed);

agents::Setting reordered(const agents::Setting& setting, const Order& order);
agents::World reordered(const agents::World& world, const Order& order);
agents::Agenda reordered(const agents::Agenda& agenda, const Order& order);

/// Rows in the new order.
template <class Array>
Array rows_in(const Array& values, const Order& order)
{
    Array result(values.rows(), values.cols());
    for (Eigen::Index k = 0; k < values.rows(); ++k) result.row(k) = values.row(order.old_row[static_cast<std::size_t>(k)]);
    return result;
}

}  // namespace comity::tests
