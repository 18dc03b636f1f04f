#pragma once
// Weighted directed ties between countries, in compressed sparse rows.

#include <cstdint>
#include <span>
#include <vector>

namespace comity::agents {

/// One directed tie.
struct Tie {
    int from = 0;
    int to = 0;
    double weight = 0;
};

/// Ties of one layer, country first: the partners of country i are contiguous and ascending.
///
/// Errors: expects ends within [0, num_countries), weights finite and not negative; self-ties and zero weights are dropped,
///         a tie that is listed twice counts with the sum
class TieGraph {
public:
    TieGraph() = default;
    TieGraph(int num_countries, std::vector<Tie> ties);
    /// The same partners with other weights, all above 0, [tie].
    TieGraph with_weights(std::vector<double> weights) const;

    int num_countries() const { return num_countries_; }
    std::size_t num_ties() const { return to_.size(); }
    /// Partners of i, ascending.
    std::span<const std::int32_t> partners(int i) const { return {to_.data() + start_[i], to_.data() + start_[i + 1]}; }
    /// Countries with ties of their own, ascending.
    std::span<const std::int32_t> tied() const { return tied_; }
    /// Weights of the ties of i, in the order of partners(i).
    std::span<const double> weights(int i) const { return {weight_.data() + start_[i], weight_.data() + start_[i + 1]}; }
    /// Weight of the tie from i to j, 0 where there is none.
    double weight(int i, int j) const;
    /// Sum of the weights of i.
    double total(int i) const;

private:
    int num_countries_ = 0;
    std::vector<std::int32_t> start_ = {0};
    std::vector<std::int32_t> to_;
    std::vector<std::int32_t> tied_;
    std::vector<double> weight_;
};

}  // namespace comity::agents
