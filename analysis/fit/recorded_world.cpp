#include "analysis/fit/recorded_world.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "analysis/fit/world/tables.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;  // name, text

Files texts(const WorldSources& sources)
{
    Files files{{"world.csv", world_table(sources).text()},
                {"countries.csv", countries_table(sources).text()},
                {"positions.csv", positions_table(sources).text()},
                {"trade.csv", trade_table(sources).text()},
                {"security.csv", security_table(sources).text()},
                {"neighbours.csv", neighbours_table(sources).text()},
                {"clients.csv", clients_table(sources).text()},
                {"groups.csv", groups_table(sources).text()},
                {"seats.csv", seats_table(sources).text()},
                {"assessments.csv", assessments_table(sources).text()},
                {"engagement.csv", engagement_table(sources).text()},
                {"leaders.csv", leaders_table(sources).text()},
                {"cohesion.csv", cohesion_table(sources).text()},
                {"partnerships.csv", partnerships_table(sources).text()},
                {"sanctions.csv", sanctions_table(sources).text()},
                {"crises.csv", crises_table(sources).text()},
                {"exits.csv", exits_table(sources).text()},
                {"treaty_parties.csv", treaty_parties_table(sources).text()},
                {"README.md", world_readme(sources)}};
    if (sources.options.start <= 2019) files.emplace_back("regime.csv", regime_table(sources).text());
    return files;
}

void check(const WorldBuildOptions& options)
{
    const auto within = [](const char* name, auto value, auto least, auto most) {
        if (!(least <= value && value <= most))
            throw std::invalid_argument(fmt::format("{} is {}, but must be in [{}, {}]", name, value, least, most));
    };
    within("the start year", options.start, world_starts.first, world_starts.last);
    within("the first year of votes", options.positions.first, 1991, 2019);
    within("the last year of votes", options.positions.last, options.positions.first, 2019);
    within("the first year of trade", options.trade.first, 1991, 2016);
    within("the last year of trade", options.trade.last, options.trade.first, 2016);
    within("the least dependence", options.least_dependence, 0.0, 1.0);
    within("the tie of consultation", options.tie_consult, 0.0, 1.0);
    within("the tie of restraint", options.tie_restraint, 0.0, 1.0);
}

bool is_world(const fs::path& folder) { return fs::exists(folder / "world.csv") && fs::exists(folder / "countries.csv"); }

/// Writes all files, or throws with the folder half written.
void write(const fs::path& folder, const Files& files)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) throw sim::FileError(folder, "the folder cannot be made", failed.value());
    for (const auto& [name, text] : files) sim::write_atomically(folder / name, text);
}

}  // namespace

WorldBuildOptions WorldBuildOptions::for_start(int year)
{
    WorldBuildOptions options;
    options.start = year;
    options.positions = {std::max(1991, year - 5), std::max(1993, year - 1)};
    if (year < 2015) options.trade = {std::max(1991, year - 3), std::max(1992, year - 1)};
    return options;
}

WorldBuildReport build_recorded_world(const fs::path& data, const fs::path& out, const WorldBuildOptions& options)
{
    check(options);
    if (fs::exists(out) && options.existing == Existing::refuse)
        throw std::runtime_error(fmt::format("{}: error: the folder exists; it is replaced only on demand", out.string()));
    if (fs::exists(out) && !is_world(out) && !(fs::is_directory(out) && fs::is_empty(out)))
        throw std::invalid_argument(fmt::format("{} holds no world, so it is not replaced", out.string()));
    const WorldSources sources(data, options);
    const auto files = texts(sources);

    const fs::path whole = fs::absolute(out).lexically_normal();
    const fs::path target = whole.has_filename() ? whole : whole.parent_path();  // `world/` names the same folder as `world`
    fs::path part = target;
    part += ".part";
    fs::path old = target;
    old += ".old.part";
    fs::remove_all(part);
    const auto drop = [&] {
        std::error_code ignored;
        fs::remove_all(part, ignored);
    };
    try {
        write(part, files);
    } catch (const sim::FileError& fault) {  // of a file that the user has not asked for
        drop();
        throw sim::FileError(target, "the world cannot be written", fault.system_error());
    } catch (...) {
        drop();
        throw;
    }
    if (fs::exists(target)) {
        fs::remove_all(old);
        fs::rename(target, old);
    }
    fs::rename(part, target);
    fs::remove_all(old);

    WorldBuildReport report{sources.countries.size(), 0, {}};
    for (const auto& [name, text] : files) {
        report.files.push_back(name);
        report.bytes += text.size();
    }
    return report;
}

}  // namespace comity::analysis
