#pragma once
// Who is compared with whom: leaders, the challenger pair, and the votes of each on a draft.

#include <string>
#include <vector>

#include "agents/measures/agreement.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// A country or a set of countries that is followed through the votes.
struct Side {
    std::string label;
    std::vector<int> members;
};

/// Two sides, as indices into a list of sides; first < 0: there is no such dyad in this world.
struct Dyad {
    int first = -1;
    int second = -1;
    bool exists() const { return first >= 0; }
};

/// The sides that measures follow.
///
/// leaders, one side each, in the order of the setting; then each of the partners, CHN and RUS in a world with these codes, otherwise the first two
/// members of the first challenger with two; the incumbent dyad is US and EU, otherwise the first two incumbents, otherwise none.
struct Sides {
    explicit Sides(const Setting& setting);
    /// Brings the members of leaders' sides in line with who follows whom; the other sides are countries.
    void follow(const Coalitions& coalitions);

    std::vector<Side> sides;
    int num_leaders = 0;
    int moves = 0;  ///< of coalitions, until then
    Dyad partners;    ///< the challenger pair
    Dyad incumbents;  ///< across the Atlantic, in the recorded world

    const std::string& label(int side) const { return sides[static_cast<std::size_t>(side)].label; }
    /// `CHN_RUS`
    std::string label(const Dyad& dyad) const { return label(dyad.first) + "_" + label(dyad.second); }
    /// The same for titles: `CHN and RUS`.
    std::string in_words(const Dyad& dyad) const { return label(dyad.first) + " and " + label(dyad.second); }
};

/// Votes of every side on every draft of a round that is not unanimous; the list of sides is the same throughout.
class SideVotes {
public:
    /// `world.roster` is that of the round.
    void count(const Sides& sides, const World& world, const RoundRecord& record);
    /// Forgets who sat where, before another run.
    void reset() { seats_.clear(); }
    const VoteCounts& of(std::size_t draft, int side) const { return counts_[draft * num_sides_ + static_cast<std::size_t>(side)]; }

private:
    /// The members of every side that sit in a forum, side by side: elsewhere they have no vote.
    struct Seats {
        std::vector<int> roster;  // for which this holds
        int moves = 0;            // and this
        std::vector<int> members;
        std::vector<std::size_t> ends;  // [side]
    };
    const Seats& seats(const Sides& sides, ForumId forum, const std::vector<int>& roster);

    std::size_t num_sides_ = 0;
    std::vector<Seats> seats_;  // [forum], kept from round to round: rosters seldom change
    std::vector<VoteCounts> counts_;
};

/// Whether a draft is a leader's own proposal, brought from its club or not.
inline bool proposed_by_leader(const Draft& draft)
{
    return (draft.kind == DraftKind::leader || draft.kind == DraftKind::club) && draft.leader.exists();
}

/// Whether a side as a whole voted no: no vote of its members is more frequent.
inline bool voted_no(const VoteCounts& votes) { return votes.no > 0 && votes.no >= votes.yes && votes.no >= votes.abstain; }

}  // namespace comity::agents
