#include "agents/measures/spheres.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Adds a country's shares of one layer to `sum` where it has any tie in it; whether it has.
bool add_shares(const Eigen::ArrayXXd& ties, Eigen::Index i, Eigen::ArrayXXd& sum)
{
    const double all = ties.row(i).sum();
    if (!(all > 0)) return false;
    sum.row(i) += ties.row(i) / all;
    return true;
}

}  // namespace

std::vector<Hub> find_hubs(const Setting& setting)
{
    std::vector<Hub> hubs;
    for (const Leader& g : setting.leaders) {
        if (g.camp == Camp::challengers) {
            for (std::size_t k = 0; k < std::min<std::size_t>(2, g.founders.size()); ++k)
                hubs.push_back({setting.code[static_cast<std::size_t>(g.founders[k].index)], {g.founders[k].index}});
            continue;
        }
        Hub hub{g.id, {}};
        for (const CountryId i : g.founders) hub.members.push_back(i.index);
        if (!hub.members.empty()) hubs.push_back(std::move(hub));
    }
    return hubs;
}

double sphere_of_influence(const Eigen::ArrayXXd& shares)
{
    const Eigen::Index hubs = shares.cols();
    if (hubs < 2) return nan;
    const double most = sim::log(static_cast<double>(hubs));
    double sum = 0, countries = 0;
    for (Eigen::Index i = 0; i < shares.rows(); ++i) {
        if (std::isnan(shares(i, 0))) continue;
        double entropy = 0;
        for (Eigen::Index k = 0; k < hubs; ++k)
            if (shares(i, k) > 1e-300) entropy -= shares(i, k) * sim::log(shares(i, k));
        sum += std::clamp(1 - entropy / most, 0.0, 1.0);
        countries += 1;
    }
    return countries > 0 ? sum / countries : nan;
}

Spheres::Spheres(const Setting& setting)
    : setting_(&setting),
      hubs_(find_hubs(setting)),
      in_hub_(static_cast<std::size_t>(setting.num_countries()), 0),
      trade_(Eigen::ArrayXXd::Zero(setting.num_countries(), static_cast<Eigen::Index>(hubs_.size()))),
      security_(trade_),
      shares_(trade_)
{
    for (std::size_t h = 0; h < hubs_.size(); ++h)
        for (const int j : hubs_[h].members) {
            in_hub_[static_cast<std::size_t>(j)] = 1;
            const auto k = static_cast<Eigen::Index>(h);
            for (int i = 0; i < setting.num_countries(); ++i) {
                if (setting.trade.num_countries() > 0) trade_(i, k) += setting.trade.weight(i, j);
                if (setting.security.num_countries() > 0) security_(i, k) = std::max(security_(i, k), setting.security.weight(i, j));
            }
        }
}

double Spheres::trade_with(const TieGraph& trade, const TradeCuts& cuts, int country, const Hub& hub) const
{
    double share = 0;
    for (const int j : hub.members) share += trade.weight(country, j) * cuts.factor(country, j);
    return share;
}

Eigen::ArrayXXd Spheres::trade_left(const World& world) const
{
    const TradeCuts& cuts = world.coercion.trade;
    const TieGraph& trade = trade_ties(world, *setting_);
    Eigen::ArrayXXd left = trade_;
    const auto renew = [&](int i) {
        for (std::size_t h = 0; h < hubs_.size(); ++h) left(i, static_cast<Eigen::Index>(h)) = trade_with(trade, cuts, i, hubs_[h]);
    };
    if (world.ties.trade)
        for (int i = 0; i < setting_->num_countries(); ++i) renew(i);
    else
        for (const TradeCuts::Row& row : cuts.rows) renew(row.country);
    return left;
}

double Spheres::index(const AgreementGraph& votes, const World& world)
{
    const Eigen::ArrayXXd trade = trade_left(world);
    shares_.setZero();
    for (Eigen::Index i = 0; i < shares_.rows(); ++i) {
        int layers = 0;
        if (in_hub_[static_cast<std::size_t>(i)] == 0) {
            layers += add_shares(trade, i, shares_);
            layers += add_shares(security_, i, shares_);
            double tie[64] = {}, all = 0;
            const std::size_t hubs = std::min<std::size_t>(64, hubs_.size());
            for (std::size_t h = 0; h < hubs; ++h) {
                for (const int j : hubs_[h].members) tie[h] += static_cast<double>(votes.weights(i, j));
                tie[h] /= static_cast<double>(hubs_[h].members.size());
                all += tie[h];
            }
            if (all > 0) {
                for (std::size_t h = 0; h < hubs; ++h) shares_(i, static_cast<Eigen::Index>(h)) += tie[h] / all;
                ++layers;
            }
        }
        if (layers > 0)
            shares_.row(i) /= layers;
        else
            shares_.row(i).setConstant(nan);
    }
    return sphere_of_influence(shares_);
}

}  // namespace comity::agents
