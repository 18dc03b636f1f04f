#pragma once
// What a run adds up to, for the simulated side of targets.

#include <vector>

#include "agents/round.hpp"
#include "analysis/targets/pair_agreement.hpp"
#include "analysis/targets/target.hpp"

namespace comity::analysis {

/// Sums of one run after another.
///
/// The same definitions as of the record, on simulated votes; Measure::differs says where the two are not the same thing. A sum that the
/// world cannot tell, since it lacks the forum, the arena or a country, is NaN throughout. `setting` must outlive this.
///
/// Assembly: adopted drafts of UNGA; HR, NI and CT are the arenas of these names. Council: all drafts put to the vote in UNSC. EU: the
/// group of that name.
class TargetCounts {
public:
    TargetCounts(const agents::Setting& setting, const agents::Rules& rules);

    /// Takes in a round after it was played: `world.round` has already advanced.
    void observe(const agents::World& world, const agents::RoundRecord& record);
    const YearSums& sums() const { return sums_; }
    const PairYears& pairs() const { return pairs_; }

private:
    void add_council_draft(Sums& year, const agents::RoundRecord& record, int draft) const;
    void add_levels(Sums& year, const agents::World& world) const;

    const agents::Setting* setting_;
    Followed followed_;
    int france_ = -1, britain_ = -1;
    std::vector<int> eu_;
    agents::ForumId assembly_, council_, rights_council_;
    agents::ArenaId rights_, interference_, control_;
    agents::TreatyId treaty_;
    YearSums sums_;
    PairYears pairs_;
};

}  // namespace comity::analysis
