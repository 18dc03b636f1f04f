#pragma once
// Work over threads; parallel.cpp is the only file that knows how (oneTBB, or std::jthread with COMITY_PARALLEL=threads).

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>

namespace comity::sim {

/// Threads to use where nobody said: SLURM_CPUS_PER_TASK, else the processors this process may run on; at least 1.
int default_threads();

/// Calls f(begin, end) for blocks that cover [0, n), on up to `threads` threads; returns when all are done.
///
/// Errors: the first exception to be thrown ends the loop early and is rethrown
void for_each_block(std::int64_t n, int threads, const std::function<void(std::int64_t begin, std::int64_t end)>& f);

/// Calls f(i) for i in [0, n), in any order; f fills the slot of its index, so the order cannot be seen.
template <class F>
void for_each_index(std::int64_t n, int threads, F&& f)
{
    for_each_block(n, threads, [&f](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) f(i);
    });
}

/// Results that can be under way at once in run_ordered: what bounds its memory.
constexpr int num_slots(int threads) { return threads <= 1 ? 1 : 2 * threads; }

/// What is done, by how many threads.
struct OrderedWork {
    std::int64_t first = 0;
    std::int64_t last = 0;  ///< one past
    int threads = 1;
};

/// Fills `slot` (below num_slots(threads)) with the result of `index`; nobody else holds that slot meanwhile.
using WorkFunction = std::function<void(std::int64_t index, int slot)>;
/// Takes the result of `index` out of `slot`; `failure` is what work threw, or null.
using SinkFunction = std::function<void(std::int64_t index, int slot, const std::exception_ptr& failure)>;

/// Calls work(index, slot) for every index of a range in parallel, and sink(index, slot, failure) strictly in order, one at a time.
///
/// No more than num_slots(threads) results wait. Once `stop` is true nothing new is started; what is under way still reaches the
/// sink. Returns one past the last index that reached the sink.
///
/// Errors: what `sink` throws ends all and is rethrown; what `work` throws is handed to the sink
std::int64_t run_ordered(const OrderedWork& range, const WorkFunction& work, const SinkFunction& sink, const std::atomic<bool>& stop);

}  // namespace comity::sim
