#pragma once
// Where the recorded tables lie, for tests that need them.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

namespace comity::tests {

/// The folder of recorded tables: COMITY_DATA, else `../shared/data` beside the checkout. Without it says plainly that the test is skipped.
inline std::optional<std::filesystem::path> recorded_data(const char* test)
{
    const char* named = std::getenv("COMITY_DATA");
    const std::filesystem::path beside = std::filesystem::path(COMITY_SOURCE_DIR).parent_path() / "shared" / "data";
    const std::filesystem::path folder = named != nullptr && *named != '\0' ? std::filesystem::path(named) : beside;
    if (std::filesystem::exists(folder / "unga_votes.csv.gz")) return folder;
    std::cout << "skipped: " << test << ": no recorded tables in " << folder.string() << '\n';
    return std::nullopt;
}

}  // namespace comity::tests
