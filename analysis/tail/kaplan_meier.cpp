#include "analysis/tail/kaplan_meier.hpp"

#include <algorithm>
#include <cmath>

namespace comity::analysis {

std::vector<SurvivalStep> kaplan_meier(std::vector<Followed> runs)
{
    std::sort(runs.begin(), runs.end(), [](const Followed& a, const Followed& b) { return a.time < b.time; });
    std::vector<SurvivalStep> steps;
    double share = 1, hazard = 0;
    for (auto first = runs.begin(); first != runs.end();) {
        const auto last = std::find_if(first, runs.end(), [&](const Followed& run) { return run.time != first->time; });
        const auto followed = static_cast<double>(runs.end() - first);
        const auto happened = static_cast<double>(std::count_if(first, last, [](const Followed& run) { return run.happened; }));
        if (happened > 0) {
            share *= 1 - happened / followed;
            if (happened < followed) hazard += happened / (followed * (followed - happened));
            steps.push_back({first->time, share, share * std::sqrt(hazard)});
        }
        first = last;
    }
    return steps;
}

SurvivalStep survival_at(const std::vector<SurvivalStep>& steps, double time)
{
    const auto after = std::find_if(steps.begin(), steps.end(), [&](const SurvivalStep& step) { return step.time > time; });
    return after == steps.begin() ? SurvivalStep{time, 1, 0} : *(after - 1);
}

}  // namespace comity::analysis
