#pragma once
// How a command ended, for scripts.

namespace comity::analysis {

enum class ExitCode : int {
    done = 0,
    failed = 1,        ///< failed while running: disk full, ...
    wrong_input = 2,   ///< the input or the command line is wrong
    some_failed = 3,   ///< finished, but some runs failed
    interrupted = 130, ///< what was finished is kept
};

}  // namespace comity::analysis
