#include "agents/measures/coercion.hpp"

namespace comity::agents {

std::vector<Column> CoercionMeasure::columns() const
{
    if (!on_) return {};
    return {
        {{"sanctions_standing", "Standing sanctions", "sanctions", "strategy", "sanctions of leaders on countries that stand after the round, one a leader and country; the council's are drafts and do not count", 0, unbounded}, Summary::end | Summary::mean},
        {{"coercion_events", "Coercion", "events", "strategy", "coercions of a country by a leader that began in the round, observed or not", 0, unbounded}, Summary::total},
    };
}

void CoercionMeasure::observe(const World& world, RowWriter& row) const
{
    if (!on_) return;
    row.put(static_cast<double>(world.sanctions.size()));
    row.put(world.coercion.begun.sum());
}

}  // namespace comity::agents
