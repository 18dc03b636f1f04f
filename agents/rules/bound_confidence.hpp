#pragma once
// Module M1: a country listens only to those that are near enough to its own position.

#include <limits>

#include "sim/parameters.hpp"

namespace comity::agents {

/// Source: Hegselmann & Krause (2002), JASSS 5(3):2
struct ConfidenceParams {
    static constexpr const char* title = "Bounded confidence: a country listens only to those near its own position";

    bool on = false;
    double reach = 1.5;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "module M1: partners farther away than the reach are not listened to", "off in the core");
        field("reach", self.reach, Range{0, 8}, "position", "eps: distance of positions up to which a partner counts, arena by arena", "judgement; Hegselmann & Krause (2002), JASSS 5(3):2");
    }
};

/// eps, infinite while the module is off.
constexpr double reach_of(const ConfidenceParams& params) { return params.on ? params.reach : std::numeric_limits<double>::infinity(); }

}  // namespace comity::agents
