#pragma once
// Groups 6, 8 and 11, what leaders do and get: drafts tabled and blocked, success, contested votes won, payoff, presence, window.

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/measures/sides.hpp"

namespace comity::agents {

/// Columns of each leader.
///
/// initiative = tabled / (tabled + blocked); blocked = drafts of others that failed while the leader voted no (no vote of its members more
/// frequent). won = contested votes of its members on the side that prevailed / contested votes that they cast; abstaining wins nothing.
class InitiativeMeasure {
public:
    InitiativeMeasure(const Setting& setting, const Sides& sides);
    std::vector<Column> columns() const;
    std::vector<Metric> outcome_columns() const;
    void observe(const World& world, const RoundRecord& record, const SideVotes& votes, RowWriter& row);
    void outcomes(RowWriter& row) const;
    void reset();

private:
    struct Counts {
        int tabled = 0, adopted = 0, cosponsored = 0, blocked = 0, won = 0, cast = 0;
        Counts& operator+=(const Counts& other);
    };
    /// -mean_m (q_m - x_g)^2 over the sub-norms of the arenas that the contest touches.
    double payoff(const World& world, int leader) const;

    const Setting* setting_;
    const Sides* sides_;
    std::vector<YearWindow<Counts>> window_;  // [leader]
    std::vector<Counts> now_, run_;           // [leader]
};

}  // namespace comity::agents
