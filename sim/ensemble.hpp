#pragma once
// Many runs of one model over threads: records come out in order, a failed run leaves the others alone.

#include <atomic>
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "sim/parallel.hpp"

namespace comity::sim {

/// A replicate that did not come to its end, and what it said.
struct RunFailure {
    std::int64_t replicate = 0;
    std::string message;
};

struct EnsemblePlan {
    std::int64_t first = 0;  ///< replicate to begin with
    std::int64_t last = 0;   ///< one past the last
    int threads = 1;
};

struct EnsembleSummary {
    std::int64_t finished = 0;       ///< runs with a record
    std::int64_t next = 0;           ///< first replicate that was not run
    std::vector<RunFailure> failed;  ///< by replicate
    bool interrupted = false;        ///< stopped before the last
};

/// `first few failures, one a line, and how many more`; empty without failures.
std::string describe_failures(const std::vector<RunFailure>& failed, std::size_t show = 5);

/// What an exception says; of one that is not a std::exception, that it is unknown.
std::string failure_message(const std::exception_ptr& failure);

/// Plays the replicates of a plan and hands their records on, in order of replicate.
///
/// play(replicate, record) runs in parallel; it fills a record that is used again (with whatever memory it has), and throws when
/// the run fails. take(replicate, record) and miss(failure) are called one at a time, in order of replicate, on changing threads.
/// Memory: num_slots(threads) records, whatever the number of runs; failures are kept.
///
/// Errors: what `take` or `miss` throws ends the ensemble and is rethrown
template <class Record, class Play, class Take, class Miss>
EnsembleSummary run_ensemble(const EnsemblePlan& plan, Play&& play, Take&& take, Miss&& miss, const std::atomic<bool>& stop)
{
    std::vector<Record> records(static_cast<std::size_t>(num_slots(plan.threads)));
    EnsembleSummary summary;
    summary.next = run_ordered(
        {plan.first, plan.last, plan.threads},
        [&](std::int64_t replicate, int slot) { play(replicate, records[static_cast<std::size_t>(slot)]); },
        [&](std::int64_t replicate, int slot, const std::exception_ptr& failure) {
            if (failure) {
                summary.failed.push_back({replicate, failure_message(failure)});
                miss(summary.failed.back());
            } else {
                take(replicate, records[static_cast<std::size_t>(slot)]);
                ++summary.finished;
            }
        },
        stop);
    summary.interrupted = summary.next < plan.last;
    return summary;
}

}  // namespace comity::sim
