#include "analysis/cli/progress.hpp"

#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "analysis/cli/messages.hpp"

namespace comity::analysis {

using std::chrono::steady_clock;

std::string clock_text(double seconds)
{
    const auto whole = static_cast<long long>(seconds + 0.5);
    if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

Progress::Show Progress::for_terminal(bool quiet, bool wanted)
{
    if (quiet || !wanted) return Show::nothing;
    return isatty(STDERR_FILENO) ? Show::bar : Show::lines;
}

Progress::Progress(std::string what, std::int64_t total, Show show) : what_(std::move(what)), total_(total), show_(show)
{
    started_ = drawn_ = steady_clock::now();
    if (show_ == Show::bar) draw(false);
}

Progress::~Progress()
{
    if (show_ == Show::bar) {
        draw(true);
        show("\n");
    }
}

void Progress::start() { started_ = steady_clock::now(); }

void Progress::advance()
{
    ++done_;
    if (show_ == Show::nothing) return;
    if (show_ == Show::lines) {
        const std::int64_t before = (done_ - 1) * 10 / total_;
        if (done_ * 10 / total_ > before) draw(false);
        return;
    }
    const auto now = steady_clock::now();
    if (now - drawn_ < std::chrono::milliseconds(100) && done_ < total_) return;
    drawn_ = now;
    draw(false);
}

void Progress::draw(bool last)
{
    const double seconds = std::chrono::duration<double>(steady_clock::now() - started_).count();
    const double rate = done_ > 0 && seconds > 0 ? static_cast<double>(done_) / seconds : 0;
    std::string text = fmt::format("{}/{} runs", done_, total_);
    if (rate > 0) text += fmt::format("  {:.{}f} runs/s", rate, rate < 10 ? 1 : 0);
    if (rate > 0 && done_ < total_) text += fmt::format("  {} left", clock_text(static_cast<double>(total_ - done_) / rate));
    if (done_ == total_ || last) text += fmt::format("  {} in all", clock_text(seconds));
    if (failed_ > 0) text += fmt::format("  {} failed", failed_);
    if (show_ == Show::lines) {
        say(fmt::format("{}: {}", what_, text));
        return;
    }
    constexpr std::int64_t width = 24;
    const auto filled = static_cast<std::size_t>(total_ > 0 ? done_ * width / total_ : 0);
    std::string bar(static_cast<std::size_t>(width), '-');
    std::fill_n(bar.begin(), filled, '#');
    show(fmt::format("\r{} [{}] {}\x1b[K", what_, bar, text));
}

}  // namespace comity::analysis
