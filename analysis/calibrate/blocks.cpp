#include "analysis/calibrate/blocks.hpp"

#include "scenarios/parameter_draws.hpp"
#include "sim/contracts.hpp"

namespace comity::analysis {

const std::vector<CalibrationBlock>& calibration_blocks()
{
    static const std::vector<CalibrationBlock> blocks{
        {"council", {}, {"voting.veto_cost", "voting.veto_sharing", "voting.target_protection", "forums.UNSC.consent_bias"}},
        {"partnership", {}, {"partnership.growth", "partnership.decay"}},
        {"agenda", {}, {"agenda.cost", "agenda.window_effect", "agenda.leader_rate"}},
        {"capacity", {}, {"capacity.deadlock_erosion"}},
    };
    return blocks;
}

std::vector<FreeParameter> free_parameters(const scenarios::Scenario& scenario, const std::vector<std::string>& paths)
{
    scenarios::Scenario of = scenario;
    std::vector<FreeParameter> parameters;
    for (const std::string& path : paths) {
        const auto key = scenarios::number_at(of, path);
        sim::expects(key.has_value(), "the scenario has the parameters that blocks fit");
        parameters.push_back({path, key->field.range});
    }
    return parameters;
}

}  // namespace comity::analysis
