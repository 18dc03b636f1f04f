#include "agents/measures/fragmentation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/elementary.hpp"
#include "sim/draws.hpp"
#include "sim/philox.hpp"

namespace comity::agents {

double equal_weight_mean(const Fragmentation& f)
{
    const auto c = f.components();
    return std::accumulate(c.begin(), c.end(), 0.0) / static_cast<double>(c.size());
}

double geometric_mean(const Fragmentation& f)
{
    double logs = 0;
    bool zero = false;
    for (const double c : f.components()) {
        if (std::isnan(c)) return undefined;
        if (c < 1e-300)
            zero = true;
        else
            logs += sim::log(c);
    }
    return zero ? 0 : std::min(1.0, sim::exp(logs / 6));
}

double worst_component(const Fragmentation& f)
{
    const auto c = f.components();
    if (std::any_of(c.begin(), c.end(), [](double x) { return std::isnan(x); })) return undefined;
    return *std::max_element(c.begin(), c.end());
}

Eigen::ArrayXXd rank_acceptability(const Eigen::ArrayXXd& components, int samples, std::uint64_t seed)
{
    const Eigen::Index rows = components.rows(), num = components.cols();
    Eigen::ArrayXXd share = Eigen::ArrayXXd::Zero(rows, rows);
    Eigen::ArrayXd weight(num), sum(rows);
    std::vector<Eigen::Index> order(static_cast<std::size_t>(rows));
    for (int s = 0; s < samples; ++s) {
        // Exponential variates over their sum are uniform on the simplex; the sum does not change the order and is left out.
        for (Eigen::Index k = 0; k < num; ++k) {
            const auto block = sim::philox({static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(k), 0, 0},
                                           {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
            weight(k) = -sim::log(1 - sim::uniform_of(block[0], block[1]));
        }
        sum.setZero();
        for (Eigen::Index k = 0; k < num; ++k) sum += weight(k) * components.col(k);
        std::iota(order.begin(), order.end(), Eigen::Index{0});
        std::stable_sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) { return sum(a) > sum(b); });
        for (std::size_t r = 0; r < order.size(); ++r) share(order[r], static_cast<Eigen::Index>(r)) += 1;
    }
    return share / samples;
}

Column of_graph(Column column)
{
    column.metric.every = 0;
    return column;
}

std::vector<Column> fragmentation_columns()
{
    const std::string g = "fragmentation";
    const std::string where = "; where the agreement graph is made";
    const auto end = Summary::end;
    return {
        of_graph({{"fragmentation_blocs", "Fragmentation: blocs", "1", g, "modularity of voting blocs (Q), 0 where negative" + where, 0, 1}, end}),
        {{"fragmentation_polarisation", "Fragmentation: polarisation", "1", g, "Esteban-Ray polarisation over its greatest value on [-4, 4], mean over the arenas that the contest touches", 0, 1}, end},
        {{"fragmentation_duplication", "Fragmentation: duplicate mandates", "1", g, "share of what could be done twice that is (duplicate_load)", 0, 1}, end},
        {{"fragmentation_incapacity", "Fragmentation: lost capacity", "1", g, "what is missing to full working order (1 - capacity_mean)", 0, 1}, end},
        of_graph({{"fragmentation_spheres", "Fragmentation: spheres of influence", "1", g, "how exclusive ties with one hub are (SOI)" + where, 0, 1}, end}),
        {{"fragmentation_contestation", "Fragmentation: contested norms", "1", g, "how evenly countries are divided between two formulations (contestation_mean)", 0, 1}, end},
        of_graph({{"fragmentation_mean", "Fragmentation: mean of components", "1", g, "mean of the six components with equal weights; read it beside the components" + where, 0, 1}, end}),
        of_graph({{"fragmentation_geometric", "Fragmentation: geometric mean", "1", g, "geometric mean of the six components; read it beside the components" + where, 0, 1}, end}),
        of_graph({{"fragmentation_worst", "Fragmentation: worst component", "1", g, "greatest of the six components; read it beside the components" + where, 0, 1}, end}),
    };
}

void put_fragmentation(const Fragmentation& f, RowWriter& row)
{
    for (const double c : f.components()) row.put(c);
    row.put(equal_weight_mean(f));
    row.put(geometric_mean(f));
    row.put(worst_component(f));
}

}  // namespace comity::agents
