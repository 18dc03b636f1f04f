#pragma once
// Group 8, whether countries support both of two rival tracks.

#include <cstdint>
#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// Forum overlap: of the countries that cast a vote on both of two rival drafts, the share that voted yes on both.
///
/// Rivals are contested drafts of leaders of opposite camps on one sub-norm that would move its status quo in opposite directions and are
/// put to the vote within four rounds. A pair counts in the round of the later vote. In the record of 2018: 77 of 158.
class RivalTrackMeasure {
public:
    explicit RivalTrackMeasure(const Setting& setting) : setting_(&setting) {}
    std::vector<Column> columns() const;
    void observe(const World& world, const RoundRecord& record, RowWriter& row);
    void reset();

private:
    struct Track {
        int round = 0;
        NormId norm;
        Camp camp{};
        bool upward = false;
        std::vector<std::int8_t> votes;  // [country]
    };
    struct Counts {
        int cast = 0, yes = 0;  // pairs of votes on both drafts; yes on both
        Counts& operator+=(const Counts& other);
    };
    static bool rivals(const Track& a, const Track& b);

    const Setting* setting_;
    std::vector<Track> tracks_;  // of the last four rounds
    YearWindow<Counts> window_;
};

}  // namespace comity::agents
