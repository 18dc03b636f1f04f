#pragma once

#include <filesystem>

namespace comity::scenarios {

/// The folder of what ships with the program: `library/` with the scenarios, `data/` with the worlds.
///
/// The first of these that holds a `library/`: the value of COMITY_DATA_DIR; `share/comity` of the place where the running
/// program is installed; the source tree that was built; the place where the library was to be installed.
///
/// Errors: throws std::runtime_error if COMITY_DATA_DIR is set to a folder without `library/`, or if nothing is found
std::filesystem::path data_folder();

}  // namespace comity::scenarios
