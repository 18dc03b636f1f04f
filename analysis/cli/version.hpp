#pragma once

#include <string>
#include <string_view>

namespace comity::analysis {

/// What was built: enough to find its source again and to build it the same way.
struct Version {
    std::string_view number;      ///< release, as `0.1.0`
    std::string_view commit;      ///< git commit in hex, `-dirty` appended where files differ from it; `unknown` without git
    std::string_view compiler;    ///< name and version, as `GNU 12.2.0`
    std::string_view build_type;  ///< CMake's, as `Release`
};

Version version() noexcept;

/// The version on one line, as `--version` prints it: `comity 0.1.0 (commit 1a2b3c4d5e6f, GNU 12.2.0, Release)`.
std::string version_line();

}  // namespace comity::analysis
