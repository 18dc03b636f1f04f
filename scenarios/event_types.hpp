#pragma once
// What a scenario file may say of events (MODEL.md section 7): said here, for the reader, the writer, `comity describe` and the
// schema.

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/parameters.hpp"

namespace comity::scenarios {

/// Where an event keeps what a field says; its type tells what the field takes. Several names may stand as one.
using EventMember = std::variant<int EventSpec::*, Quarter EventSpec::*, bool EventSpec::*, double EventSpec::*,
                                 PlacedText EventSpec::*, std::vector<PlacedText> EventSpec::*, std::vector<double> EventSpec::*>;

enum class Presence { needed, optional };

/// One field that an event type takes.
struct EventField {
    std::string name;
    std::string meaning;
    EventMember member;
    sim::Range range;  ///< of a number
    Presence presence = Presence::needed;
    std::size_t size = 0;  ///< so many names, in a list; 0: one or more
    bool of_onset = false; ///< tells when an event begins that no date fixes: written only where it is given
};

/// Whether a field takes numbers, which its range holds for.
bool takes_numbers(const EventField& field);
/// What a field takes, in words: its meaning, and its range where it is a number.
std::string told(const EventField& field);

/// One type of event: its name in files, its kind, its fields, and what it needs (empty: the core alone).
struct EventType {
    std::string name;
    agents::EventKind kind;
    std::string meaning;
    std::vector<EventField> fields;
    std::string rule;  ///< a rule that the scenario must switch on

    /// The switch that the scenario must set, such as `rules.leadership.on`; empty where there is none.
    std::string needed_switch() const { return rule.empty() ? "" : "rules." + rule + ".on"; }
};

/// The type of this name; null where there is none.
const EventType* event_type(const std::string& name);

/// Every type of event that a file may name, those of modules included: these are refused while the rule that they need is off.
const std::vector<EventType>& event_types();

}  // namespace comity::scenarios
