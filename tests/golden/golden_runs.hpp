#pragma once
// The runs whose outcomes are stored beside this file.

#include <string>
#include <vector>

namespace comity::tests {

struct GoldenRun {
    std::string table;  ///< file of its outcomes
    std::string scenario;
    std::vector<std::string> settings;
    int runs = 1;
};

const std::vector<GoldenRun>& golden_runs();

/// Outcomes of a run as a table: `metric,run0,run1,...`.
std::string outcomes_of(const GoldenRun& run, int threads);

}  // namespace comity::tests
