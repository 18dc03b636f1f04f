#pragma once
// What votes on seats bring about, where rule elections plays.

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Columns of elections; none where the rule is off.
class ElectionMeasure {
public:
    ElectionMeasure(const Setting& setting, const Rules& rules);
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    const Setting* setting_;
    std::vector<ForumId> councils_;  // with contested seats
};

}  // namespace comity::agents
