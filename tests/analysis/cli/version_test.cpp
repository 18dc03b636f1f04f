#include "analysis/cli/version.hpp"

#include <string>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("the version tells number, commit, compiler and build type, and the line names them all", "[analysis][version]")
{
    const Version v = version();
    const std::string line = version_line();
    CAPTURE(line);

    CHECK(line.starts_with("comity "));
    for (const std::string_view part : {v.number, v.commit, v.compiler, v.build_type}) {
        CHECK_FALSE(part.empty());
        CHECK(line.find(part) != std::string::npos);
    }
    CHECK(v.number.find_first_not_of("0123456789.") == std::string_view::npos);
    CHECK(line.find('\n') == std::string::npos);
}

TEST_CASE("the commit is a hash of git, or says that it is unknown", "[analysis][version]")
{
    const std::string_view commit = version().commit;
    const std::string_view hash = commit.ends_with("-dirty") ? commit.substr(0, commit.size() - 6) : commit;
    CAPTURE(commit);
    CHECK((commit == "unknown" || (hash.size() >= 7 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos)));
}
