#include "sim/ensemble.hpp"

#include <stdexcept>

#include "tests/support/catch.hpp"

using namespace comity::sim;

namespace {

/// A model in ten lines: replicate r sums 1 .. r, so its answer is r (r + 1) / 2; multiples of 10 fail.
struct Sum {
    std::int64_t value = 0;
};

void play(std::int64_t replicate, Sum& sum)
{
    if (replicate % 10 == 0) throw std::runtime_error("the sum is round");
    sum.value = 0;  // a record is used again
    for (std::int64_t k = 1; k <= replicate; ++k) sum.value += k;
}

}  // namespace

TEST_CASE("records come in order of replicate, and failed replicates are kept by number without the others", "[sim][ensemble]")
{
    const int threads = GENERATE(1, 2, 7);
    std::vector<std::int64_t> replicates;
    std::vector<std::int64_t> values;
    std::vector<std::int64_t> missed;
    const std::atomic<bool> never = false;
    const auto summary = run_ensemble<Sum>(
        {.first = 5, .last = 105, .threads = threads}, play,
        [&](std::int64_t replicate, const Sum& sum) {
            replicates.push_back(replicate);
            values.push_back(sum.value);
        },
        [&](const RunFailure& failure) { missed.push_back(failure.replicate); }, never);

    CHECK(summary.finished == 90);
    CHECK(summary.next == 105);
    CHECK_FALSE(summary.interrupted);
    REQUIRE(values.size() == 90);
    CHECK(replicates.front() == 5);
    CHECK(replicates.back() == 104);
    for (std::size_t k = 0; k < values.size(); ++k) CHECK(values[k] == replicates[k] * (replicates[k] + 1) / 2);
    CHECK(missed == std::vector<std::int64_t>{10, 20, 30, 40, 50, 60, 70, 80, 90, 100});
    REQUIRE(summary.failed.size() == 10);
    CHECK(summary.failed[3].replicate == 40);
    CHECK(summary.failed[3].message == "the sum is round");
    CHECK(describe_failures(summary.failed, 2) == "run 10 failed: the sum is round\nrun 20 failed: the sum is round\nand 8 more runs failed\n");
}

TEST_CASE("an interrupted ensemble says where it stopped, and has taken all before", "[sim][ensemble]")
{
    const int threads = GENERATE(1, 2, 7);
    std::atomic<bool> stop = false;
    std::int64_t taken = 0;
    const auto summary = run_ensemble<Sum>({.first = 1, .last = 1'000'000, .threads = threads}, [](std::int64_t, Sum&) {},
                                           [&](std::int64_t, const Sum&) { stop = ++taken >= 7; }, [](const RunFailure&) {}, stop);
    CHECK(summary.interrupted);
    CHECK(summary.finished == taken);
    CHECK(summary.next == 1 + taken);
    CHECK(taken <= 7 + num_slots(threads));
}

TEST_CASE("what is thrown that is no exception is a failure too", "[sim][ensemble]")
{
    CHECK(failure_message(std::make_exception_ptr(7)) == "unknown error");
}
