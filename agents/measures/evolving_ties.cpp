#include "agents/measures/evolving_ties.hpp"

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
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(setting.num_leaders()), countries = sum;
    const auto leader = [&](int i) { return setting.leader_of[static_cast<std::size_t>(i)].index; };
    for (int i = 0; i < setting.num_countries(); ++i) {
        countries += 1;
        if (leader(i) >= 0) countries(leader(i)) -= 1;
        if (trade.num_countries() == 0) continue;
        const auto partners = trade.partners(i);
        const auto weights = trade.weights(i);
        world.coercion.trade.each_factor(i, partners, [&](std::size_t k, double left) {
            if (const int g = leader(partners[k]); g >= 0 && g != leader(i)) sum(g) += weights[k] * left;
        });
    }
    return sum / countries.max(1);
}

void TieMeasure::observe(const World& world, RowWriter& row)
{
    if (!setting_) return;
    if (!made_ || renewals_ != world.ties.renewals || cuts_ != world.coercion.trade.made_for) {
        dependence_ = dependence(world);
        made_ = true;
        renewals_ = world.ties.renewals;
        cuts_ = world.coercion.trade.made_for;
    }
    row.put(static_cast<double>(world.partnerships.size()));
    for (const double each : dependence_) row.put(each);
}

}  // namespace comity::agents
