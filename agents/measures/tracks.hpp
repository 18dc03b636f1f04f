#pragma once
// Group 6, new tracks (module M11).

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Tracks opened so far; no column where the module is off.
class TrackMeasure {
public:
    explicit TrackMeasure(const Rules& rules) : on_(rules.tracks.on) {}
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row) const;

private:
    bool on_;
};

}  // namespace comity::agents
