#include "tests/model/claims/ensembles.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "tests/support/whole_runs.hpp"

namespace comity::tests {
namespace {

std::string key_of(const Variant& variant)
{
    std::string key = variant.scenario;
    for (const std::string& setting : variant.settings) key += "\n" + setting;
    return key;
}

Eigen::Index column(const std::vector<agents::Metric>& metrics, const std::string& name)
{
    const auto found =
        std::find_if(metrics.begin(), metrics.end(), [&](const agents::Metric& each) { return each.name == name; });
    if (found == metrics.end()) throw std::runtime_error("no metric is called " + name);
    return found - metrics.begin();
}

/// Calls `take(run, record)` for every run, in any order.
template <class Take>
void play_all(const scenarios::Start& start, int runs, Take take)
{
    sim::for_each_block(runs, sim::default_threads(), [&](std::int64_t begin, std::int64_t end) {
        scenarios::Replicator replicator(start, claims_seed);
        scenarios::RunRecord record;
        for (std::int64_t r = begin; r < end; ++r) {
            replicator.play(static_cast<std::uint32_t>(r), record);
            take(r, record);
        }
    });
}

/// Outcomes of runs, [run, outcome].
Eigen::ArrayXXd outcomes_of(const scenarios::Start& start, int runs)
{
    Eigen::ArrayXXd all(runs, static_cast<Eigen::Index>(agents::outcome_metrics(start.setting, start.world.rules).size()));
    play_all(start, runs, [&](std::int64_t r, const scenarios::RunRecord& record) { all.row(r) = record.outcomes.transpose(); });
    return all;
}

std::vector<double> column_of(const Eigen::ArrayXXd& all, const scenarios::Start& start, const std::string& metric)
{
    const Eigen::ArrayXd values = all.col(column(agents::outcome_metrics(start.setting, start.world.rules), metric));
    return {values.begin(), values.end()};
}

}  // namespace

Variant Variant::with(const std::vector<std::string>& more) const
{
    Variant changed = *this;
    changed.settings.insert(changed.settings.end(), more.begin(), more.end());
    return changed;
}

const scenarios::Start& start_of(const Variant& variant)
{
    static std::map<std::string, std::unique_ptr<scenarios::Start>> built;
    auto& start = built[key_of(variant)];
    if (!start) start = std::make_unique<scenarios::Start>(start_of(scenario(variant.scenario, variant.settings)));
    return *start;
}

scenarios::Start with_partnership(const Variant& variant, double strength)
{
    scenarios::Start start = start_of(variant.with(constant_partnership));
    if (strength == none)
        start.world.partnerships.clear();
    else
        start.world.partnerships.front().strength = strength;
    return start;
}

std::vector<double> outcome(const Variant& variant, const std::string& metric, int runs)
{
    static std::map<std::pair<std::string, int>, Eigen::ArrayXXd> run;
    Eigen::ArrayXXd& all = run[{key_of(variant), runs}];
    const scenarios::Start& start = start_of(variant);
    if (all.size() == 0) all = outcomes_of(start, runs);
    return column_of(all, start, metric);
}

std::vector<double> outcome_from(const scenarios::Start& start, const std::string& metric, int runs)
{
    return column_of(outcomes_of(start, runs), start, metric);
}

std::vector<Eigen::ArrayXXd> series(const Variant& variant, const std::vector<std::string>& metrics, int runs)
{
    const scenarios::Start& start = start_of(variant);
    const auto known = agents::series_metrics(start.setting, start.world.rules);
    std::vector<Eigen::Index> columns;
    for (const std::string& metric : metrics) columns.push_back(column(known, metric));
    std::vector<Eigen::ArrayXXd> all(static_cast<std::size_t>(runs));
    play_all(start, runs, [&](std::int64_t r, const scenarios::RunRecord& record) {
        all[static_cast<std::size_t>(r)] = record.series(Eigen::all, columns);
    });
    return all;
}

std::vector<double> difference(const std::vector<double>& of, const std::vector<double>& from)
{
    return sum(of, scaled(from, -1));
}

std::vector<double> sum(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> values(a.size());
    std::transform(a.begin(), a.end(), b.begin(), values.begin(), [](double x, double y) { return x + y; });
    return values;
}

std::vector<double> scaled(std::vector<double> values, double factor)
{
    for (double& value : values) value *= factor;
    return values;
}

std::vector<double> difference(const Variant& a, const Variant& b, const std::string& metric, int runs)
{
    return difference(outcome(a, metric, runs), outcome(b, metric, runs));
}

}  // namespace comity::tests
