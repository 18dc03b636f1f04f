#include "analysis/cli/messages.hpp"

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "sim/atomic_file.hpp"

namespace comity::analysis {
namespace {

/// A text on one line, whatever a file or a name put into it: control characters as escapes, which no terminal obeys.
std::string on_one_line(const std::string& text)
{
    std::string line;
    for (const char c : text) {
        if (c == '\n')
            line += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            line += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            line += c;
    }
    return line;
}

}  // namespace

ExitCode report_problems(const sim::Problems& problems)
{
    constexpr std::size_t most = 200;
    for (std::size_t k = 0; k < problems.size() && k < most; ++k) say(fmt::format("{}: error: {}", on_one_line(problems[k].place), on_one_line(problems[k].message)));
    if (problems.size() > most) say(fmt::format("... and {} more", problems.size() - most));
    if (problems.size() > 1) say(fmt::format("{} errors; nothing was written", problems.size()));
    return ExitCode::wrong_input;
}

void report_error(const std::string& message) { say("comity: error: " + on_one_line(message)); }

void say(const std::string& message) { show(message + "\n"); }

void show(const std::string& text) { std::fputs(text.c_str(), stderr); }

void flush_results()
{
    errno = 0;
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw sim::FileError("standard output", "the results cannot be written", errno != 0 ? errno : EIO);
}

}  // namespace comity::analysis
