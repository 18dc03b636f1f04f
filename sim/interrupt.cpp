#include "sim/interrupt.hpp"

#include <array>
#include <csignal>

namespace comity::sim {
namespace {

std::atomic<bool> requested = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // what a signal handler may touch

constexpr std::array watched{SIGINT, SIGTERM, SIGHUP};
std::array<struct sigaction, watched.size()> previous;

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
    for (std::size_t k = 0; k < watched.size(); ++k) {
        sigaction(watched[k], &action, &previous[k]);
        if (watched[k] == SIGHUP && previous[k].sa_handler == SIG_IGN) sigaction(SIGHUP, &previous[k], nullptr);
    }
}

InterruptWatch::~InterruptWatch()
{
    for (std::size_t k = 0; k < watched.size(); ++k) sigaction(watched[k], &previous[k], nullptr);
}

}  // namespace comity::sim
