#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/expectations.hpp"
#include "scenarios/scenario_reader.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

nlohmann::ordered_json as_json(const std::string& scenario, const Judgement& of)
{
    return {{"scenario", scenario},           {"expectation", in_words(of.expectation)},
            {"result", in_words(of.verdict)}, {"difference", of.difference.mean},
            {"low", of.difference.low},       {"high", of.difference.high},
            {"runs", of.difference.pairs}};
}

}  // namespace

ExitCode expect(const ExpectOptions& options)
{
    sim::Problems problems;
    std::vector<scenarios::Scenario> scenarios;
    for (const std::string& name : options.scenarios)
        scenarios.push_back(scenarios::read_scenario(name, options.settings, problems));
    if (!problems.empty()) return report_problems(problems);
    Judge judge(options.runs.value_or(200), options.threads.value_or(sim::default_threads()));
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const scenarios::Scenario& scenario : scenarios) {
        const std::vector<Judgement> judgements = judge.judge(scenario, problems);
        if (!problems.empty()) return report_problems(problems);
        if (!options.json)
            fmt::print("{}\n", judgements.empty() ? scenario.id + ": expects nothing that can be tested" : scenario.id);
        for (const Judgement& each : judgements)
            if (options.json)
                all.push_back(as_json(scenario.id, each));
            else
                fmt::print("  {:<9}  {}: {:.4g} [{:.4g}, {:.4g}], {} runs\n", in_words(each.verdict), in_words(each.expectation),
                           each.difference.mean, each.difference.low, each.difference.high, each.difference.pairs);
    }
    if (options.json) fmt::print("{}\n", all.dump(2));
    return ExitCode::done;
}

}  // namespace comity::analysis
