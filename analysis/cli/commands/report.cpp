#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {

ExitCode report(const ReportOptions& options)
{
    const std::filesystem::path out = options.out.empty() ? options.folders.front() / "report.html" : options.out;
    if (!options.out.empty() && !options.force && std::filesystem::exists(out)) {
        report_error(fmt::format("{} exists; --force replaces it", out.string()));
        return ExitCode::wrong_input;
    }
    try {
        write_report(options.folders, out);
    } catch (const sim::FileError&) {
        throw;  // the page cannot be written; all else is about what was to be read
    } catch (const sim::PlacedError& error) {
        say(error.what());
        return ExitCode::wrong_input;
    }
    if (options.talk != Talk::quiet) say(fmt::format("the report is {}", out.string()));
    return ExitCode::done;
}

}  // namespace comity::analysis
