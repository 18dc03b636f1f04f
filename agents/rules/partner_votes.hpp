#pragma once
// How tracked partners vote together (rule 4.6): a shared veto is cheaper, and none votes against the other in the end.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "agents/rules/electorate.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "agents/rules/voting_noise.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

/// The tracked dyads of which both partners vote in a forum.
class PartnerVotes {
public:
    PartnerVotes(const World& now, const Setting& setting, const Electorate& electorate, const VotingParams& params,
                 std::pmr::memory_resource* room = std::pmr::get_default_resource());

    /// Second pass: where one partner drew no, the other draws again, from the same uniform, at the reduced cost
    /// c_V (1 - psi_V pi). Both look at the first pass.
    ///
    /// Shape: z, lots, cost (c, 0 where none is borne), votes: [place]
    void share_cost(const Draft& draft, std::span<const double> z, const Lots& lots, std::span<const float> cost, std::span<std::int8_t> votes);

    /// Where partners would vote yes and no, with chance 1 - (1 - pi)^2 the one with smaller |z| abstains; in a veto body (and where
    /// both are as sure) the one with yes.
    ///
    /// Draws: one uniform per (draft, dyad), Purpose::accommodation, agent = code of the two codes joined in alphabetical order
    void accommodate(const Draft& draft, std::span<const double> z, const sim::Draws& draws, std::span<std::int8_t> votes) const;

private:
    struct Dyad {
        std::size_t first = 0, second = 0;  // places
        double shared_cost = 0;             // c_V (1 - psi_V pi)
        double accommodation = 0;
        std::uint64_t agent = 0;
    };
    bool turns_to_no(const Dyad& dyad, std::size_t place, const Draft& draft, std::span<const double> z, const Lots& lots) const;

    const Electorate* electorate_;
    VotingNoise noise_;
    std::pmr::vector<Dyad> dyads_;
    std::pmr::vector<std::size_t> turned_;
};

}  // namespace comity::agents
