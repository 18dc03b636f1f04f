#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {

namespace {

namespace fs = std::filesystem;

/// Why the report is not written where it would go; empty where it may be.
std::string refusal(const ReportOptions& options, const fs::path& out)
{
    std::error_code failed;
    if (fs::is_directory(out, failed)) return fmt::format("{} is a folder, but --out must name a file", out.string());
    for (std::size_t k = 1; k < options.folders.size(); ++k)
        for (std::size_t n = 0; n < k; ++n)
            if (fs::equivalent(options.folders[n], options.folders[k], failed))
                return fmt::format("{} is named twice, but each run folder is compared once", options.folders[k].string());
    // A folder's own report is made anew in place; a comparison in its stead would be taken for it.
    const bool own = options.out.empty() && options.folders.size() == 1;
    if (own || options.force || !fs::exists(out, failed)) return {};
    return fmt::format("{} exists; --force replaces it, --out names another file", out.string());
}

}  // namespace

ExitCode report(const ReportOptions& options)
{
    const fs::path out = options.out.empty() ? options.folders.front() / "report.html" : options.out;
    if (const std::string why = refusal(options, out); !why.empty()) {
        report_error(why);
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
