#include "sim/interrupt.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/support/catch.hpp"

using namespace comity::sim;

TEST_CASE("a first signal asks for an end, and afterwards the old handling is back", "[sim][interrupt]")
{
    const int signal = GENERATE(SIGINT, SIGTERM);
    struct sigaction before = {};
    sigaction(signal, nullptr, &before);
    {
        const InterruptWatch watch;
        CHECK_FALSE(interrupt_requested());
        raise(signal);
        CHECK(interrupt_requested());
    }
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    CHECK(now.sa_handler == before.sa_handler);
}

TEST_CASE("a second signal kills at once", "[sim][interrupt]")
{
    const pid_t child = fork();
    if (child == 0) {
        const InterruptWatch watch;
        raise(SIGINT);
        raise(SIGINT);
        _exit(0);  // not reached
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGINT);
}
