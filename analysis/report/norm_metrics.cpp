#include "analysis/report/norm_metrics.hpp"

#include <set>

namespace comity::analysis {
namespace {

bool starts_with(const std::string& text, const std::string& start) { return !start.empty() && text.rfind(start, 0) == 0; }

// The arena with the longest id that the norm's id begins with.
Arena arena_of(const std::vector<RunResults>& results, const std::string& norm)
{
    Arena found;
    for (const auto& one : results)
        for (const auto& arena : one.manifest.arenas)
            if (starts_with(norm, arena.id) && arena.id.size() > found.id.size()) found = arena;
    return found;
}

// `... (q_m): universality vs national interpretation` of HR1 -> `HR1 universality vs national interpretation`.
std::string norm_title(const Metric& metric, const std::string& id)
{
    const auto colon = metric.meaning.find(": ");
    if (colon == std::string::npos) return metric.title;
    const std::string words = metric.meaning.substr(colon + 2);
    return starts_with(words, id) ? words : id + " " + words;
}

}  // namespace

std::vector<Metric> fan_metrics(const std::vector<RunResults>& results)
{
    std::set<std::string> recorded;
    for (const auto& one : results)
        for (const auto& [name, fan] : one.fans) recorded.insert(name);
    std::vector<Metric> metrics;
    for (const auto& one : results)
        for (const auto& metric : one.manifest.metrics)
            if (recorded.erase(metric.name) > 0) metrics.push_back(metric);
    for (const auto& name : recorded) {
        Metric metric;
        metric.name = metric.title = name;
        metric.group = "other";
        metrics.push_back(metric);
    }
    return metrics;
}

std::vector<Fan> fans_of(const std::vector<RunResults>& results, const std::string& metric)
{
    std::vector<Fan> fans;
    for (const auto& one : results) {
        const auto found = one.fans.find(metric);
        fans.push_back(found == one.fans.end() ? Fan{} : found->second);
    }
    return fans;
}

std::vector<NormMetric> norm_metrics(const std::vector<RunResults>& results)
{
    const std::string prefix = "status_quo_";
    std::vector<NormMetric> norms;
    for (const auto& metric : fan_metrics(results))
        if (starts_with(metric.name, prefix)) {
            const std::string id = metric.name.substr(prefix.size());
            norms.push_back({metric.name, norm_title(metric, id), arena_of(results, id)});
        }
    return norms;
}

std::vector<NormMetric> stage_metrics(const std::vector<RunResults>& results)
{
    std::vector<NormMetric> stages;
    for (const auto& metric : fan_metrics(results))
        for (const std::string prefix : {"status_negative_", "status_positive_"})
            if (starts_with(metric.name, prefix)) {
                const std::string words = "Status, ";  // what the titles of these metrics begin with
                const std::string title = starts_with(metric.title, words) ? metric.title.substr(words.size()) : metric.title;
                stages.push_back({metric.name, title, arena_of(results, metric.name.substr(prefix.size()))});
            }
    return stages;
}

}  // namespace comity::analysis
