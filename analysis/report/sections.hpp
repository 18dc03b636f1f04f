#pragma once
// The parts of the page, in the order a reader meets them. Each is HTML that stands without a script.

#include <string>
#include <vector>

#include "analysis/report/joint_positions.hpp"
#include "analysis/report/outcome_comparison.hpp"
#include "analysis/report/pairing.hpp"
#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Everything the sections are made of; computed once.
struct ReportContent {
    const std::vector<RunResults>& results;
    JointPositions positions;
    std::vector<OutcomeRow> outcomes;
    std::vector<Pairing> pairings;  ///< [scenario], each with the first
};

/// Title and purpose.
std::string opening_section(const ReportContent& content);
/// Narrative of each scenario, what is different in it from the first, its number of runs, failures, seed and version.
std::string scenario_section(const ReportContent& content);
/// What changes between scenarios in words and numbers, or the outcomes of a single one.
std::string outcome_section(const ReportContent& content);
/// The parts of fragmentation beside the scalars made of them, their worst cases, how long they are high, and which scenario ranks first;
/// empty where they were not recorded.
std::string fragmentation_section(const ReportContent& content);
bool has_fragmentation(const std::vector<RunResults>& results);
/// Fan charts of the metrics over time.
std::string fan_section(const ReportContent& content);
/// Positions on a map, or along a strip for worlds that are not on the Earth.
std::string position_section(const ReportContent& content);
/// Status quo per sub-norm; empty where no such metric was recorded.
std::string norm_section(const ReportContent& content);
std::string reading_section(const ReportContent& content);
/// Seeds, versions, scenario files and checksums.
std::string provenance_section(const ReportContent& content);

}  // namespace comity::analysis
