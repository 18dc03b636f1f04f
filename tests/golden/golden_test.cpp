#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/golden/golden_runs.hpp"
#include "tests/support/catch.hpp"

using namespace comity::tests;

namespace {

std::vector<std::string> lines_of(std::istream&& in)
{
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("small whole runs end as they did before, on 1, 2 and 7 threads", "[golden]")
{
    const int threads = GENERATE(1, 2, 7);
    for (const GoldenRun& run : golden_runs()) {
        const auto stored = lines_of(std::ifstream(std::filesystem::path(COMITY_SOURCE_DIR) / "tests/golden" / run.table));
        const auto now = lines_of(std::istringstream(outcomes_of(run, threads)));
        CAPTURE(run.table, threads);
        INFO("where this change is meant: cmake --build build --target rewrite_golden");
        REQUIRE(now.size() == stored.size());
        for (std::size_t k = 0; k < now.size(); ++k) CHECK(now[k] == stored[k]);
    }
}
