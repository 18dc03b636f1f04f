#pragma once
// Group 8, breaches of norms and what they cost (module M7).

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Breaches, reputation of leaders and unpredictability; no columns where the module is off.
class ReputationMeasure {
public:
    ReputationMeasure(const Setting& setting, const Rules& rules) : setting_(rules.violations.on ? &setting : nullptr) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    const Setting* setting_;
};

}  // namespace comity::agents
