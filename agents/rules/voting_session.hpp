#pragma once
// A forum in session (rule 4.6): votes on its drafts, one after another.

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "agents/rules/copy_votes.hpp"
#include "agents/rules/electorate.hpp"
#include "agents/rules/partner_votes.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "sim/block_batch.hpp"
#include "sim/draws.hpp"
#include "sim/room.hpp"

namespace comity::agents {

/// Draws the votes of a forum's members: absence, one uniform a voter, second pass of partners, copying, accommodation.
///
/// In a consensus body every member bears the cost of a no. Where a majority decides after consensus failed, a no on the first count
/// calls the vote: all votes are drawn again from the same uniforms without that cost.
/// World, setting, influence, parameters, draws and room must outlive it.
class VotingSession {
public:
    VotingSession(const World& now, const Setting& setting, const Influence& influence, ForumId forum, const VotingParams& params,
                  const sim::Draws& draws, std::pmr::memory_resource* room = std::pmr::get_default_resource());
    VotingSession(const VotingSession&) = delete;
    VotingSession& operator=(const VotingSession&) = delete;

    ForumId forum() const { return electorate_.forum; }
    bool everyone() const { return electorate_.everyone(); }  ///< all countries are members
    /// Writes the members' votes into a column [country]; the others' stay as they are. Inducements to non-members have no effect.
    void vote(const Draft& draft, std::span<const Inducement> given, std::int8_t* column);

private:
    /// Votes of all members with the cost of a no as it stands, c [padded].
    void count(const Draft& draft, std::span<const float> cost, const Lots& lots);
    /// The lots of a draft. A block serves two drafts, the even slot and the odd one after it.
    Lots lots(const Draft& draft);

    const sim::Draws* draws_;
    const NoiseKernel* noise_;
    Electorate electorate_;
    LeaderPull pull_;
    sim::BlockBatch blocks_;
    Inclinations inclinations_;
    PartnerVotes partners_;
    std::pmr::vector<std::int32_t> absent_below_;  // [padded]
    CopiedVotes copies_;
    std::pmr::vector<float> free_, dear_;  // [padded], c: nobody bears a cost; those do who do in this forum
    sim::Column<double> z_;
    std::optional<std::uint32_t> drawn_;      // index of the blocks in words_
    sim::Column<std::uint32_t> words_;  // [4, padded]
    sim::Column<std::int8_t> votes_;
};

}  // namespace comity::agents
