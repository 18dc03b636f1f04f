#pragma once
// Group 8, what leaders pay for votes (module M3).

#include <string>
#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Two columns a leader: the share of its budget that it spent in a round, and the votes that it bought; none where the module is off.
class SidePaymentMeasure {
public:
    SidePaymentMeasure(const Setting& setting, const Rules& rules);
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    const Setting* setting_;
    std::vector<std::string> leaders_;  // none where the module is off
};

}  // namespace comity::agents
