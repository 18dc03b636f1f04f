#include "analysis/cli/messages.hpp"

#include <cstdio>

#include <fmt/format.h>

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
    for (std::size_t k = 0; k < problems.size() && k < most; ++k) fmt::print(stderr, "{}: error: {}\n", on_one_line(problems[k].place), on_one_line(problems[k].message));
    if (problems.size() > most) fmt::print(stderr, "... and {} more\n", problems.size() - most);
    if (problems.size() > 1) fmt::print(stderr, "{} errors; nothing was written\n", problems.size());
    return ExitCode::wrong_input;
}

void report_error(const std::string& message) { fmt::print(stderr, "comity: error: {}\n", on_one_line(message)); }

void say(const std::string& message) { fmt::print(stderr, "{}\n", message); }

}  // namespace comity::analysis
