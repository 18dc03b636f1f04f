#pragma once
// Who has left which forum, where rule exit plays.

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Columns of exits; none where the rule is off.
class ExitMeasure {
public:
    ExitMeasure(const Setting& setting, const Rules& rules) : setting_(rules.exit.on ? &setting : nullptr) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    const Setting* setting_;
};

}  // namespace comity::agents
