#pragma once
// What votes add up to, year by year: the same sums of recorded and of simulated votes, so that both sides of a target are one definition.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "agents/country.hpp"
#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// What is summed. "Both" counts texts on which both of a dyad cast a vote, "same" those on which the two were alike.
enum class Sum {
    // General Assembly, adopted texts
    assembly_texts,
    rights_both, rights_same, rights_opposite,  ///< CHN and RUS, human rights
    rights_three, rights_apart,                 ///< texts with votes of CHN, RUS and USA; of these the pair alike and apart from the USA
    interference_both, interference_same,       ///< CHN and RUS
    control_both, control_same,                 ///< CHN and RUS, disarmament
    allies_both, allies_same,                   ///< USA and FRA, all texts
    union_texts, union_index,                   ///< texts with two votes of the EU or more; sum of their agreement index
    cast, yes, abstain, no,                     ///< votes of all countries
    // Security Council, all texts put to the vote
    council_texts, council_adopted,
    council_divided,                            ///< adopted, not all votes alike
    council_failed, council_vetoed, council_short,  ///< not adopted; by veto; for want of votes
    vetoed_by_chn, vetoed_by_rus, vetoed_by_usa, vetoed_by_both,
    chn_abstains_on_veto, chn_yes_on_veto,      ///< on a text that RUS vetoes
    yes_on_partners_veto,                       ///< one of the pair vetoes, the other votes yes
    abstentions_chn, abstentions_rus, abstentions_others,  ///< of permanent members on adopted texts
    // Human-rights council, all texts put to the vote
    rights_council_texts, rights_council_failed,
    // What is there in a year, summed over as many looks at it as `..._looks` counts
    position_gap, gap_looks,                    ///< CHN minus RUS, human rights
    position_spread, spread_looks,              ///< s.d. of positions across countries
    treaty_parties,                             ///< at the end of the year
    challenger_drafts, incumbent_drafts,        ///< that leaders table of their own accord
    num_sums
};
inline constexpr int num_sums = static_cast<int>(Sum::num_sums);

/// Shape:  [Sum]
using Sums = Eigen::Array<double, num_sums, 1>;
inline double& at(Sums& sums, Sum which) { return sums[static_cast<Eigen::Index>(which)]; }
inline double at(const Sums& sums, Sum which) { return sums[static_cast<Eigen::Index>(which)]; }

/// Rows of the countries that targets follow, -1 where the list has them not.
struct Followed {
    int chn = -1, rus = -1, usa = -1, fra = -1;

    explicit Followed(const std::vector<std::string>& countries);
};

/// What a text of the General Assembly is about; it may be about several things.
struct Subjects {
    bool rights = false, interference = false, control = false;
};

/// Adds an adopted text of the General Assembly. A country that did not vote, or was no member, drops out of what needs its vote.
///
/// Shape:  votes [country], an agents::Vote each; `eu`: rows of the EU's members of the time
void add_assembly_text(Sums& sums, Subjects subjects, std::span<const std::int8_t> votes, const Followed& followed, std::span<const int> eu);

/// A text put to the vote of the Security Council.
struct CouncilText {
    enum class Fate { adopted, vetoed, short_of_votes };
    Fate fate = Fate::adopted;
    bool divided = false;  ///< two cast votes differ
    agents::Vote chn = agents::Vote::absent, rus = agents::Vote::absent, usa = agents::Vote::absent;
    int other_abstentions = 0;  ///< of FRA, GBR and USA
};
void add_council_text(Sums& sums, const CouncilText& text);

/// Sums by calendar year.
class YearSums {
public:
    /// No year.
    YearSums() = default;
    /// Every year starts from `start`: 0, or NaN for what cannot be told.
    YearSums(Years years, const Sums& start);

    Years years() const { return years_; }
    Sums& of(int year) { return sums_[static_cast<std::size_t>(year - years_.first)]; }
    /// Over some years; NaN where any of them is not there.
    Sums total(Years years) const;

private:
    Years years_{0, -1};
    std::vector<Sums> sums_;
};

}  // namespace comity::analysis
