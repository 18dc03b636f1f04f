#include "analysis/expectations.hpp"

#include <atomic>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "agents/measures/observer.hpp"
#include "scenarios/replicate.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/scenario_writer.hpp"
#include "sim/ensemble.hpp"

namespace comity::analysis {
namespace {

using scenarios::Change;
using scenarios::Expectation;
using scenarios::Scenario;

PairedDifference compare(const std::vector<double>& of, const std::vector<double>& with)
{
    std::vector<std::size_t> same(of.size());
    std::iota(same.begin(), same.end(), 0);
    return paired_difference(pairs_of(with, of, same));
}

}  // namespace

std::string in_words(Verdict verdict)
{
    return verdict == Verdict::met ? "met" : verdict == Verdict::not_met ? "not met" : "undecided";
}

Verdict verdict_on(const Expectation& expectation, const PairedDifference& d)
{
    const auto judged = [](bool met, bool missed) { return met ? Verdict::met : missed ? Verdict::not_met : Verdict::undecided; };
    switch (expectation.change) {
        case Change::higher:
            return judged(d.low > 0, d.high <= 0);
        case Change::lower:
            return judged(d.high < 0, d.low >= 0);
        case Change::similar:
            break;
    }
    const double w = expectation.within;
    return judged(-w <= d.low && d.high <= w, d.low > w || d.high < -w);
}

const Judge::Outcomes& Judge::outcomes(const Scenario& scenario, std::uint64_t seed, sim::Problems& problems)
{
    Outcomes& values = run_[fmt::format("{}\n{}", seed, scenarios::to_yaml(scenario))];
    if (!values.empty()) return values;
    const scenarios::Start start = prepare(scenario, problems);
    if (!problems.empty()) return values;
    const auto metrics = agents::outcome_metrics(start.setting, start.world.rules, start.observe);
    const std::atomic<bool> never = false;
    const sim::EnsembleSummary summary = sim::run_ensemble<scenarios::RunRecord>(
        {0, runs_, threads_},
        [&](std::int64_t replicate, scenarios::RunRecord& record) {
            scenarios::Replicator(start, seed).play(static_cast<std::uint32_t>(replicate), record);
        },
        [&](std::int64_t, const scenarios::RunRecord& record) {
            for (std::size_t k = 0; k < metrics.size(); ++k)
                values[metrics[k].name].push_back(record.outcomes(static_cast<Eigen::Index>(k)));
        },
        [](const sim::RunFailure&) {}, never);
    if (!summary.failed.empty())
        throw std::runtime_error(fmt::format("{}: {}", scenario.id, sim::describe_failures(summary.failed)));
    return values;
}

std::vector<double> Judge::reference(const Expectation& expectation, std::uint64_t seed, sim::Problems& problems)
{
    if (expectation.than.text.empty()) return std::vector<double>(static_cast<std::size_t>(runs_), expectation.value);
    const Scenario other = scenarios::read_scenario(expectation.than.text, {}, problems);
    const Outcomes& values = outcomes(other, seed, problems);
    if (!problems.empty()) return {};
    if (const auto found = values.find(expectation.outcome.text); found != values.end()) return found->second;
    problems.push_back(
        {expectation.outcome.place, fmt::format("{} has no outcome '{}' to compare with", other.id, expectation.outcome.text)});
    return {};
}

std::vector<Judgement> Judge::judge(const Scenario& scenario, sim::Problems& problems)
{
    std::vector<Judgement> judgements;
    if (scenario.expect.empty()) return judgements;
    const Outcomes& own = outcomes(scenario, scenario.seed, problems);
    for (const Expectation& each : scenario.expect) {
        if (!problems.empty()) return {};
        const std::vector<double> with = reference(each, scenario.seed, problems);
        if (!problems.empty()) return {};
        Judgement judgement{each, compare(own.at(each.outcome.text), with)};
        judgement.verdict = verdict_on(each, judgement.difference);
        judgements.push_back(std::move(judgement));
    }
    return judgements;
}

}  // namespace comity::analysis
