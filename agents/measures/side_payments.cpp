#include "agents/measures/side_payments.hpp"

namespace comity::agents {

SidePaymentMeasure::SidePaymentMeasure(const Setting& setting, const Rules& rules) : setting_(&setting)
{
    if (!rules.side_payments.on) return;
    for (const Leader& leader : setting.leaders) leaders_.push_back(leader.id);
}

std::vector<Column> SidePaymentMeasure::columns() const
{
    const std::string g = "strategy";
    std::vector<Column> found;
    for (const std::string& id : leaders_) {
        found.push_back({{"side_payments_" + id, "Side payments of " + id, "share", g, "share of its budget for a round that " + id + " spent on votes (sum of prices paid / B_g)", 0, 1}, Summary::mean});
        found.push_back({{"votes_bought_" + id, "Votes bought by " + id, "votes", g, "votes that " + id + " paid for in the round, for its own drafts or against those of others", 0, unbounded}, Summary::total});
    }
    return found;
}

void SidePaymentMeasure::observe(const World& world, RowWriter& row) const
{
    if (leaders_.empty()) return;
    const SidePayments& made = world.side_payments;
    const Eigen::ArrayXd budget = budgets(world, *setting_, world.rules.side_payments);
    for (std::size_t g = 0; g < leaders_.size(); ++g) {
        const auto leader = static_cast<Eigen::Index>(g);
        const bool known = leader < made.spent.size();
        row.put(known ? ratio(made.spent(leader), budget(leader)) : undefined);
        row.put(known ? made.bought(leader) : undefined);
    }
}

}  // namespace comity::agents
