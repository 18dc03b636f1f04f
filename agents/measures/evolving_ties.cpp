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
    const Eigen::Index leaders = setting.num_leaders();
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(1 + leaders), countries = sum;  // the first for those whom nobody leads
    const auto place = [&](int i) { return 1 + world.coalitions.leader_of({i}).index; };
    for (int i = 0; i < setting.num_countries(); ++i) {
        countries += 1;
        countries(place(i)) -= 1;
        if (trade.num_countries() == 0) continue;
        const auto partners = trade.partners(i);
        const auto weights = trade.weights(i);
        const double own = sum(place(i));
        world.coercion.trade.each_factor(i, partners, [&](std::size_t k, double factor) { sum(place(partners[k])) += weights[k] * factor; });
        sum(place(i)) = own;  // members do not depend on their own leader
    }
    return (sum / countries.max(1)).tail(leaders);
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
