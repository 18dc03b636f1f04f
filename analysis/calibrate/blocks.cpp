#include "analysis/calibrate/blocks.hpp"

#include <algorithm>

#include "analysis/calibrate/positions_block.hpp"
#include "analysis/calibrate/recorded_texts.hpp"
#include "analysis/calibrate/recorded_tracks.hpp"
#include "analysis/calibrate/voting_block.hpp"
#include "scenarios/parameter_draws.hpp"
#include "sim/contracts.hpp"

namespace comity::analysis {
namespace {

constexpr int years_of_texts = 5;   // up to the last one known: one window, whose positions hold for all of them
constexpr int window_of_tracks = 3; // years, so that each country has several observations

SirOptions options_of(const BlockInput& input) { return {.draws = input.draws, .seed = input.seed, .threads = input.threads}; }

Posterior fit_voting(const BlockInput& input)
{
    const int first = std::max(input.tables.start_year, input.until - years_of_texts + 1);
    return voting_block(recorded_texts({input.votes, input.tables, input.start}, {first, input.until}, years_of_texts), options_of(input));
}

Posterior fit_positions(const BlockInput& input)
{
    return positions_block(recorded_tracks({input.votes, input.tables, input.start}, input.until, window_of_tracks), options_of(input));
}

}  // namespace

const std::vector<CalibrationBlock>& calibration_blocks()
{
    static const std::vector<CalibrationBlock> blocks{
        {"voting", fit_voting, {}},
        {"positions", fit_positions, {}},
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
