#pragma once
// The members of a forum as voters: gathered once a forum and round, in the order of the roster, padded for the loops of vote_kernel.

#include <cstddef>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "agents/country.hpp"
#include "agents/draft.hpp"
#include "agents/institutions.hpp"
#include "agents/rules/vote_latent.hpp"
#include "sim/room.hpp"

namespace comity::agents {

/// Room for all that one forum's votes or forecasts keep, enough for some 200 members and four arenas without the heap.
using ForumRoom = sim::Room<(std::size_t{64} << 10)>;

/// What does not depend on the draft. A place is an index into the roster.
///
/// Shape: columns [padded]; the padding means nothing
class Electorate {
public:
    Electorate(const World& now, const Setting& setting, ForumId forum,
               std::pmr::memory_resource* room = std::pmr::get_default_resource());

    const ForumId forum;
    const Forum& rules;
    const std::span<const int> members;  ///< rows, ascending
    const std::size_t size, padded;
    std::pmr::vector<double> style;         ///< st_i, shocks included
    std::pmr::vector<std::size_t> vetoes;  ///< places of veto holders, ascending

    /// Place of a country, -1 where it has no vote.
    int place(CountryId country) const;
    bool everyone() const { return everyone_; }  ///< places are rows
    bool holds_veto(std::size_t place) const;
    /// Elements of a column [country] in the order of the roster, [padded] with zeros.
    void gather(const double* column, double* gathered) const;
    /// e^(-2 half_band st_i), [padded].
    void narrow(double half_band, std::span<double> factors) const;

private:
    bool everyone_;
    std::pmr::vector<int> place_;            // [country], where not everyone is a member
    std::pmr::vector<std::size_t> unusual_;  // places whose style is not 1
};

/// The latents of an electorate in one arena. Keeps what consecutive drafts share: positions on a sub-norm, closeness to a target.
///
/// World, setting, influence, electorate and pull must outlive it.
class Inclination {
public:
    /// `pull`: what leaders pull with, [place, leader]; null where lobbying is left out.
    Inclination(const World& now, const Setting& setting, const Influence& influence, const Electorate& electorate, ArenaId arena,
                const VotingParams& params, const LeaderPull* pull, std::pmr::memory_resource* room = std::pmr::get_default_resource());

    /// z_iv of rule 4.6 with every position shifted by `error`, into z [padded]; with error 0 that of agents::latent.
    void latent(const Draft& draft, double error, double* z);

private:
    const double* positions(NormId norm);
    const double* affinities(CountryId target);

    const World* now_;
    const Setting* setting_;
    const Influence* influence_;
    const Electorate* electorate_;
    const VotingParams* params_;
    const LeaderPull* pull_;
    sim::Column<double> position_, position_on_norm_, affinity_;
    Eigen::ArrayXd of_all_;  // affinities of all countries
    NormId norm_;       // of position_on_norm_
    CountryId target_;  // of affinity_
};

/// The inclinations of an electorate, arena by arena, each made when it is first asked for.
///
/// What they are made of must outlive them.
class Inclinations {
public:
    Inclinations(const World& now, const Setting& setting, const Influence& influence, const Electorate& electorate, const VotingParams& params,
                 const LeaderPull* pull, std::pmr::memory_resource* room);
    Inclination& in(ArenaId arena);

private:
    const World* now_;
    const Setting* setting_;
    const Influence* influence_;
    const Electorate* electorate_;
    const VotingParams* params_;
    const LeaderPull* pull_;
    std::pmr::memory_resource* room_;
    std::pmr::vector<std::optional<Inclination>> made_;  // [arena]
};

}  // namespace comity::agents
