#include "scenarios/expectation.hpp"

#include <algorithm>
#include <filesystem>
#include <type_traits>

#include <fmt/format.h>

#include "agents/measures/observer.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/shipped.hpp"
#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

/// Reads one expectation: each key by the type of its value, then what they must be together.
class ExpectationReader {
public:
    ExpectationReader(Reading& reading, const YamlNode& node, std::string path)
        : reading_(reading), node_(node), path_(std::move(path))
    {
    }

    void read(const std::string& file, Expectation& into)
    {
        std::vector<Key> keys;
        Expectation::each_key(into, [&](const sim::Field& field, auto& value) {
            const std::string name(field.name);
            keys.push_back({name, [this, field, &value, full = path_ + "." + name](const YamlNode& v) {
                                reading_.value(v, full, field, value);
                            }});
        });
        reading_.map(node_, path_, keys);
        if (node_.kind != YamlNode::Kind::map) return;
        for (const char* needed : {"outcome", "change"})
            if (!given(needed)) problem(fmt::format("lacks {}", needed));
        if (given("than") == given("value")) problem("needs either than, a scenario, or value, a number");
        if (given("change") && given("within") != (into.change == Change::similar))
            problem("needs within, the largest difference, where the change is similar, and nowhere else");
        if (given("than")) find(file, into.than);
    }

private:
    bool given(const char* key) const { return node_.find(key) != nullptr; }
    void problem(const std::string& message) { reading_.problem(node_, path_ + " " + message); }

    /// Another scenario is kept by its full path, so that a resolved scenario means the same wherever it lies.
    void find(const std::string& file, PlacedText& than)
    {
        if (than.place.empty() || !find_shipped_scenario(than.text).empty()) return;
        const std::filesystem::path found = find_scenario_beside(file, than.text);
        if (found.empty())
            reading_.problem(*node_.find("than"),
                             fmt::format("{}.than names '{}', which is neither a file nor a shipped scenario{}", path_, than.text,
                                         sim::suggestion(than.text, shipped_names())));
        else
            than.text = std::filesystem::absolute(found).lexically_normal().string();
    }

    Reading& reading_;
    const YamlNode& node_;
    std::string path_;
};

std::vector<std::string> outcomes(const agents::Setting& setting, const agents::Rules& rules, const agents::ObserverOptions& observe)
{
    std::vector<std::string> names;
    for (const agents::Metric& each : agents::outcome_metrics(setting, rules, observe)) names.push_back(each.name);
    return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The switch without which an outcome is not there, such as `rules.rights.on`; empty where there is none.
std::string needed_switch(const std::string& outcome, const agents::Setting& setting, const agents::Rules& rules, const agents::ObserverOptions& observe)
{
    std::string found;
    sim::each_field(rules, [&](const std::string& path, const auto&, const sim::Field&) {
        if (!found.empty() || !path.ends_with(".on")) return;
        agents::Rules with = rules;
        sim::each_field(with, [&](const std::string& each, auto& value, const sim::Field&) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, bool>) value = value || each == path;
        });
        if (contains(outcomes(setting, with, observe), outcome)) found = "rules." + path;
    });
    return found;
}

}  // namespace

const std::vector<std::string>& choices(Change)
{
    static const std::vector<std::string> words = {"higher", "lower", "similar"};
    return words;
}

std::string in_words(const Expectation& of)
{
    const bool similar = of.change == Change::similar;
    const std::string other = of.than.text.empty() ? sim::number(of.value) : std::filesystem::path(of.than.text).stem().string();
    return fmt::format("{} {} {} {}{}", of.outcome.text, choices(of.change)[static_cast<std::size_t>(of.change)],
                       similar ? "to" : "than", other, similar ? fmt::format(" (within {})", sim::number(of.within)) : "");
}

void read_expectations(Reading& reading, const YamlNode& node, const std::string& file, std::vector<Expectation>& expectations)
{
    expectations.clear();
    if (node.kind == YamlNode::Kind::null) return;
    if (node.kind != YamlNode::Kind::list)
        return reading.problem(node, fmt::format("expect is {}, but must be a list of maps with an outcome", as_written(node)));
    for (std::size_t k = 0; k < node.items.size(); ++k) {
        expectations.emplace_back();
        ExpectationReader(reading, node.items[k], fmt::format("expect[{}]", k)).read(file, expectations.back());
    }
}

void check_outcomes(const std::vector<Expectation>& expectations, const agents::Setting& setting, const agents::Rules& rules,
                    const agents::ObserverOptions& observe, sim::Problems& problems)
{
    if (expectations.empty()) return;
    const std::vector<std::string> known = outcomes(setting, rules, observe);
    for (const Expectation& each : expectations) {
        const auto& [name, place] = each.outcome;
        if (place.empty() || contains(known, name)) continue;
        const std::string needed = needed_switch(name, setting, rules, observe);
        problems.push_back({place, needed.empty() ? fmt::format("unknown outcome '{}'{}", name, sim::suggestion(name, known))
                                                  : fmt::format("outcome '{}' needs {}", name, needed)});
    }
}

}  // namespace comity::scenarios
