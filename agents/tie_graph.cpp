#include "agents/tie_graph.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/contracts.hpp"

namespace comity::agents {

TieGraph::TieGraph(int num_countries, std::vector<Tie> ties) : num_countries_(num_countries)
{
    std::erase_if(ties, [](const Tie& tie) { return tie.from == tie.to || tie.weight == 0; });
    std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    start_.assign(static_cast<std::size_t>(num_countries) + 1, 0);
    for (const Tie& tie : ties) {
        sim::expects(0 <= tie.from && tie.from < num_countries && 0 <= tie.to && tie.to < num_countries, "ends of a tie are countries");
        sim::expects(std::isfinite(tie.weight) && tie.weight > 0, "a tie's weight is finite and not negative");
        const auto from = static_cast<std::size_t>(tie.from);
        const bool repeated = start_[from + 1] > 0 && to_.back() == tie.to;
        if (repeated) {
            weight_.back() += tie.weight;
            continue;
        }
        to_.push_back(tie.to);
        weight_.push_back(tie.weight);
        if (start_[from + 1]++ == 0) tied_.push_back(tie.from);
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(num_countries); ++i) start_[i + 1] += start_[i];
}

double TieGraph::weight(int i, int j) const
{
    const auto row = partners(i);
    const auto found = std::lower_bound(row.begin(), row.end(), j);
    return found != row.end() && *found == j ? weights(i)[static_cast<std::size_t>(found - row.begin())] : 0;
}

double TieGraph::total(int i) const
{
    double sum = 0;
    for (const double w : weights(i)) sum += w;
    return sum;
}

TieGraph TieGraph::with_weights(std::vector<double> weights) const
{
    sim::expects(weights.size() == weight_.size(), "one weight a tie");
    TieGraph made;
    made.num_countries_ = num_countries_;
    made.start_ = start_;
    made.to_ = to_;
    made.tied_ = tied_;
    made.weight_ = std::move(weights);
    return made;
}

}  // namespace comity::agents
