#pragma once
// A scenario as a value: what to run, on which world, under which parameters, with which events.

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "agents/event.hpp"
#include "agents/institutions.hpp"
#include "agents/measures/observer_options.hpp"
#include "agents/rules.hpp"
#include "scenarios/dates.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/parameter_draws.hpp"
#include "scenarios/places.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Where the first world comes from: a world folder, or the generator.
struct WorldSource {
    std::string folder = "world-2020";
    int synthetic_countries = 0;  ///< above 0: the generator is used

    static void each_key(auto& self, auto&& key)
    {
        key(agents::described("folder", "a world folder beside the file, or the name of a shipped world"), self.folder);
        key({"synthetic", {3, 1e6}, "countries", "countries to generate, instead of a folder", ""}, self.synthetic_countries);
    }
};

/// An event as the file gives it: names not yet looked up in the world, places kept for messages.
struct EventSpec {
    agents::EventKind kind = agents::EventKind::declaration;
    std::string type;        ///< as the file names it, such as `exit`
    std::string type_place;  ///< of the type
    std::string time_place;  ///< of the step or the date; empty where neither makes sense
    int step = 0;            ///< where no date is given
    Quarter date;            ///< where `dated`
    bool dated = false;
    // Where no date fixes the beginning; a step or a date is then the first round in which it may come.
    double hazard = unset;   ///< chance of a round
    PlacedText when;         ///< metric that calls for the event
    double above = unset, below = unset;
    int lasting = 1;         ///< rounds on end in which the metric has to lie within its bounds
    int within = 0;          ///< rounds from the first one on; 0: to the end of the run
    int duration = 1;
    std::vector<PlacedText> countries;  ///< codes, or group names such as EU
    std::vector<PlacedText> forums;     ///< ids, or `all`
    PlacedText leader, absorbed, name;
    double level = 0, attributed = 1;
    bool on = true;
    int reading = 0;
    std::vector<double> values;
    double threat = 0, engagement = 0, media = 1, style = 1;

    static constexpr double unset = std::numeric_limits<double>::quiet_NaN();
    /// Whether no date fixes when it begins.
    bool open() const { return !std::isnan(hazard) || !when.text.empty(); }
};

/// How nobody's or everybody's adoption stands at the start.
enum class InitialAdoption { settled, none };
const std::vector<std::string>& choices(InitialAdoption);

/// What is kept of the runs beyond their outcomes.
struct Keep {
    int series = 20;
    int positions = 10;

    static void each_key(auto& self, auto&& key)
    {
        key({"series", {0, 1e6}, "runs", "runs whose series are kept", "judgement: each takes 1 MB of series.csv in the recorded world"},
            self.series);
        key({"positions", {0, 1e6}, "runs", "runs whose positions are kept round by round",
             "judgement: each takes .2 MB of ensemble.nc in the recorded world"},
            self.positions);
    }
};

/// The files that a scenario was read from: its own, then what it extends.
struct Lineage {
    std::vector<std::string> files;
};

/// A file of parameters that was read over what a scenario extends; what it holds stands in the rules and forums.
struct ParameterFile {
    std::string file;
};

struct Scenario {
    int format = 1;
    std::string id;
    std::string file;  ///< where it was read from, for messages
    Places places;     ///< where each key was read, for messages
    Lineage lineage;
    ParameterFile parameters;
    ParameterDraws draws;
    std::string title, theme, narrative, expectation;
    std::vector<Expectation> expect;
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
    agents::ObserverOptions observe;

    /// Calls `key(Field, self.member)` for every key of a scenario file, in the order in which they are read.
    static void each_key(auto& self, auto&& key)
    {
        using agents::described;
        key({"comity", {1, 1}, "", "version of the file format", ""}, self.format);
        key(described("id", "name in the results and of their folder; otherwise the file's name"), self.id);
        key(described("extends", "a scenario that this one changes: a file, or the name of a shipped one"), self.lineage);
        key(described("parameters", "a file of parameters, such as comity calibrate writes: rules and forums, over what this one extends and under its own"),
            self.parameters);
        key(described("draws", "a table of draws, one column a parameter: run n takes row n, and after the last the first again"), self.draws);
        key(described("title", "one line"), self.title);
        key(described("theme", "under which it is listed, such as allies or institutions"), self.theme);
        key(described("narrative", "what happens"), self.narrative);
        key(described("expectation", "what the source leads one to expect, in words"), self.expectation);
        key(described("expect", "the same as claims that runs can meet or miss; those of a scenario that this one extends do not hold for it"),
            self.expect);
        key(described("world", "where countries, ties and memberships come from"), self.world);
        key(described("start",
                      "first quarter, such as 2020Q1, in a year of the world's tables; otherwise the world's own start, 2020Q1 "
                      "if it has none"),
            self.start);
        key({"rounds", {1, 4000}, "quarters", "quarters to run", ""}, self.rounds);
        // A whole number up to 2^53, so that every reader of the results can hold it.
        key({"seed", {0, 9007199254740992.0}, "", "seed of all draws", ""}, self.seed);
        key({"runs", {1, 1e9}, "runs", "replicates", ""}, self.runs);
        key(described("initial_adoption",
                      "settled: adoption starts where positions and status quo lead it; none: nobody has adopted"),
            self.initial_adoption);
        key(described("keep", "what is kept of the runs beyond their outcomes"), self.keep);
        key(described("observe", "how costly measures are taken, and what counts as fragmented"), self.observe);
        key(described("rules", "parameters of the rules"), self.rules);
        key(described("arenas", "fields of norms, by id: changes to those that ship, and new ones"), self.institutions.arenas);
        key(described("norms", "sub-norms, by id: changes to those that ship, and new ones"), self.institutions.norms);
        key(described("forums", "bodies where norms are made, by id: changes to those that ship, and new ones"),
            self.institutions.forums);
        key(described("treaties", "treaties that countries may join, by id: changes to those that ship, and new ones"),
            self.institutions.treaties);
        key(described("events", "what happens to the world from outside; events of a scenario that this one extends come first"),
            self.events);
    }
};

/// Parameters that do not fit together.
struct Misfit {
    std::vector<std::string> paths;
    std::string message;
};
std::vector<Misfit> misfits(const agents::Rules& rules);
/// Whether a parameter, such as `influence.trade_weight`, has to fit together with others.
bool bound_to_others(const std::string& parameter);

/// All that is wrong with a scenario as a value, whatever it was read from: parameters out of range, weights that do not fit
/// together, forums without members, business shares that do not sum to 1.
sim::Problems problems(const Scenario& scenario);

}  // namespace comity::scenarios
