#pragma once
// Group 6, what becomes of drafts: adopted, vetoed, failed; by whom vetoed; against whom; on what.

#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/measures/sides.hpp"

namespace comity::agents {

/// Columns of drafts' fates, in windows of the last four rounds, and their sums over the run.
///
/// immunity = share of drafts aimed at a veto holder, or at a friend of one, that fail; a friend is the holder's client by a tie of at
/// least .5 or its tracked partner. framing = share of drafts on the sub-norms of the arena of `CY2` that are on `CY2`.
class DraftFateMeasure {
public:
    DraftFateMeasure(const Setting& setting, const Sides& sides);
    std::vector<Column> columns() const;
    std::vector<Metric> outcome_columns() const;
    void observe(const World& world, const RoundRecord& record, RowWriter& row);
    void outcomes(RowWriter& row) const;
    void reset();

private:
    struct Counts {
        int drafts = 0, adopted = 0, vetoed = 0;
        int shielded = 0, shielded_failed = 0;  // aimed at a veto holder or its friend
        int shielded_veto_body = 0, shielded_veto_body_failed = 0;
        int framed = 0, framable = 0;
        Counts& operator+=(const Counts& other);
    };
    bool shielded(const World& world, int country) const;

    const Setting* setting_;
    const Sides* sides_;
    std::vector<int> holders_;             // veto holders of any forum
    std::vector<char> friend_of_holder_;   // [country], holders themselves included
    std::vector<std::vector<int>> vetoes_in_;  // [forum], rows of holders_
    NormId framed_;
    YearWindow<Counts> window_;
    Counts run_;
    std::vector<int> vetoes_;  // [holder]
    int joint_vetoes_ = 0;     // by both partners
};

}  // namespace comity::agents
