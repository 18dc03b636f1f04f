#pragma once
// A scenario as a value: what to run, on which world, under which parameters, with which events.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "agents/event.hpp"
#include "agents/institutions.hpp"
#include "agents/rules.hpp"
#include "scenarios/dates.hpp"
#include "scenarios/places.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Where the first world comes from: a world folder, or the generator.
struct WorldSource {
    std::string folder = "world-2020";  ///< a shipped world's name, or a path
    int synthetic_countries = 0;        ///< above 0: the generator makes this many instead
};

/// An event as the file gives it: names not yet looked up in the world, places kept for messages.
struct EventSpec {
    agents::EventKind kind = agents::EventKind::declaration;
    std::string type;        ///< as the file names it, such as `exit`
    std::string time_place;  ///< of the step or the date; empty where neither makes sense
    int step = 0;            ///< where no date is given
    Quarter date;            ///< where `dated`
    bool dated = false;
    int duration = 1;
    std::vector<PlacedText> countries;  ///< codes, or group names such as EU
    std::vector<PlacedText> forums;     ///< ids, or `all`
    PlacedText leader, name;
    double level = 0, attributed = 1;
    bool on = true;
    std::vector<double> values;
    double threat = 0, engagement = 0, media = 1, style = 1;
};

/// How nobody's or everybody's adoption stands at the start.
enum class InitialAdoption { settled, none };

/// What is kept of the runs beyond their outcomes.
struct Keep {
    int series = 100;    ///< runs whose series are kept
    int positions = 10;  ///< runs whose positions are kept round by round
};

struct Scenario {
    std::string id;    ///< the file's name without its ending
    std::string file;  ///< where it was read from, for messages
    std::string title, narrative, expectation;
    std::vector<std::string> lineage;  ///< files it extends, nearest first
    Places places;                     ///< where each key was read, for messages
    WorldSource world;
    Quarter start{2020, 1};
    bool start_given = false;  ///< otherwise the world's own start counts
    int rounds = 60;
    std::uint64_t seed = 1;
    int runs = 200;
    agents::Institutions institutions = agents::default_institutions();
    agents::Rules rules;
    InitialAdoption initial_adoption = InitialAdoption::settled;
    std::vector<EventSpec> events;
    Keep keep;
};

/// All that is wrong with a scenario as a value, whatever it was read from: parameters out of range, weights that do not fit together,
/// forums without members, business shares that do not sum to 1.
sim::Problems problems(const Scenario& scenario);

}  // namespace comity::scenarios
