#pragma once
// The shipped baseline as the benchmarks' subject.

#include <stdexcept>

#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_builder.hpp"

namespace comity::benchmarks {

/// The first world of s01, built once.
inline const scenarios::Start& baseline()
{
    static const scenarios::Start start = [] {
        sim::Problems problems;
        const scenarios::Scenario scenario = scenarios::read_scenario("s01", {}, problems);
        scenarios::Start built = prepare(scenario, problems);
        if (!problems.empty()) throw std::runtime_error(problems.front().place + ": " + problems.front().message);
        return built;
    }();
    return start;
}

}  // namespace comity::benchmarks
