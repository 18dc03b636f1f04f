#include "scenarios/world_defaults.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/elementary.hpp"

namespace comity::scenarios {
namespace {

using agents::Tie;
using agents::TieGraph;

/// Rows of each region, in order of the table; countries without a region belong to none.
std::map<std::string, std::vector<int>> regions(const WorldTables& world)
{
    std::map<std::string, std::vector<int>> rows;
    for (int i = 0; i < world.num_countries(); ++i) {
        const auto& region = world.countries[static_cast<std::size_t>(i)].region;
        if (!region.empty()) rows[region].push_back(i);
    }
    return rows;
}

void tie_all(const std::vector<int>& members, double weight, std::vector<Tie>& ties)
{
    for (const int i : members)
        for (const int j : members)
            if (i != j) ties.push_back({i, j, weight});
}

/// Ten neighbours either side in a region's list, which closes on itself.
void tie_neighbours(const std::vector<int>& members, std::vector<Tie>& ties)
{
    const auto n = static_cast<int>(members.size());
    const int reach = std::min(10, (n - 1) / 2);
    for (int a = 0; a < n; ++a)
        for (int step = 1; step <= reach; ++step)
            for (const int b : {(a + step) % n, (a + n - step) % n})
                ties.push_back({members[static_cast<std::size_t>(a)], members[static_cast<std::size_t>(b)], 1});
}

}  // namespace

Eigen::ArrayXd capabilities(const WorldTables& world)
{
    const int n = world.num_countries();
    Eigen::ArrayXd cap(n);
    double smallest = 1;
    bool given = false;
    for (int i = 0; i < n; ++i) {
        cap(i) = world.countries[static_cast<std::size_t>(i)].capability;
        if (cap(i) > 0) {
            smallest = std::min(smallest, cap(i));
            given = true;
        }
    }
    if (!given) return Eigen::ArrayXd::Constant(n, 1.0 / n);
    for (int i = 0; i < n; ++i)
        if (std::isnan(cap(i))) cap(i) = smallest;
    return cap / cap.sum();
}

Eigen::ArrayXd strengths(const Eigen::ArrayXd& capability)
{
    std::vector<double> sorted(capability.begin(), capability.end());
    std::sort(sorted.begin(), sorted.end());
    const double others = std::max<double>(1, static_cast<double>(capability.size() - 1));
    return capability.unaryExpr([&](double cap) {
        return static_cast<double>(std::lower_bound(sorted.begin(), sorted.end(), cap) - sorted.begin()) / others;
    });
}

Eigen::ArrayXd exposures(const WorldTables& world, const Eigen::ArrayXd& rights_position)
{
    Eigen::ArrayXd exposure(world.num_countries());
    for (int i = 0; i < world.num_countries(); ++i) {
        const double given = world.countries[static_cast<std::size_t>(i)].exposure;
        exposure(i) = std::isnan(given) ? sim::logistic(-1.8 * rights_position(i)) : given;
    }
    return exposure;
}

InitialTraits initial_traits(const WorldTables& world, int start_year)
{
    const bool late = late_start(start_year);
    const auto in_union = group_members(world, "EU", start_year);
    const auto n = static_cast<Eigen::Index>(world.num_countries());
    InitialTraits made{Eigen::ArrayXd(n), Eigen::ArrayXd(n), Eigen::ArrayXd(n), Eigen::ArrayXd(n), Eigen::ArrayXd(n), Eigen::ArrayXd(n),
                       Eigen::ArrayXd(n)};
    const auto given = [](double cell, double missing) { return std::isnan(cell) ? missing : cell; };
    for (Eigen::Index i = 0; i < n; ++i) {
        const CountryRow& row = world.countries[static_cast<std::size_t>(i)];
        const bool china = row.code == "CHN", russia = row.code == "RUS";
        const bool member = std::binary_search(in_union.begin(), in_union.end(), static_cast<int>(i));
        made.style(i) = given(row.style, china ? 1.3 : 1);
        made.media(i) = given(row.media, china || russia ? 0.5 : 0);
        made.fill_ambition(i) = given(row.fill_ambition, china ? 1 : member ? 0.3 / static_cast<double>(in_union.size()) : 0);
        made.resilience(i) = given(row.resilience, 0.5);
        made.uprising(i) = given(row.uprising, late ? 0.4 : 0);
        made.pressure(i) = given(row.pressure, !late ? 0 : russia ? 0.7 : china ? 0.55 : 0);
        made.reputation(i) = given(row.reputation, late && russia ? 0.6 : 1);
    }
    return made;
}

Eigen::ArrayXd diplomacies(const WorldTables& world, const Eigen::ArrayXd& strength)
{
    Eigen::ArrayXd diplomacy(world.num_countries());
    for (int i = 0; i < world.num_countries(); ++i) {
        const CountryRow& row = world.countries[static_cast<std::size_t>(i)];
        const bool seasoned = row.code == "RUS" || row.code == "GBR";
        diplomacy(i) = !std::isnan(row.diplomacy) ? row.diplomacy : seasoned ? 1 : 0.2 + 0.8 * strength(i);
    }
    return diplomacy;
}

Eigen::ArrayXd assessments(const WorldTables& world, const Eigen::ArrayXd& capability)
{
    const Eigen::ArrayXd given = Eigen::Map<const Eigen::ArrayXd>(world.assessments.data(), static_cast<Eigen::Index>(world.assessments.size()));
    return given.sum() > 0 ? Eigen::ArrayXd(given / given.sum()) : capability;
}

TieGraph trade_ties(const WorldTables& world, const Eigen::ArrayXd& capability)
{
    const int n = world.num_countries();
    if (world.has("trade.csv") || n > dense_limit) return TieGraph(n, world.trade);
    std::vector<Tie> ties;
    for (int i = 0; i < n; ++i) {
        const auto& region = world.countries[static_cast<std::size_t>(i)].region;
        const auto weight = [&](int j) {
            return capability(j) * (!region.empty() && region == world.countries[static_cast<std::size_t>(j)].region ? 2 : 1);
        };
        double total = 0;
        for (int j = 0; j < n; ++j)
            if (j != i) total += weight(j);
        for (int j = 0; j < n; ++j)
            if (j != i && total > 0) ties.push_back({i, j, weight(j) / total});
    }
    return TieGraph(n, std::move(ties));
}

TieGraph security_ties(const WorldTables& world)
{
    const int n = world.num_countries();
    std::vector<Tie> ties;
    if (world.has("security.csv")) {
        for (const Tie& tie : world.security) {
            ties.push_back(tie);
            ties.push_back({tie.to, tie.from, tie.weight});
        }
        return TieGraph(n, std::move(ties));
    }
    for (const char* alliance : {"NATO", "CSTO"}) {
        const auto members = group_members(world, alliance, world.start_year);
        if (static_cast<int>(members.size()) <= dense_limit) tie_all(members, 1, ties);
    }
    return TieGraph(n, std::move(ties));
}

TieGraph caucus_ties(const WorldTables& world)
{
    std::vector<Tie> ties;
    const auto by_region = regions(world);
    if (world.num_countries() > dense_limit) {
        for (const auto& [region, members] : by_region) tie_neighbours(members, ties);
        return TieGraph(world.num_countries(), std::move(ties));
    }
    std::map<std::pair<int, int>, double> weight;
    for (const auto& [region, members] : by_region)
        for (const int i : members)
            for (const int j : members)
                if (i != j) weight[{i, j}] = 1;
    const auto union_members = group_members(world, "EU", world.start_year);
    for (const int i : union_members)
        for (const int j : union_members)
            if (i != j) weight[{i, j}] = 2;
    for (const auto& [pair, w] : weight) ties.push_back({pair.first, pair.second, w});
    return TieGraph(world.num_countries(), std::move(ties));
}

TieGraph neighbour_ties(const WorldTables& world)
{
    std::vector<Tie> ties;
    for (const Tie& each : world.neighbours)
        if (each.weight > 0) ties.insert(ties.end(), {{each.from, each.to, 1}, {each.to, each.from, 1}});
    return TieGraph(world.num_countries(), std::move(ties));
}

TieGraph client_ties(const WorldTables& world) { return TieGraph(world.num_countries(), world.clients); }

std::vector<int> group_members(const WorldTables& world, const std::string& group, int year)
{
    std::vector<int> members;
    for (const TermRow& row : world.groups)
        if (row.body == group && row.from <= year && year <= row.until) members.push_back(row.country);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    return members;
}

}  // namespace comity::scenarios
