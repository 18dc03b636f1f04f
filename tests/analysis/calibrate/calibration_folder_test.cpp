#include "analysis/calibrate/calibration_folder.hpp"

#include <fstream>
#include <memory>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using comity::tests::ScratchFolder;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::ordered_json;

namespace {

const Json plan = {{"until", 2015}, {"seed", 1}, {"blocks", {"council"}}};

Json manifest_of(const std::filesystem::path& folder)
{
    std::ifstream in(folder / "manifest.json");
    return Json::parse(in);
}

std::string refusal(const std::filesystem::path& folder, const Json& configuration, Earlier earlier)
{
    try {
        CalibrationFolder refused(folder, configuration, earlier, 1);
    } catch (const RunFolderRefused& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a calibration goes on from what was kept of it", "[analysis][calibrate]")
{
    const ScratchFolder scratch;
    const auto out = scratch.path() / "out";
    {
        CalibrationFolder folder(out, plan, Earlier::refuse, 1);
        CHECK_FALSE(folder.state_of("council"));
        folder.keep("council", {{"generation", 3}});
        CHECK(manifest_of(out)["state"] == "running");  // as a killed program leaves it
    }
    CalibrationFolder folder(out, plan, Earlier::resume, 2);
    REQUIRE(folder.state_of("council"));
    CHECK((*folder.state_of("council"))["generation"] == 3);
    folder.write("draws.csv", "voting.slope\n1\n");
    folder.finish(RunState::complete);
    CHECK(manifest_of(out)["state"] == "complete");
    CHECK(manifest_of(out)["files"].contains("draws.csv"));
    CHECK(manifest_of(out)["configuration"] == plan);
}

TEST_CASE("no other calibration is gone on with, and none is lost unasked", "[analysis][calibrate]")
{
    const ScratchFolder scratch;
    const auto out = scratch.path() / "out";
    CHECK(refusal(out, plan, Earlier::resume) == out.string() + ": error: there is no calibration to resume");
    { CalibrationFolder(out, plan, Earlier::refuse, 1).keep("council", {{"generation", 3}}); }
    CHECK_THAT(refusal(out, plan, Earlier::refuse), ContainsSubstring("the folder exists; --resume goes on with a calibration"));
    Json other = plan;
    other["seed"] = 2;
    CHECK_THAT(refusal(out, other, Earlier::resume), ContainsSubstring("cannot be resumed: seed is 1 there and 2 here"));
    other = plan;
    other["blocks"].push_back("agenda");
    CHECK_THAT(refusal(out, other, Earlier::resume), ContainsSubstring("blocks/1 is missing there and \"agenda\" here"));
    CHECK_THAT(refusal(out, {{"until", 2015}}, Earlier::resume), ContainsSubstring("seed is 1 there and missing here"));
    {
        CalibrationFolder anew(out, plan, Earlier::replace, 1);
        CHECK_FALSE(anew.state_of("council"));
        CHECK_THAT(refusal(out, plan, Earlier::resume), ContainsSubstring("another calibration is being written"));
    }
    std::ofstream(scratch.path() / "letter.txt") << "mine";
    CHECK_THAT(refusal(scratch.path(), plan, Earlier::replace), ContainsSubstring("holds no calibration, so --force does not replace it"));
    CHECK(std::filesystem::exists(scratch.path() / "letter.txt"));
}

TEST_CASE("a state that was damaged is told", "[analysis][calibrate]")
{
    const ScratchFolder scratch;
    const auto out = scratch.path() / "out";
    const CalibrationFolder folder(out, plan, Earlier::refuse, 1);
    std::ofstream(out / "state" / "council.json") << "{\"scale\": [1,";
    CHECK_THROWS_WITH(folder.state_of("council"), ContainsSubstring("council.json: error: this is not the state of a block"));
}
