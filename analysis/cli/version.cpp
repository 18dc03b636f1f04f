#include "analysis/cli/version.hpp"

#include <fmt/format.h>

#include "comity_commit.hpp"  // written in the build folder by commit.cmake; no other file includes it

namespace comity::analysis {

Version version() noexcept
{
    return {.number = COMITY_VERSION, .commit = COMITY_COMMIT, .compiler = COMITY_COMPILER, .build_type = COMITY_BUILD_TYPE};
}

std::string version_line()
{
    const Version v = version();
    return fmt::format("comity {} (commit {}, {}, {})", v.number, v.commit, v.compiler, v.build_type);
}

}  // namespace comity::analysis
