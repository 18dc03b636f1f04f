#pragma once
// Group 2: how the challenger pair and the incumbents vote together.

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/measures/sides.hpp"

namespace comity::agents {

/// Columns of named dyads and blocs, in windows of the last four rounds; unanimous drafts are left out, absences dropped pairwise.
class DyadMeasure {
public:
    DyadMeasure(const Setting& setting, const Sides& sides);
    std::vector<Column> columns() const;
    void observe(const World& world, const RoundRecord& record, const SideVotes& votes, RowWriter& row);
    void reset();

private:
    struct Cohesion {
        double index = 0;
        int drafts = 0;
        Cohesion& operator+=(const Cohesion& other)
        {
            index += other.index;
            drafts += other.drafts;
            return *this;
        }
    };
    const Setting* setting_;
    const Sides* sides_;
    std::vector<int> blocs_;                    // leaders with at least three members
    std::vector<YearWindow<VoteTable>> tables_; // partners by arena, then incumbents
    std::vector<YearWindow<Cohesion>> cohesion_;
    std::vector<VoteTable> now_;
    std::vector<Cohesion> cohesion_now_;
};

}  // namespace comity::agents
