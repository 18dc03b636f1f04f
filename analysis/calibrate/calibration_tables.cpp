#include "analysis/calibrate/calibration_tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/calibrate/abc/weighted_sample.hpp"
#include "scenarios/parameter_draws.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr std::size_t most_informing = 3;
constexpr double least_response = 0.2;  // below this a target is not said to inform

/// The values that are known.
std::vector<double> known(const Eigen::VectorXd& values)
{
    std::vector<double> found;
    std::copy_if(values.begin(), values.end(), std::back_inserter(found), [](double value) { return std::isfinite(value); });
    return found;
}

struct Interval {
    double low, median, high;  ///< the middle 90 %
};

Interval interval_of(const Eigen::VectorXd& values)
{
    const std::vector<double> all = known(values);
    return {quantile_of(all, 0.05), quantile_of(all, 0.5), quantile_of(all, 0.95)};
}

/// To four digits, for a reader.
std::string brief(double value) { return fmt::format("{:.4g}", value); }

/// `rules.voting.veto_cost` or `forums.UNSC.consent_bias`, in its three parts.
struct KeyParts {
    std::string table, thing, name;
};

KeyParts parts_of(const std::string& path)
{
    const bool forum = path.starts_with("forums.");
    const std::string rest = forum ? path.substr(7) : path;
    const auto dot = rest.rfind('.');
    return {forum ? "forums" : "rules", rest.substr(0, dot), rest.substr(dot + 1)};
}

const Diagnostic* find(const Posterior& block, const std::string& quantity, const std::string& subject)
{
    const auto found = std::find_if(block.diagnostics.begin(), block.diagnostics.end(), [&](const Diagnostic& each) { return each.quantity == quantity && each.subject == subject; });
    return found == block.diagnostics.end() ? nullptr : &*found;
}

/// The targets that answer most to a parameter: `vetoed_UNSC_2000_2006 (-.7), ...`; of a block with a likelihood, that.
std::string informing(const Posterior& block, const std::string& path)
{
    const bool simulated = std::any_of(block.diagnostics.begin(), block.diagnostics.end(), [](const Diagnostic& each) { return each.quantity == "response"; });
    if (!simulated) return "its likelihood";
    std::vector<std::pair<double, std::string>> found;
    for (const Diagnostic& each : block.diagnostics)
        if (const auto cross = each.subject.find(" x " + path); each.quantity == "response" && cross != std::string::npos && std::abs(each.value) >= least_response)
            found.emplace_back(each.value, each.subject.substr(0, cross));
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
    found.resize(std::min(found.size(), most_informing));
    std::string text;
    for (const auto& [value, target] : found) text += fmt::format("{}{} ({:+.2f})", text.empty() ? "" : ", ", target, value);
    return text.empty() ? "nothing" : text;
}

}  // namespace

std::string draws_csv(const JointDraws& joint)
{
    return scenarios::as_csv({.file = {}, .paths = joint.paths(), .values = joint.values, .lines = {}});
}

std::string posterior_csv(const JointDraws& joint)
{
    std::string text = "draw";
    for (const FreeParameter& each : joint.parameters) (text += ',') += sim::quoted(each.path);
    text += '\n';
    for (Eigen::Index n = 0; n < joint.values.rows(); ++n) {
        text += std::to_string(n);
        for (const double value : joint.values.row(n)) sim::append_number(text += ',', value);
        text += '\n';
    }
    return text;
}

std::string parameters_yaml(const JointDraws& joint, const scenarios::Scenario& scenario, const ParametersNote& note)
{
    std::map<std::string, std::map<std::string, std::string>> lines;  // [table][thing]
    scenarios::Scenario described = scenario;
    for (std::size_t k = 0; k < joint.parameters.size(); ++k) {
        const std::string& path = joint.parameters[k].path;
        const Interval of = interval_of(joint.values.col(static_cast<Eigen::Index>(k)));
        const auto key = scenarios::number_at(described, path);
        const KeyParts parts = parts_of(path);
        lines[parts.table][parts.thing] += fmt::format("    {}: {}  # {} to {}; {}\n", parts.name, brief(of.median), brief(of.low), brief(of.high), key ? key->field.meaning : "");
    }
    std::string text = fmt::format("# Medians of the posterior, calibrated on the record until {}, with 90 % intervals behind them.\n"
                                   "# Blocks: {}. {}, seed {}, {} draws (draws.csv, which keep what parameters have to do with each other).\n"
                                   "# Any scenario takes it: `comity run SCENARIO --parameters parameters.yaml`, or the key `parameters` in a scenario.\n",
                                   note.until, fmt::join(note.blocks, ", "), note.program, note.seed, joint.values.rows());
    for (const char* table : {"rules", "forums"}) {
        if (!lines.contains(table)) continue;
        text += fmt::format("{}:\n", table);
        for (const auto& [thing, values] : lines[table]) text += fmt::format("  {}:\n{}", thing, values);
    }
    return text;
}

std::string diagnostics_csv(const std::vector<Posterior>& blocks)
{
    std::string text = "block,quantity,subject,value,note\n";
    for (const Posterior& block : blocks) {
        text += fmt::format("{},method,,,{}\n", sim::quoted(block.block), sim::quoted(block.method));
        for (const Diagnostic& each : block.diagnostics)
            text += fmt::format("{},{},{},{},{}\n", sim::quoted(block.block), sim::quoted(each.quantity), sim::quoted(each.subject), sim::number(each.value), sim::quoted(each.note));
    }
    return text;
}

std::string targets_csv(const std::vector<RecordedTarget>& targets, const Predictive& prior, const Predictive& posterior)
{
    std::string text = "block,target,recorded,std_error,prior_q05,prior_q50,prior_q95,posterior_q05,posterior_q50,posterior_q95,within90,note\n";
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const RecordedTarget& each = targets[k];
        const auto column = static_cast<Eigen::Index>(k);
        const Interval before = interval_of(prior.values.col(column)), after = interval_of(posterior.values.col(column));
        text += fmt::format("{},{}", word(each.target.measure->informs), sim::quoted(each.target.name()));
        for (const double value : {each.recorded.value, each.recorded.std_error, before.low, before.median, before.high, after.low, after.median, after.high})
            sim::append_number(text += ',', value);
        const bool within = after.low <= each.recorded.value && each.recorded.value <= after.high;
        text += fmt::format(",{},{}\n", std::isnan(after.median) ? "" : within ? "1" : "0", sim::quoted(each.target.measure->differs));
    }
    return text;
}

std::string summary_text(const std::vector<Posterior>& blocks)
{
    std::string text;
    for (const Posterior& block : blocks) {
        text += fmt::format("{}: {}\n", block.block, block.method);
        text += fmt::format("  {:<28} {:>12} {:>10} {:>20} {:>12}  {}\n", "parameter", "prior", "median", "90 % interval", "contraction", "answered by");
        for (std::size_t d = 0; d < block.parameters.size(); ++d) {
            const FreeParameter& each = block.parameters[d];
            const Interval of = interval_of(block.draws.col(static_cast<Eigen::Index>(d)));
            const Diagnostic* contraction = find(block, "contraction", each.path);
            text += fmt::format("  {:<28} {:>12} {:>10} {:>20} {:>12}  {}\n", each.path, fmt::format("{} to {}", each.prior.low, each.prior.high), brief(of.median),
                                fmt::format("{} to {}", brief(of.low), brief(of.high)), contraction ? fmt::format("{:.2f}", contraction->value) : "", informing(block, each.path));
        }
    }
    return text;
}

}  // namespace comity::analysis
