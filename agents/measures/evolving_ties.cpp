#include "agents/measures/evolving_ties.hpp"

#include <vector>

namespace comity::agents {

std::vector<Column> TieMeasure::columns() const
{
    std::vector<Column> found;
    if (!setting_) return found;
    found.push_back({{"partnerships", "Partnerships", "dyads", "spheres", "dyads that coordinate, those that began in the run included (rule ties)", 0, unbounded}, Summary::end});
    for (const Leader& g : setting_->leaders)
        found.push_back({{"dependence_" + g.id, "Dependence on " + g.id, "share", "spheres", "share of trade with the leader's members, mean over all other countries, as sanctions leave it (rule ties)", 0, 1}, Summary::end});
    return found;
}

Eigen::ArrayXd TieMeasure::dependence(const World& world) const
{
    const Setting& setting = *setting_;
    const TieGraph& trade = trade_ties(world, setting);
    const int leaders = setting.num_leaders(), n = setting.num_countries();
    // Leaders first, then a place for each country that nobody leads: so many that no sum waits for the one before it.
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(leaders + n);
    Eigen::ArrayXd others = Eigen::ArrayXd::Constant(leaders, n);  // that are no members
    std::vector<int> place;
    for (int i = 0; i < n; ++i) {
        const LeaderId leader = world.coalitions.leader_of({i});
        place.push_back(leader.exists() ? leader.index : leaders + i);
        if (leader.exists()) others(leader.index) -= 1;
    }
    for (int i = 0; i < n && trade.num_countries() > 0; ++i) {
        const auto partners = trade.partners(i);
        const auto weights = trade.weights(i);
        const double own = sum(place[static_cast<std::size_t>(i)]);
        world.coercion.trade.each_factor(i, partners, [&](std::size_t k, double factor) { sum(place[static_cast<std::size_t>(partners[k])]) += weights[k] * factor; });
        sum(place[static_cast<std::size_t>(i)]) = own;  // members do not depend on their own leader
    }
    return sum.head(leaders) / others.max(1);
}

void TieMeasure::observe(const World& world, RowWriter& row)
{
    if (!setting_) return;
    if (!made_ || renewals_ != world.ties.renewals || cuts_ != world.coercion.trade || moves_ != world.coalitions.num_moves()) {
        dependence_ = dependence(world);
        made_ = true;
        renewals_ = world.ties.renewals;
        cuts_ = world.coercion.trade;
        moves_ = world.coalitions.num_moves();
    }
    row.put(static_cast<double>(world.partnerships.size()));
    for (const double each : dependence_) row.put(each);
}

}  // namespace comity::agents
