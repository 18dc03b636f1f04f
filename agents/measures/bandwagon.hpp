#pragma once
// Group 8, whether votes move towards who has just won.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/columns.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// Bandwagon rate: of the countries without a leader, the share whose vote has moved towards the recent winner.
///
/// A leader is the recent winner of an arena while the last contested draft that it tabled there was adopted. On its next contested draft
/// in the arena the vote of each country is held against the vote on the one adopted: moved towards where it is nearer to yes, away where
/// it is nearer to no. Only countries that cast a vote on both count. Drafts of one round are held against those of rounds before.
class BandwagonMeasure {
public:
    explicit BandwagonMeasure(const Setting& setting);
    std::vector<Column> columns() const;
    void observe(const World& world, const RoundRecord& record, RowWriter& row);
    void reset();

private:
    struct Counts {
        int compared = 0, towards = 0, away = 0;
        Counts& operator+=(const Counts& other);
    };
    using Votes = std::vector<std::int8_t>;  // [country without a leader]
    std::size_t place(const Draft& draft) const;
    Counts moves(const Votes& before, const std::int8_t* votes) const;

    const Setting* setting_;
    std::vector<int> unled_;      // countries without a leader
    std::vector<Votes> adopted_;  // [leader x arena], votes on the last draft; empty where it was not adopted
    YearWindow<Counts> window_;
};

}  // namespace comity::agents
