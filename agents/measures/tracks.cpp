#include "agents/measures/tracks.hpp"

#include <algorithm>

namespace comity::agents {

std::vector<Column> TrackMeasure::columns() const
{
    if (!on_) return {};
    return {{{"tracks_opened", "New tracks", "forums", "institutions", "forums that waited and have been opened since the start, by the assembly or an event (rule tracks)", 0, unbounded}, Summary::end}};
}

void TrackMeasure::observe(const World& world, RowWriter& row) const
{
    if (on_) row.put(static_cast<double>(std::count_if(world.opened.begin(), world.opened.end(), [](int round) { return round != still_waiting; })));
}

}  // namespace comity::agents
