#pragma once
// What is different in one scenario against another, from what both were given.

#include <optional>
#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"
#include "analysis/report/scenario_input.hpp"

namespace comity::analysis {

/// A value of the input that differs; what one of the two does not have is absent.
struct ValueChange {
    std::string path;
    std::optional<std::string> before;
    std::optional<std::string> after;
    std::string meaning;  ///< of a parameter of the rules; empty elsewhere
};

/// The other input against the first; names and words of a scenario (id, title, theme, narrative, expectations) do not count.
struct ScenarioChanges {
    std::vector<ValueChange> values;   ///< by path; an arena, norm or forum that only one of them has is a single change
    std::vector<InputEvent> added;     ///< events that only the other has, in its order
    std::vector<InputEvent> left_out;  ///< events that only the first has, in its order

    bool empty() const { return values.empty() && added.empty() && left_out.empty(); }
};

ScenarioChanges changes_between(const ScenarioInput& first, const ScenarioInput& other);

/// An event in plain words with its date, such as `2021 Q1: engagement of France in all bodies rises to 1 (1 is full)`; bodies
/// and countries go by the names that the run gives them, and an event without words of its own by its fields.
std::string event_words(const InputEvent& event, const RunResults& run);

}  // namespace comity::analysis
