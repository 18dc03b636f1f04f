#include "sim/interrupt.hpp"

#include <csignal>

namespace comity::sim {
namespace {

std::atomic<bool> requested = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // what a signal handler may touch

struct sigaction previous_int;
struct sigaction previous_term;

void on_signal(int signal)
{
    if (!requested.exchange(true)) return;
    // Asked twice: the default action, once this handler has returned and unblocked the signal.
    struct sigaction fallback = {};
    fallback.sa_handler = SIG_DFL;
    sigaction(signal, &fallback, nullptr);
    raise(signal);
}

}  // namespace

const std::atomic<bool>& interrupt_requested() { return requested; }

InterruptWatch::InterruptWatch()
{
    requested = false;
    struct sigaction action = {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;  // a write under way goes on
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &previous_int);
    sigaction(SIGTERM, &action, &previous_term);
}

InterruptWatch::~InterruptWatch()
{
    sigaction(SIGINT, &previous_int, nullptr);
    sigaction(SIGTERM, &previous_term, nullptr);
}

}  // namespace comity::sim
