#include "agents/rules/begin_events.hpp"

#include <algorithm>
#include <tuple>

#include "agents/world.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {
namespace {

/// Whether a metric lay within the bounds of an onset in the round before; every round does where it asks for none.
bool called_for(const World& now, const Onset& onset)
{
    if (onset.metric < 0) return true;
    if (now.observed.size() == 0) return false;  // before the first round
    sim::expects(onset.metric < now.observed.size(), "an onset's metric is observed");
    const double value = now.observed(onset.metric);
    return value > onset.above && value < onset.below;
}

bool strikes(const Onset& onset, const sim::Draws& draws)
{
    return onset.hazard >= 1 || draws.uniform(Purpose::hazard, onset.agent, onset.index) < onset.hazard;
}

}  // namespace

EventCourse begin_events(const World& now, const Setting& setting, const sim::Draws& draws)
{
    if (std::none_of(setting.events.begin(), setting.events.end(), [](const Event& event) { return event.onset.has_value(); })) return {};
    EventCourse next = now.course;
    next.begun.resize(setting.events.size(), EventCourse::never);
    next.called.resize(setting.events.size(), 0);
    for (std::size_t k = 0; k < setting.events.size(); ++k) {
        const Event& event = setting.events[k];
        if (!event.onset || next.begun[k] != EventCourse::never) continue;
        next.called[k] = called_for(now, *event.onset) ? next.called[k] + 1 : 0;
        const bool open = event.round <= now.round && now.round <= event.onset->last;
        if (open && next.called[k] >= event.onset->lasting && strikes(*event.onset, draws)) next.begun[k] = now.round;
    }
    return next;
}

int beginning(const World& now, const Setting& setting, std::size_t event)
{
    if (!setting.events[event].onset) return setting.events[event].round;
    return event < now.course.begun.size() ? now.course.begun[event] : EventCourse::never;
}

std::vector<std::size_t> events_begun(const World& now, const Setting& setting)
{
    std::vector<std::size_t> begun;
    for (std::size_t k = 0; k < setting.events.size(); ++k)
        if (const int round = beginning(now, setting, k); round != EventCourse::never && round <= now.round) begun.push_back(k);
    if (now.course.begun.empty()) return begun;  // the setting has them in order
    const auto place = [&](std::size_t k) { return std::tuple(beginning(now, setting, k), setting.events[k].listed); };
    std::stable_sort(begun.begin(), begun.end(), [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
    return begun;
}

bool awaits_metrics(const Setting& setting)
{
    return std::any_of(setting.events.begin(), setting.events.end(), [](const Event& event) { return event.onset && event.onset->metric >= 0; });
}

}  // namespace comity::agents
