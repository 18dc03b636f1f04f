#pragma once
// Group 5: how exclusively countries are tied to one hub.

#include <string>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/agreement_graph.hpp"
#include "agents/setting.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// A power that others may gather around.
struct Hub {
    std::string label;
    std::vector<int> members;
};

/// Each incumbent leader is one hub, each of the first two members of a challenger a hub of its own: US, EU, CHN and RUS by default.
std::vector<Hub> find_hubs(const Setting& setting);

/// mean_i [1 - H(h_i) / ln n_hubs]; rows of `shares` sum to 1, rows that are NaN are left out; NaN without rows or with fewer than two hubs.
double sphere_of_influence(const Eigen::ArrayXXd& shares);

/// Ties of every country with every hub, and the index made of them.
///
/// h_ik is the mean of three shares, each over the hubs: of trade (sum of D_ij over members of hub k, as sanctions have cut it), of security (greatest A_ij) and of votes
/// (mean weight of the agreement graph, S above its median). A layer in which a country has no tie with any hub is left out; hub members
/// themselves, and countries without any such tie, do not count.
class Spheres {
public:
    explicit Spheres(const Setting& setting);
    /// SOI in [0, 1]: 0 equal ties with all hubs, 1 exclusive ties with one.
    double index(const AgreementGraph& votes, const World& world);

private:
    /// Trade of every country with every hub, as it stands.
    Eigen::ArrayXXd trade_left(const World& world) const;
    double trade_with(const TieGraph& trade, const TradeCuts& cuts, int country, const Hub& hub) const;

    const Setting* setting_;
    std::vector<Hub> hubs_;
    std::vector<char> in_hub_;       // [country]
    Eigen::ArrayXXd trade_, security_, shares_;  // [country, hub]
};

}  // namespace comity::agents
