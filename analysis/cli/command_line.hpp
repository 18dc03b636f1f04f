#pragma once
// The command line: words to options to commands. The .cpp alone includes CLI11.

namespace comity::analysis {

/// Runs the program; the result is its exit code (exit_code.hpp).
int run_command_line(int argc, char** argv);

}  // namespace comity::analysis
