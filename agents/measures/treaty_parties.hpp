#pragma once
// Group 8, the treaty race: parties, double parties, and pairs of countries that a treaty in force joins.

#include <cstdint>
#include <utility>
#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Columns of the rule treaties, none where it is off: parties to each treaty and whether it is in force; countries that are party to a
/// treaty and its rival; share of pairs of countries with a common treaty in force.
class TreatyMeasure {
public:
    TreatyMeasure(const Setting& setting, const Rules& rules) : setting_(rules.treaties.on ? &setting : nullptr) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row);

private:
    double double_parties(const TreatyRace& race) const;
    double sharing(const TreatyRace& race);

    const Setting* setting_;
    std::vector<std::pair<std::uint64_t, double>> kinds_;  // sets of treaties in force, one bit each, and the countries that hold them
};

}  // namespace comity::agents
