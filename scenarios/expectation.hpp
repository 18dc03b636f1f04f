#pragma once
// What a scenario is expected to show, as a claim about one outcome that runs can meet or miss.

#include <limits>
#include <string>
#include <vector>

#include "agents/institutions.hpp"
#include "agents/measures/observer_options.hpp"
#include "scenarios/places.hpp"

namespace comity::agents {
struct Rules;
struct Setting;
}  // namespace comity::agents

namespace comity::scenarios {

class Reading;
struct YamlNode;

/// How an outcome compares.
enum class Change { higher, lower, similar };
const std::vector<std::string>& choices(Change);

/// An outcome against that of another scenario, or against a number.
struct Expectation {
    static constexpr double unset = std::numeric_limits<double>::quiet_NaN();

    PlacedText outcome;
    Change change = Change::higher;
    PlacedText than;  ///< a shipped scenario by name, another by its path
    double value = unset;
    double within = unset;

    static void each_key(auto& self, auto&& key)
    {
        using agents::described;
        key(described("outcome", "an outcome of a run, such as success_CR"), self.outcome);
        key(described("change", "how the outcome compares; similar needs within"), self.change);
        key(described("than", "the scenario that it is compared with, run by run: a file, or the name of a shipped one"),
            self.than);
        key({"value", {-1e6, 1e6}, "", "the number that it is compared with, where no scenario is named", ""}, self.value);
        key({"within", {0, 1e6}, "", "the largest difference that counts as similar", ""}, self.within);
    }
};

/// `success_CR similar to s05b (within 0.05)`, `rights_budget_end lower than 0.037`.
std::string in_words(const Expectation& expectation);

/// Reads the list under `expect`, in the place of what `expectations` held. `file`: where the list stands, so that scenarios
/// beside it are found.
void read_expectations(Reading& reading, const YamlNode& node, const std::string& file, std::vector<Expectation>& expectations);

/// Outcomes that runs of this setting do not have are added to `problems`, with the switch that they need or the nearest that
/// there is.
void check_outcomes(const std::vector<Expectation>& expectations, const agents::Setting& setting, const agents::Rules& rules,
                    const agents::ObserverOptions& observe, sim::Problems& problems);

}  // namespace comity::scenarios
