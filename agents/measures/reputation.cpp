#include "agents/measures/reputation.hpp"

#include <algorithm>

namespace comity::agents {

std::vector<Column> ReputationMeasure::columns() const
{
    std::vector<Column> found;
    if (!setting_) return found;
    found.push_back({{"violations", "Breaches of norms", "events", "strategy", "breaches of norms in the round, listed and drawn (rule violations)", 0, unbounded}, Summary::total});
    found.push_back({{"hypocritical_violations", "Breaches of endorsed norms", "events", "strategy", "breaches in the round of a reading that the country endorses itself (rule violations)", 0, unbounded}, Summary::total});
    found.push_back({{"answered_criticism", "Criticism answered in kind", "events", "strategy", "drafts aimed at another leader's member that were answered in kind (rule violations)", 0, unbounded}, Summary::total});
    found.push_back({{"unpredictability", "Unpredictability", "1", "strategy", "sum over countries of V_i, a moving average of the severity of their breaches (rule violations)", 0, unbounded}, Summary::end | Summary::mean});
    found.push_back({{"reputation_mean", "Mean reputation", "1", "strategy", "mean reputation of all countries: 1 is full (rule violations)", 0, 1}, Summary::end | Summary::mean});
    for (const Leader& g : setting_->leaders)
        found.push_back({{"reputation_" + g.id, "Reputation, " + g.id, "1", "strategy", "reputation of the leader's members, weighted by presence: 1 is full (rule violations)", 0, 1}, Summary::end | Summary::lowest});
    return found;
}

void ReputationMeasure::observe(const World& world, RowWriter& row) const
{
    if (!setting_) return;
    const ReputationState& state = world.reputation;
    const auto hypocritical = std::count_if(state.violations.begin(), state.violations.end(), [](const Violation& each) { return each.hypocritical; });
    row.put(static_cast<double>(state.violations.size()));
    row.put(static_cast<double>(hypocritical));
    row.put(state.answers);
    row.put(state.unpredictability.sum());
    row.put(state.level.mean());
    for (int g = 0; g < setting_->num_leaders(); ++g) {
        double sum = 0, weight = 0;
        for (const CountryId i : world.coalitions.members({g})) {
            sum += world.presence.overall(i.index) * state.level(i.index);
            weight += world.presence.overall(i.index);
        }
        row.put(ratio(sum, weight));
    }
}

}  // namespace comity::agents
