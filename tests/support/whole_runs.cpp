#include "tests/support/whole_runs.hpp"

#include <stdexcept>

#include "scenarios/scenario_reader.hpp"

namespace comity::tests {
namespace {

void expect_none(const sim::Problems& problems)
{
    std::string text;
    for (const auto& problem : problems) text += problem.place + ": " + problem.message + "\n";
    if (!text.empty()) throw std::runtime_error(text);
}

}  // namespace

scenarios::Scenario scenario(const std::string& name, const std::vector<std::string>& settings)
{
    sim::Problems problems;
    auto result = scenarios::read_scenario(name, settings, problems);
    expect_none(problems);
    return result;
}

scenarios::Start start_of(const scenarios::Scenario& scenario)
{
    sim::Problems problems;
    auto start = prepare(scenario, problems);
    expect_none(problems);
    return start;
}

scenarios::RunRecord play(const scenarios::Start& start, std::uint64_t seed, std::uint32_t replicate)
{
    scenarios::RunRecord record;
    scenarios::Replicator(start, seed).play(replicate, record);
    return record;
}

bool same(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() && ((a == b) || (a.isNaN() && b.isNaN())).all();
}

bool same(const scenarios::RunRecord& a, const scenarios::RunRecord& b)
{
    return same(a.outcomes, b.outcomes) && same(a.series, b.series) && a.positions == b.positions;
}

}  // namespace comity::tests
