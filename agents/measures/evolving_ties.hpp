#pragma once
// Group 5, how ties evolve (module M10).

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Partnerships, and dependence on each leader; no columns where the module is off.
class TieMeasure {
public:
    TieMeasure(const Setting& setting, const Rules& rules) : setting_(rules.ties.on ? &setting : nullptr) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row);
    void reset() { made_ = false; }

private:
    Eigen::ArrayXd dependence(const World& world) const;

    const Setting* setting_;
    // dependence on each leader, and what it was made for: it changes once a year, and with what sanctions cut
    Eigen::ArrayXd dependence_;
    bool made_ = false;
    int renewals_ = 0;
    TradeCuts cuts_;
    int moves_ = 0;
};

}  // namespace comity::agents
