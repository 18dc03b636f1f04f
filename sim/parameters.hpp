#pragma once
// Every parameter with its path, range, unit, meaning and source: described once, read by reader, checker, samplers and report alike.

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace comity::sim {

/// A closed interval; NaN is in none.
struct Range {
    double low = 0;
    double high = 0;
    constexpr bool contains(double value) const { return low <= value && value <= high; }
};

/// What a parameter is, in words.
struct Field {
    std::string_view name;
    Range range;
    std::string_view unit;     ///< `1` for a pure number, `1/round`, `position`
    std::string_view meaning;  ///< one phrase
    std::string_view source;   ///< a citation, or `judgement`
};

/// Calls `visit(path, value, field)` for each parameter of each rule, in order of play.
///
/// A rule's parameters are a struct with `static void describe(auto& self, auto&& field)`, which calls
/// `field(name, self.member, Range, unit, meaning, source)` once a parameter; a set of rules has
/// `static void each_rule(auto& self, auto&& rule)`, which calls `rule(name, self.member)` once a rule.
/// `value` is a reference to the member, const where `rules` is: a double, a bool (a switch), or an enum (a choice, whose range and unit
/// mean nothing; a function choices() gives its words).
template <class Rules, class Visit>
void each_field(Rules& rules, Visit&& visit)
{
    std::remove_const_t<Rules>::each_rule(rules, [&](std::string_view rule, auto& params) {
        std::remove_cvref_t<decltype(params)>::describe(
            params, [&](std::string_view name, auto& value, Range range, std::string_view unit, std::string_view meaning,
                        std::string_view source) {
                visit(std::string(rule) + "." + std::string(name), value, Field{name, range, unit, meaning, source});
            });
    });
}

/// The same for parameters that are numbers.
template <class Rules, class Visit>
void each_number(Rules& rules, Visit&& visit)
{
    each_field(rules, [&](const std::string& path, auto& value, const Field& field) {
        if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(value)>>) visit(path, value, field);
    });
}

}  // namespace comity::sim
