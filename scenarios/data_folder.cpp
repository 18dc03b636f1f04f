#include "scenarios/data_folder.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace comity::scenarios {

namespace {

namespace fs = std::filesystem;

bool holds_library(const fs::path& folder)
{
    std::error_code ignored;  // a folder that cannot be read is as good as none
    return fs::is_directory(folder / "library", ignored);
}

/// `share/comity` as it lies from the folder of the running program; empty where the system does not tell.
fs::path beside_program()
{
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    if (failed) return {};
    return (program.parent_path() / COMITY_DATA_FROM_PROGRAM).lexically_normal();
}

}  // namespace

std::filesystem::path data_folder()
{
    if (const char* chosen = std::getenv("COMITY_DATA_DIR"); chosen != nullptr && *chosen != '\0') {
        if (holds_library(chosen)) return chosen;
        throw std::runtime_error(fmt::format("COMITY_DATA_DIR is '{}', but must be a folder that holds 'library'", chosen));
    }
    const std::array<fs::path, 3> places{beside_program(), COMITY_SOURCE_DATA, COMITY_INSTALLED_DATA};
    for (const fs::path& place : places) {
        if (!place.empty() && holds_library(place)) return place;
    }
    throw std::runtime_error(
        fmt::format("the shipped scenarios are in none of '{}', '{}', '{}'; COMITY_DATA_DIR can name the place",
                    places[0].string(), places[1].string(), places[2].string()));
}

}  // namespace comity::scenarios
