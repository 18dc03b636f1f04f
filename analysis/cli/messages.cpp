#include "analysis/cli/messages.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace comity::analysis {

ExitCode report_problems(const sim::Problems& problems)
{
    constexpr std::size_t most = 200;
    for (std::size_t k = 0; k < problems.size() && k < most; ++k) fmt::print(stderr, "{}: error: {}\n", problems[k].place, problems[k].message);
    if (problems.size() > most) fmt::print(stderr, "... and {} more\n", problems.size() - most);
    if (problems.size() > 1) fmt::print(stderr, "{} errors; nothing was written\n", problems.size());
    return ExitCode::wrong_input;
}

void report_error(const std::string& message) { fmt::print(stderr, "comity: error: {}\n", message); }

void say(const std::string& message) { fmt::print(stderr, "{}\n", message); }

}  // namespace comity::analysis
