#pragma once
// How far an ensemble is, on standard error.

#include <chrono>
#include <cstdint>
#include <string>

namespace comity::analysis {

/// A bar with rate and time left where standard error is a terminal; elsewhere a plain line every tenth.
class Progress {
public:
    enum class Show { bar, lines, nothing };

    /// Draws itself at once, so that a user sees life before the first run is done.
    Progress(std::string what, std::int64_t total, Show show);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// The clock of rate and time left starts here, when the first run does.
    void start();
    void advance();
    void fail() { ++failed_; advance(); }

    /// What a terminal or a file gets, after --quiet, --no-progress and the kind of standard error.
    static Show for_terminal(bool quiet, bool wanted);

private:
    void draw(bool last);

    std::string what_;
    std::int64_t total_, done_ = 0, failed_ = 0;
    Show show_;
    std::chrono::steady_clock::time_point started_, drawn_;
};

/// `1:02:03` or `2:03`.
std::string clock_text(double seconds);

}  // namespace comity::analysis
