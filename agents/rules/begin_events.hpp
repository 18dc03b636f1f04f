#pragma once
// Which events begin in a round (process 1): those of a date by themselves, the others by a hazard, a metric or both.

#include <cstddef>
#include <vector>

#include "sim/draws.hpp"

namespace comity::agents {

struct Event;
struct Setting;
struct World;

/// Where the events stand whose beginning no date fixes.
///
/// Shape: [event], in the order of the setting's list; empty before the first round
struct EventCourse {
    std::vector<int> begun;  ///< round in which an event began, `never` before
    std::vector<int> called; ///< rounds on end in which its metric has called for it

    static constexpr int never = -1;
};

/// The course of events after the beginning of this round: an event that has not begun begins now if its metric lay within its bounds in
/// so many rounds before as it asks for (a metric that is not observed in a round, NaN, lies within none), and a uniform is below its hazard.
///
/// Draws: one uniform a round for each event with a hazard below 1 that is called for, Purpose::hazard, agent and index of its onset:
///        events that began together once do so again whatever else a scenario lists
EventCourse begin_events(const World& now, const Setting& setting, const sim::Draws& draws);

/// Round in which an event of the setting begins or began; EventCourse::never where it has not yet.
int beginning(const World& now, const Setting& setting, std::size_t event);

/// Events that have begun by this round, in the order of beginning, then of the list.
std::vector<std::size_t> events_begun(const World& now, const Setting& setting);

/// Whether a metric calls for some event, so that the world must be told what was observed.
bool awaits_metrics(const Setting& setting);

}  // namespace comity::agents
