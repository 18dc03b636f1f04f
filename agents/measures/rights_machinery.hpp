#pragma once
// Group 6, the machinery of human rights (module M5).

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Budget and access; no columns where the module is off.
class RightsMeasure {
public:
    explicit RightsMeasure(const Rules& rules) : on_(rules.rights.on) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    bool on_;
};

}  // namespace comity::agents
