#pragma once
// What goes to standard error.

#include <string>

#include "analysis/cli/exit_code.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// Prints each problem as `place: error: message`, then their number where there are several.
ExitCode report_problems(const sim::Problems& problems);
/// Prints `comity: error: message`.
void report_error(const std::string& message);
/// Prints a line of news.
void say(const std::string& message);

}  // namespace comity::analysis
