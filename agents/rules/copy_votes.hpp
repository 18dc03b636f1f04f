#pragma once
// Members that copy their bloc's vote, and allies that copy their leader's (rule 4.6).

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "agents/rules/electorate.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

/// Who may copy whom in a forum. Veto holders never copy.
class CopiedVotes {
public:
    CopiedVotes(const World& now, const Setting& setting, const Electorate& electorate, const LeaderPull& pull,
                std::span<const std::int32_t> absent_below, const VotingParams& params,
                std::pmr::memory_resource* room = std::pmr::get_default_resource());

    /// Members of a bloc copy its vote with chance psi_EU, then allies of a leader its vote with chance psi_ally; the absent copy nothing.
    /// One word tells fates apart: below the mark of absence absent, then copying the bloc, then the ally, then neither.
    ///
    /// The vote of a leader with one member that votes here is that member's, also where it is a bloc, so that the member copies
    /// nothing then. Any other leader's is drawn at its leading terms plus the mean pull of the other leaders on its members here, with their mean style.
    ///
    /// Shape: absent_below [padded]; lots, votes [place]
    /// Draws: one word per (draft, leader), Purpose::bloc_vote, agent = code of the leader; a block serves four drafts, index = key / 4, word = key % 4
    void copy(const Draft& draft, double cost, const Lots& lots, const sim::Draws& draws, std::span<std::int8_t> votes);

private:
    struct Copyist {
        std::size_t place = 0;
        int bloc = -1, ally = -1;            // leaders
        std::int32_t bloc_below = 0, ally_below = 0;  // marks for fate
    };
    struct Source {
        std::uint64_t agent = 0;
        int num_voters = 0;               // its members here, and means over them:
        double style = 1, weakness = 0;
        std::array<double, max_leaders> leverage{};  // [leader]
        bool wanted = false;              // someone may copy it
        int own_place = -1;               // of its only member
        std::optional<std::uint32_t> index;  // of the block at hand
        sim::Block block{};
    };
    std::int8_t drawn(const Draft& draft, std::size_t leader, double cost, const sim::Draws& draws);

    const World* now_;
    const VotingParams* params_;
    std::pmr::vector<Copyist> copyists_;
    std::pmr::vector<Source> sources_;       // [leader]
    std::array<std::int8_t, max_leaders> vote_of_{};  // on the draft at hand
};

}  // namespace comity::agents
