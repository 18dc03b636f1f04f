#include "sim/parallel.hpp"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <vector>

#ifdef COMITY_PARALLEL_threads
#include <condition_variable>
#include <mutex>
#include <thread>
#else
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>
#endif

namespace comity::sim {

int default_threads()
{
    if (const char* slurm = std::getenv("SLURM_CPUS_PER_TASK")) {
        const std::string_view text = slurm;
        int cpus = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cpus);
        if (error == std::errc{} && end == text.data() + text.size() && cpus >= 1) return cpus;
    }
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (sched_getaffinity(0, sizeof mask, &mask) != 0) return 1;
    return std::max(1, CPU_COUNT(&mask));
}

namespace {

/// The sink's side of run_ordered, which both backends share: results enter in order, one at a time.
class OrderedSink {
public:
    OrderedSink(const OrderedWork& range, const WorkFunction& work, const SinkFunction& sink)
        : work_(work), sink_(sink), next_(range.first), failures_(static_cast<std::size_t>(num_slots(range.threads)))
    {
    }

    /// Slots go round: no more than num_slots() consecutive indices are under way, so theirs differ.
    int slot(std::int64_t index) const { return static_cast<int>(index % static_cast<std::int64_t>(failures_.size())); }

    void work(std::int64_t index) noexcept
    {
        auto& failure = failures_[static_cast<std::size_t>(slot(index))];
        failure = nullptr;
        try {
            work_(index, slot(index));
        } catch (...) {
            failure = std::current_exception();
        }
    }

    void take(std::int64_t index) noexcept
    {
        if (broken()) return;
        try {
            sink_(index, slot(index), failures_[static_cast<std::size_t>(slot(index))]);
            next_ = index + 1;
        } catch (...) {
            error_ = std::current_exception();
            broken_.store(true, std::memory_order_release);
        }
    }

    bool broken() const { return broken_.load(std::memory_order_acquire); }

    std::int64_t finish() const
    {
        if (error_) std::rethrow_exception(error_);
        return next_;
    }

private:
    const WorkFunction& work_;
    const SinkFunction& sink_;
    std::int64_t next_;
    std::vector<std::exception_ptr> failures_;  // [slot]
    std::exception_ptr error_;
    std::atomic<bool> broken_ = false;
};

#ifdef COMITY_PARALLEL_threads

/// Indices are handed out in order while slots are free; whoever finishes the next in line empties the line.
class OrderedThreads {
public:
    OrderedThreads(const OrderedWork& range, OrderedSink& sink, const std::atomic<bool>& stop)
        : range_(range), sink_(sink), stop_(stop), started_(range.first), taken_(range.first),
          done_(static_cast<std::size_t>(num_slots(range.threads)), 0)
    {
    }

    void run()
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < range_.threads; ++t) threads.emplace_back([this] { serve(); });
    }

private:
    char& done(std::int64_t index) { return done_[static_cast<std::size_t>(sink_.slot(index))]; }

    void serve()
    {
        std::unique_lock lock(mutex_);
        for (;;) {
            slot_free_.wait(lock, [&] { return over() || started_ - taken_ < static_cast<std::int64_t>(done_.size()); });
            if (over()) return;
            const std::int64_t index = started_++;
            lock.unlock();
            sink_.work(index);
            lock.lock();
            done(index) = 1;
            if (!taking_) take_what_is_next(lock);
        }
    }

    void take_what_is_next(std::unique_lock<std::mutex>& lock)
    {
        taking_ = true;
        while (taken_ < started_ && done(taken_)) {
            lock.unlock();
            sink_.take(taken_);
            lock.lock();
            done(taken_) = 0;
            ++taken_;
            slot_free_.notify_all();
        }
        taking_ = false;
    }

    bool over() const { return started_ == range_.last || stop_.load(std::memory_order_relaxed) || sink_.broken(); }

    const OrderedWork& range_;
    OrderedSink& sink_;
    const std::atomic<bool>& stop_;
    std::mutex mutex_;
    std::condition_variable slot_free_;
    std::int64_t started_;
    std::int64_t taken_;  // written under the lock, read by its only writer outside of it
    bool taking_ = false;
    std::vector<char> done_;  // [slot]
};

void run_on_threads(const OrderedWork& range, OrderedSink& sink, const std::atomic<bool>& stop)
{
    OrderedThreads(range, sink, stop).run();
}

void blocks_on_threads(std::int64_t n, int threads, const std::function<void(std::int64_t, std::int64_t)>& f)
{
    const std::int64_t grain = std::max<std::int64_t>(1, n / (8 * threads));
    std::atomic<std::int64_t> next = 0;
    std::mutex mutex;
    std::exception_ptr error;
    const auto serve = [&] {
        for (std::int64_t begin; (begin = next.fetch_add(grain)) < n;) {
            try {
                f(begin, std::min(n, begin + grain));
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!error) error = std::current_exception();
                next = n;
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (int t = 1; t < threads; ++t) others.emplace_back(serve);
        serve();
    }
    if (error) std::rethrow_exception(error);
}

#else

/// TBB follows the affinity mask by itself; the number of threads that was asked for must be said, or it is capped by the cores.
template <class F>
void in_arena(int threads, F&& f)
{
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute(std::forward<F>(f));
}

void run_on_threads(const OrderedWork& range, OrderedSink& sink, const std::atomic<bool>& stop)
{
    std::int64_t next = range.first;
    const auto start = [&](tbb::flow_control& flow) {
        if (next == range.last || stop.load(std::memory_order_relaxed) || sink.broken()) {
            flow.stop();
            return next;
        }
        return next++;
    };
    const auto work = [&](std::int64_t index) {
        sink.work(index);
        return index;
    };
    const auto take = [&](std::int64_t index) { sink.take(index); };
    in_arena(range.threads, [&] {
        tbb::parallel_pipeline(static_cast<std::size_t>(num_slots(range.threads)),
                               tbb::make_filter<void, std::int64_t>(tbb::filter_mode::serial_in_order, start) &
                                   tbb::make_filter<std::int64_t, std::int64_t>(tbb::filter_mode::parallel, work) &
                                   tbb::make_filter<std::int64_t, void>(tbb::filter_mode::serial_in_order, take));
    });
}

void blocks_on_threads(std::int64_t n, int threads, const std::function<void(std::int64_t, std::int64_t)>& f)
{
    in_arena(threads, [&] {
        tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, n), [&](const auto& block) { f(block.begin(), block.end()); });
    });
}

#endif

}  // namespace

void for_each_block(std::int64_t n, int threads, const std::function<void(std::int64_t, std::int64_t)>& f)
{
    if (n <= 0) return;
    if (threads <= 1 || n == 1) return f(0, n);
    blocks_on_threads(n, threads, f);
}

std::int64_t run_ordered(const OrderedWork& range, const WorkFunction& work, const SinkFunction& sink, const std::atomic<bool>& stop)
{
    OrderedSink ordered(range, work, sink);
    if (range.threads > 1) {
        run_on_threads(range, ordered, stop);
    } else {
        for (std::int64_t index = range.first; index < range.last && !stop.load(std::memory_order_relaxed) && !ordered.broken(); ++index) {
            ordered.work(index);
            ordered.take(index);
        }
    }
    return ordered.finish();
}

}  // namespace comity::sim
