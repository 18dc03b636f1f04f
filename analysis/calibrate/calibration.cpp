#include "analysis/calibrate/calibration.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/draws.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

/// What draws are for.
enum class Purpose : std::uint8_t { prior = 3 };

/// Puts the columns of a block beside those before it; `row(n)` is the draw before that goes with draw n.
void append(JointDraws& joint, const Posterior& block, Eigen::Index draws, auto&& row)
{
    const Eigen::Index before = joint.values.cols(), added = block.draws.cols();
    Eigen::MatrixXd values(draws, before + added);
    for (Eigen::Index n = 0; n < draws; ++n) {
        if (before > 0) values.row(n).head(before) = joint.values.row(row(n));
        values.row(n).tail(added) = block.draws.row(n % block.draws.rows());
    }
    joint.values = std::move(values);
    joint.parameters.insert(joint.parameters.end(), block.parameters.begin(), block.parameters.end());
}

std::vector<double> side_by_side(const JointDraws& joint, int row, const Eigen::VectorXd& values)
{
    std::vector<double> all;
    if (!joint.parameters.empty()) {
        const Eigen::RowVectorXd before = joint.values.row(row);
        all.assign(before.begin(), before.end());
    }
    all.insert(all.end(), values.begin(), values.end());
    return all;
}

std::vector<Target> plain(const std::vector<RecordedTarget>& targets)
{
    std::vector<Target> found;
    for (const RecordedTarget& each : targets) found.push_back(each.target);
    return found;
}

}  // namespace

std::vector<std::string> JointDraws::paths() const
{
    std::vector<std::string> found;
    for (const FreeParameter& each : parameters) found.push_back(each.path);
    return found;
}

void join(JointDraws& joint, const Posterior& block)
{
    const Eigen::Index before = joint.values.rows();
    append(joint, block, std::max(before, block.draws.rows()), [&](Eigen::Index n) { return n % before; });
}

Posterior settable(const Posterior& block, const scenarios::Scenario& scenario)
{
    Posterior kept = block;
    kept.parameters.clear();
    kept.draws.resize(block.draws.rows(), 0);
    for (std::size_t k = 0; k < block.parameters.size(); ++k) {
        if (!range_of(scenario, block.parameters[k].path)) continue;
        kept.parameters.push_back(block.parameters[k]);
        kept.draws.conservativeResize(block.draws.rows(), kept.draws.cols() + 1);
        kept.draws.rightCols(1) = block.draws.col(static_cast<Eigen::Index>(k));
    }
    return kept;
}

void join(JointDraws& joint, const AbcPosterior& block)
{
    append(joint, block.posterior, block.posterior.draws.rows(), [&](Eigen::Index n) { return block.rows[static_cast<std::size_t>(n)]; });
}

std::vector<RecordedTarget> recorded_targets(const TargetRecord& record, int until)
{
    const TargetRecord known = record.until(until);
    std::vector<RecordedTarget> found;
    for (const Target& target : targets_until(until))
        if (const RecordedValue value = known.of(target); std::isfinite(value.value)) found.push_back({target, value});
    return found;
}

AbcProblem problem_of(const std::string& block, const std::vector<FreeParameter>& parameters, const JointDraws& joint, const TargetPlays& plays,
                      const std::vector<RecordedTarget>& targets)
{
    AbcProblem problem{.name = block, .parameters = parameters, .targets = {}, .simulate = {}, .rows = joint.rows()};
    std::vector<Target> asked;
    for (const RecordedTarget& each : targets) {
        if (word(each.target.measure->informs) != block) continue;
        asked.push_back(each.target);
        problem.targets.push_back({each.target.name(), each.recorded.value, std::isfinite(each.recorded.std_error) ? each.recorded.std_error : 0});
    }
    if (asked.empty()) throw std::invalid_argument(fmt::format("the record has no target of block {}", block));
    problem.simulate = [&joint, &plays, asked](const Eigen::VectorXd& values, int row, std::uint32_t replicate) {
        return play_targets(plays, asked, side_by_side(joint, row, values), replicate);
    };
    return problem;
}

Predictive predict(const TargetPlays& plays, const std::vector<RecordedTarget>& targets, const Eigen::MatrixXd& values, std::uint32_t first_replicate, int threads)
{
    const std::vector<Target> asked = plain(targets);
    Predictive played{Eigen::MatrixXd::Constant(values.rows(), static_cast<Eigen::Index>(asked.size()), std::numeric_limits<double>::quiet_NaN())};
    sim::for_each_index(values.rows(), threads, [&](std::int64_t n) {
        const Eigen::RowVectorXd row = values.row(n);
        try {
            played.values.row(n) = play_targets(plays, asked, {row.data(), static_cast<std::size_t>(row.size())}, first_replicate + static_cast<std::uint32_t>(n)).matrix();
        } catch (const std::exception&) {  // its targets stay unknown
        }
    });
    return played;
}

Eigen::MatrixXd prior_draws(const std::vector<FreeParameter>& parameters, int draws, std::uint64_t seed)
{
    Eigen::MatrixXd values(draws, static_cast<Eigen::Index>(parameters.size()));
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const auto agent = sim::agent_code(parameters[k].path);
        for (int n = 0; n < draws; ++n)
            values(n, static_cast<Eigen::Index>(k)) =
                std::lerp(parameters[k].prior.low, parameters[k].prior.high, sim::Draws(seed, static_cast<std::uint32_t>(n), 0).uniform(Purpose::prior, agent));
    }
    return values;
}

}  // namespace comity::analysis
