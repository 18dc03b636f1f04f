#pragma once
// What goes to standard error, and whether results reached standard output. Where nobody listens any more, such as behind a
// closed terminal, messages are lost, but no run is.

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
/// Puts a text on standard error as it stands.
void show(const std::string& text);
/// Sees to it that all results are out.
///
/// Errors: throws sim::FileError where standard output does not take them, such as on a full disk
void flush_results();

}  // namespace comity::analysis
