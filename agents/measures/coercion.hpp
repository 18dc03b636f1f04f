#pragma once
// Group 8, sanctions in the open and pressure out of sight (module M8).

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Standing sanctions and coercions begun; no columns where the module is off.
class CoercionMeasure {
public:
    explicit CoercionMeasure(const Rules& rules) : on_(rules.coercion.on) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    bool on_;
};

}  // namespace comity::agents
