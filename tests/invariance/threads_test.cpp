// The number of threads changes how long an ensemble takes, and nothing else.
#include <fstream>
#include <iterator>

#include "analysis/run_folder.hpp"
#include "scenarios/scenario_writer.hpp"
#include "sim/ensemble.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

constexpr int runs = 15;  // no multiple of 2 or 7

/// The tables of an ensemble's run folder, one after another.
std::string tables_of(const scenarios::Scenario& scenario, const scenarios::Start& start, int threads)
{
    const ScratchFolder scratch;
    analysis::RunFolderInfo info;
    info.scenario = scenario.id;
    info.scenario_text = to_yaml(scenario);
    info.seed = scenario.seed;
    info.runs = runs;
    info.threads = threads;
    info.keep_series = 3;
    info.labels = analysis::labels_of(start.setting);
    info.outcome_metrics = agents::outcome_metrics(start.setting, start.world.rules);
    info.series_metrics = agents::series_metrics(start.setting, start.world.rules);
    analysis::RunFolder folder(scratch.path() / "run", info, analysis::Existing::refuse);
    const std::atomic<bool> never = false;
    sim::run_ensemble<scenarios::RunRecord>(
        {0, runs, threads},
        [&](std::int64_t replicate, scenarios::RunRecord& record) {
            record = play(start, scenario.seed, static_cast<std::uint32_t>(replicate));
        },
        [&](std::int64_t replicate, const scenarios::RunRecord& record) {
            folder.add({replicate, replicate, scenario.seed}, {record.outcomes, record.series, record.positions});
        },
        [&](const sim::RunFailure& failure) { FAIL(failure.message); }, never);
    folder.finish(analysis::RunState::complete);
    std::string text;
    for (const char* table : {"runs.csv", "series.csv", "quantiles.csv"}) {
        std::ifstream in(scratch.path() / "run" / table, std::ios::binary);
        text.append(std::istreambuf_iterator<char>(in), {});
    }
    return text;
}

}  // namespace

TEST_CASE("1, 2 and 7 threads give the same tables, byte for byte", "[invariance][threads]")
{
    const std::string world = GENERATE("world-2020", "{synthetic: 30}");
    std::vector<std::string> settings = {"world=" + world, "rounds=8"};
    if (GENERATE(false, true))
        for (const char* module : {"violations", "coercion", "ties", "tracks"}) settings.push_back(std::string("rules.") + module + ".on=true");
    if (world == "world-2020")  // coalitions that part in one run and not, or later, in the next on the same thread
        settings.insert(settings.end(), {"rules.leadership.on=true", "events=[{type: defection, hazard: 0.2, state: RUS}, {type: alignment, hazard: 0.2, state: NOR, leader: EU}, "
                                                                     "{type: merger, hazard: 0.1, leader: EU, absorbed: US}]"});
    const auto of = scenario("s01", settings);
    const auto start = start_of(of);
    const std::string one = tables_of(of, start, 1);
    CAPTURE(world);
    CHECK(tables_of(of, start, 2) == one);
    CHECK(tables_of(of, start, 7) == one);
    auto other = of;
    other.seed = 2;
    CHECK(tables_of(other, start, 1) != one);
}
