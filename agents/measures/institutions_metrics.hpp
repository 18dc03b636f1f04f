#pragma once
// Group 6, the bodies themselves: capacity, paralysis, budget and duplicate mandates.

#include <vector>

#include <Eigen/Core>

#include "agents/measures/columns.hpp"
#include "agents/rules/sustain_capacity.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Columns of forums' capacity. A forum that does not exist yet is NaN.
///
/// Paralysis: capacity below `capacity.paralysis_level` for at least four rounds running; its duration counts from the fourth on.
class InstitutionMeasure {
public:
    explicit InstitutionMeasure(const Setting& setting);
    std::vector<Column> columns() const;
    std::vector<Metric> outcome_columns() const;
    void observe(const World& world, RowWriter& row);
    void outcomes(RowWriter& row) const;
    void reset();
    /// Of the last round observed.
    double mean_capacity() const { return mean_capacity_; }
    double duplicate_share() const { return duplicate_share_; }

private:
    const Setting* setting_;
    std::vector<SharedMandate> shared_;
    std::vector<int> rounds_low_, rounds_paralysed_;  // [forum]
    double mean_capacity_ = undefined, duplicate_share_ = undefined;
};

}  // namespace comity::agents
