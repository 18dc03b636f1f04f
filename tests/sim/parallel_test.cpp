#include "sim/parallel.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/catch.hpp"

using namespace comity::sim;

namespace {

const std::atomic<bool> never = false;

/// Work that takes longest for the lowest indices of each handful, so that results are ready out of order.
void dawdle(std::int64_t index) { std::this_thread::sleep_for(std::chrono::microseconds(200 * (4 - index % 5))); }

}  // namespace

TEST_CASE("every index is visited once, whatever the number of threads", "[sim][parallel]")
{
    const int threads = GENERATE(1, 2, 7);
    std::vector<int> visits(1001, 0);
    for_each_index(1001, threads, [&](std::int64_t i) { ++visits[static_cast<std::size_t>(i)]; });
    CHECK(visits == std::vector<int>(1001, 1));
    for_each_index(0, threads, [&](std::int64_t) { FAIL("nothing to visit"); });
    CHECK_THROWS_WITH(for_each_index(50, threads, [](std::int64_t i) { if (i == 20) throw std::runtime_error("twenty"); }), "twenty");
}

TEST_CASE("results reach the sink in order, one at a time, though they are ready in another", "[sim][parallel]")
{
    const int threads = GENERATE(1, 2, 7);
    std::vector<std::int64_t> slots(static_cast<std::size_t>(num_slots(threads)), -1);
    std::atomic<int> in_sink = 0;
    std::atomic<bool> together = false;
    std::vector<std::int64_t> seen;
    const auto end = run_ordered(
        {10, 90, threads},
        [&](std::int64_t index, int slot) {
            dawdle(index);
            slots[static_cast<std::size_t>(slot)] = index * index;
        },
        [&](std::int64_t index, int slot, const std::exception_ptr& failure) {
            if (in_sink.fetch_add(1) != 0 || failure) together = true;
            if (slots[static_cast<std::size_t>(slot)] == index * index) seen.push_back(index);
            in_sink.fetch_sub(1);
        },
        never);
    CHECK(end == 90);
    CHECK_FALSE(together);
    REQUIRE(seen.size() == 80);
    for (std::size_t k = 0; k < seen.size(); ++k) CHECK(seen[k] == static_cast<std::int64_t>(k) + 10);
}

TEST_CASE("no more results are under way than there are slots, even when the first is the slowest", "[sim][parallel]")
{
    const int threads = GENERATE(2, 7);
    std::atomic<std::int64_t> started = 0;
    std::atomic<std::int64_t> started_before_first_ended = 0;
    std::int64_t sunk = 0;
    run_ordered(
        {0, 200, threads},
        [&](std::int64_t index, int slot) {
            ++started;
            if (slot < 0 || slot >= num_slots(threads)) throw std::logic_error("slot");
            if (index != 0) return;
            for (int wait = 0; wait < 10'000 && started < num_slots(threads); ++wait)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));  // time enough for one too many
            started_before_first_ended = started.load();
        },
        [&](std::int64_t, int, const std::exception_ptr& failure) { sunk += failure ? 0 : 1; }, never);
    CHECK(sunk == 200);
    CHECK(started_before_first_ended == num_slots(threads));  // 199 others were ready to go
}

TEST_CASE("what work throws reaches the sink as the failure of its index alone", "[sim][parallel]")
{
    const int threads = GENERATE(1, 2, 7);
    std::vector<std::int64_t> failed;
    const auto end = run_ordered(
        {0, 40, threads},
        [](std::int64_t index, int) {
            if (index % 13 == 5) throw std::runtime_error("bad luck");
        },
        [&](std::int64_t index, int, const std::exception_ptr& failure) {
            if (failure) failed.push_back(index);
        },
        never);
    CHECK(end == 40);
    CHECK(failed == std::vector<std::int64_t>{5, 18, 31});
}

TEST_CASE("what the sink throws ends the work and is rethrown", "[sim][parallel]")
{
    const int threads = GENERATE(1, 2, 7);
    std::atomic<std::int64_t> started = 0;
    std::int64_t taken = 0;
    const auto run = [&] {
        run_ordered({0, 100'000, threads}, [&](std::int64_t, int) { ++started; },
                    [&](std::int64_t index, int, const std::exception_ptr&) {
                        if (index == 9) throw std::runtime_error("the disk is full");
                        ++taken;
                    },
                    never);
    };
    CHECK_THROWS_WITH(run(), "the disk is full");
    CHECK(taken == 9);
    CHECK(started <= 10 + num_slots(threads));
}

TEST_CASE("a stop lets what is under way reach the sink in order, and starts nothing new", "[sim][parallel]")
{
    const int threads = GENERATE(1, 2, 7);
    std::atomic<bool> stop = false;
    std::atomic<std::int64_t> started = 0;
    std::vector<std::int64_t> seen;
    const auto end = run_ordered(
        {0, 100'000, threads},
        [&](std::int64_t index, int) {
            ++started;
            dawdle(index);
        },
        [&](std::int64_t index, int, const std::exception_ptr&) {
            seen.push_back(index);
            if (index == 20) stop = true;
        },
        stop);
    CHECK(end == started);
    CHECK(end >= 21);
    CHECK(end <= 21 + num_slots(threads));
    REQUIRE(static_cast<std::int64_t>(seen.size()) == end);
    for (std::size_t k = 0; k < seen.size(); ++k) CHECK(seen[k] == static_cast<std::int64_t>(k));
}

TEST_CASE("Slurm's share of the machine is the default number of threads, else the processors this process may use", "[sim][parallel]")
{
    const char* set = std::getenv("SLURM_CPUS_PER_TASK");
    const std::string before = set ? set : "";
    setenv("SLURM_CPUS_PER_TASK", "3", 1);
    CHECK(default_threads() == 3);
    setenv("SLURM_CPUS_PER_TASK", "many", 1);
    CHECK(default_threads() >= 1);
    CHECK(default_threads() <= static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
    if (set)
        setenv("SLURM_CPUS_PER_TASK", before.c_str(), 1);
    else
        unsetenv("SLURM_CPUS_PER_TASK");
}
