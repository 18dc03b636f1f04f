#include "tests/golden/golden_runs.hpp"

#include <stdexcept>

#include "sim/csv.hpp"
#include "sim/ensemble.hpp"
#include "tests/support/whole_runs.hpp"

namespace comity::tests {

const std::vector<GoldenRun>& golden_runs()
{
    static const std::vector<GoldenRun> runs = {{"small.csv", "s03", {"world={synthetic: 20}", "rounds=8"}, 3},
                                                {"shipped.csv", "s01", {"rounds=6"}, 2}};
    return runs;
}

std::string outcomes_of(const GoldenRun& run, int threads)
{
    const auto of = scenario(run.scenario, run.settings);
    const auto start = start_of(of);
    std::vector<std::string> rows = {"metric"};
    for (const auto& metric : agents::outcome_metrics(start.setting, start.world.rules, start.observe)) rows.push_back(metric.name);
    const std::atomic<bool> never = false;
    sim::run_ensemble<scenarios::RunRecord>(
        {0, run.runs, threads},
        [&](std::int64_t replicate, scenarios::RunRecord& record) {
            record = play(start, of.seed, static_cast<std::uint32_t>(replicate));
        },
        [&](std::int64_t replicate, const scenarios::RunRecord& record) {
            rows[0] += ",run" + std::to_string(replicate);
            for (std::size_t k = 1; k < rows.size(); ++k)
                rows[k].append(",").append(sim::number(record.outcomes(static_cast<Eigen::Index>(k - 1))));
        },
        [](const sim::RunFailure& failure) { throw std::runtime_error(failure.message); }, never);
    std::string text;
    for (const auto& row : rows) text += row + "\n";
    return text;
}

}  // namespace comity::tests
