#pragma once
// Ctrl-C, SIGTERM and a lost terminal: the first asks the program to end with what is finished, the second ends it at once.

#include <atomic>

namespace comity::sim {

/// True once a signal has asked the program to end; what run_ordered takes as `stop`.
const std::atomic<bool>& interrupt_requested();

/// While it lives, SIGINT, SIGTERM and SIGHUP set interrupt_requested(); a second one kills the program as if it were not there.
/// A SIGHUP that is ignored, as under nohup, stays so.
class InterruptWatch {
public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;
};

}  // namespace comity::sim
