// Runs with parameters of a calibration: --parameters and --draws.
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> short_run(const std::string& scenario, const fs::path& out, const std::vector<std::string>& more)
{
    std::vector<std::string> words{"run", scenario, "--out", out.string(), "--runs", "5", "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

const std::vector<std::string> small_world{"--set", "rounds=4", "--set", "world={synthetic: 5}"};

std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

fs::path put(const ScratchFolder& scratch, const char* name, const std::string& text)
{
    std::ofstream(scratch.path() / name) << text;
    return scratch.path() / name;
}

/// The first cells of each row, up to `columns`.
std::vector<std::string> left_of(const fs::path& table, int columns)
{
    std::vector<std::string> rows;
    std::istringstream in(text_of(table));
    for (std::string line; std::getline(in, line);) {
        std::size_t end = 0;
        for (int k = 0; k < columns; ++k) end = line.find(',', end) + 1;
        rows.push_back(line.substr(0, end - 1));
    }
    return rows;
}

}  // namespace

TEST_CASE("runs with draws name their parameters, and can be played again from their folder", "[cli][draws]")
{
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "run", again = scratch.path() / "again", one = scratch.path() / "one";
    const fs::path draws = put(scratch, "draws.csv", "voting.slope,partnership.growth\n1,0.1\n3,0.2\n2,0.05\n");
    REQUIRE(enter(short_run("s01", out, with({"--draws", draws.string()}, small_world))).code == 0);
    const std::string name = "s01-baseline-2020";
    CHECK(left_of(out / "runs.csv", 6) == std::vector<std::string>{"run,scenario,replicate,seed,voting.slope,partnership.growth", "0," + name + ",0,1,1,0.1", "1," + name + ",1,1,3,0.2",
                                                                   "2," + name + ",2,1,2,0.05", "3," + name + ",3,1,1,0.1", "4," + name + ",4,1,3,0.2"});
    const json manifest = json::parse(text_of(out / "manifest.json"));
    CHECK(manifest["varied"] == json{"voting.slope", "partnership.growth"});
    CHECK(manifest["files"].contains("draws.csv"));

    REQUIRE(enter(short_run((out / "scenario.yaml").string(), again, {})).code == 0);
    CHECK(text_of(again / "runs.csv") == text_of(out / "runs.csv"));
    REQUIRE(enter(short_run("s01", one, with({"--threads", "1", "--draws", draws.string()}, small_world))).code == 0);
    CHECK(text_of(one / "runs.csv") == text_of(out / "runs.csv"));
    CHECK(enter({"report", out.string(), "--force"}).code == 0);
}

TEST_CASE("a file of parameters counts unless --set says otherwise", "[cli][draws]")
{
    const ScratchFolder scratch;
    const fs::path fitted = put(scratch, "fitted.yaml", "rules: {voting: {slope: 3, half_band: 2}}\n");
    const auto runs_of = [&](const char* out, const std::vector<std::string>& more) {
        REQUIRE(enter(short_run("s01", scratch.path() / out, with(small_world, more))).code == 0);
        return text_of(scratch.path() / out / "runs.csv");
    };
    CHECK(runs_of("a", {"--parameters", fitted.string()}) == runs_of("b", {"--set", "rules.voting.slope=3", "--set", "rules.voting.half_band=2"}));
    CHECK(runs_of("c", {"--parameters", fitted.string(), "--set", "rules.voting.slope=1"}) == runs_of("d", {"--set", "rules.voting.slope=1", "--set", "rules.voting.half_band=2"}));
}

TEST_CASE("wrong parameters and draws are one line each, and nothing is written", "[cli][draws]")
{
    const ScratchFolder scratch;
    const fs::path draws = put(scratch, "draws.csv", "voting.slope\n9\n"), fitted = put(scratch, "fitted.yaml", "rules: {voting: {slope: 9}}\n");
    const fs::path out = scratch.path() / "out";
    const Ended wrong_draw = enter(short_run("s01", out, {"--draws", draws.string()}));
    CHECK(wrong_draw.code == 2);
    CHECK(wrong_draw.err == draws.string() + ":2: error: voting.slope is 9, but must be in [0.5, 4] logit/position^2 (beta0: how sharply positions decide)\n");
    const Ended wrong_value = enter(short_run("s01", out, {"--parameters", fitted.string()}));
    CHECK(wrong_value.code == 2);
    CHECK_THAT(wrong_value.err, ContainsSubstring(fitted.string() + ":1:25: error: rules.voting.slope is 9, but must be in"));
    CHECK(enter(short_run("s01", out, {"--draws", "nowhere.csv"})).code == 2);
    CHECK_FALSE(fs::exists(out));
}
