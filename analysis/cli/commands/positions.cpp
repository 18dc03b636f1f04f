#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/years_option.hpp"
#include "analysis/fit/vote_positions.hpp"
#include "analysis/votes/vote_reader.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

/// What is wrong with how options go together; empty where nothing is.
std::string misfit(const PositionsOptions& options)
{
    if (options.dynamic && options.window) return "--window and --dynamic exclude each other: a dynamic fit goes year by year";
    if (options.walk_sd && !options.dynamic) return "--walk-sd is the step of a dynamic fit; it needs --dynamic";
    if (!options.years.empty() && !years_from(options.years)) return fmt::format("--years is '{}', but must be a year or two, such as 2011:2015", options.years);
    if (!options.out.empty() && std::filesystem::exists(options.out) && !options.force) return fmt::format("{} exists; --force replaces it", options.out.string());
    return "";
}

}  // namespace

ExitCode positions(const PositionsOptions& options)
{
    if (const std::string wrong = misfit(options); !wrong.empty()) {
        report_error(wrong);
        return ExitCode::wrong_input;
    }
    sim::Problems problems;
    std::vector<std::string> notes;
    RecordedVotes votes;
    try {
        votes = read_votes(options.roll_calls, options.votes, {}, problems, notes);
    } catch (const sim::CsvError& error) {
        say(error.what());
        return ExitCode::wrong_input;
    }
    if (!problems.empty()) return report_problems(problems);
    if (options.talk != Talk::quiet)
        for (const std::string& note : notes) say(note);
    if (votes.roll_calls.empty()) {
        report_error("there is no roll call");
        return ExitCode::wrong_input;
    }

    PositionRequest request{{votes.roll_calls.front().date.year, votes.roll_calls.back().date.year}, options.arena, options.dimensions.value_or(1), options.dynamic,
                            options.window.value_or(0), options.walk_sd};
    if (!options.years.empty()) request.years = *years_from(options.years);
    PositionTable table;
    try {
        table = positions_of(votes, request);
    } catch (const std::invalid_argument& error) {
        report_error(error.what());
        return ExitCode::wrong_input;
    }
    if (options.talk != Talk::quiet)
        for (std::size_t d = 0; d < table.walk_sd.size(); ++d)
            say(fmt::format("s.d. of a year's step on dimension {}: {:.3f}{}", d + 1, table.walk_sd[d], request.walk_sd ? " (given)" : " (estimated)"));
    if (options.out.empty())
        fmt::print("{}", as_csv(table));
    else
        sim::write_atomically(options.out, as_csv(table));
    return ExitCode::done;
}

}  // namespace comity::analysis
