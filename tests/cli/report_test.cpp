// Where a report is written, and what it does not write over.
#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
namespace fs = std::filesystem;

namespace {

/// Two run folders, `one` and `two`, to start commands beside.
void make_runs(const Surroundings& here)
{
    for (const char* name : {"one", "two"})
        REQUIRE(
            enter({"run", "s01", "--out", name, "--runs", "2", "--quiet", "--set", "rounds=4", "--set", "world={synthetic: 5}"},
                  here)
                .code == 0);
}

}  // namespace

TEST_CASE("a comparison takes the place of no report unless it is told to", "[cli][report]")
{
    const ScratchFolder scratch;
    const Surroundings here{scratch.path(), {}, false};
    make_runs(here);
    const fs::path own = scratch.path() / "one" / "report.html";
    const std::string before = text_of(own);
    CHECK(enter({"report", "one", "--quiet"}, here).code == 0);  // made anew in place
    CHECK(text_of(own) == before);

    const Ended refused = enter({"report", "one", "two"}, here);
    CHECK(refused.code == 2);
    CHECK(refused.out.empty());
    CHECK(refused.err == "comity: error: one/report.html exists; --force replaces it, --out names another file\n");
    CHECK(text_of(own) == before);

    CHECK(enter({"report", "one", "two", "--quiet", "--out", "both.html"}, here).code == 0);
    CHECK(text_of(own) == before);
    CHECK(enter({"report", "one", "two", "--quiet", "--force"}, here).code == 0);
    CHECK(text_of(own) != before);
    CHECK(enter({"report", "one", "--quiet", "--out", "both.html"}, here).code == 2);
}

TEST_CASE("a report is a file, and each folder is compared once", "[cli][report]")
{
    const ScratchFolder scratch;
    const Surroundings here{scratch.path(), {}, false};
    make_runs(here);
    const Ended folder = enter({"report", "one", "--out", "two", "--force"}, here);
    CHECK(folder.code == 2);
    CHECK(folder.err == "comity: error: two is a folder, but --out must name a file\n");
    const Ended twice = enter({"report", "one", "two", "./one", "--out", "both.html"}, here);
    CHECK(twice.code == 2);
    CHECK(twice.err == "comity: error: ./one is named twice, but each run folder is compared once\n");
    CHECK_FALSE(fs::exists(scratch.path() / "both.html"));
}
