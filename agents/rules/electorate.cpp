#include "agents/rules/electorate.hpp"

#include <algorithm>
#include <array>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "agents/world.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

/// A leader with a line, and what its success adds to the weak.
struct Drawing {
    std::size_t leader;
    double by;
};

}  // namespace

Electorate::Electorate(const World& now, const Setting& setting, ForumId where, std::pmr::memory_resource* room)
    : forum(where),
      rules(setting.institutions.forums[static_cast<std::size_t>(where.index)]),
      members(now.roster[static_cast<std::size_t>(where.index)]),
      size(members.size()),
      padded(sim::padded(size)),
      style(padded, 1.0, room),
      vetoes(room),
      everyone_(std::ssize(members) == setting.num_countries()),
      place_(everyone_ ? 0 : setting.code.size(), -1, room),
      unusual_(room)
{
    for (std::size_t p = 0; !everyone_ && p < size; ++p) place_[static_cast<std::size_t>(members[p])] = static_cast<int>(p);
    if (everyone_)
        Eigen::Map<Eigen::ArrayXd>(style.data(), static_cast<Eigen::Index>(size)) = now.style * now.shock.style;
    else
        for (std::size_t p = 0; p < size; ++p) style[p] = now.style(members[p]) * now.shock.style(members[p]);
    unusual_.reserve(size);
    for (std::size_t p = 0; p < size; ++p)
        if (style[p] != 1) unusual_.push_back(p);
    vetoes.reserve(rules.veto.size());
    // Codes are compared as the numbers that they are in the draws.
    for (const std::string& code : rules.veto) {
        const std::uint64_t agent = sim::agent_code(code);
        for (std::size_t p = 0; p < size; ++p)
            if (setting.agent[static_cast<std::size_t>(members[p])] == agent) vetoes.push_back(p);
    }
    std::sort(vetoes.begin(), vetoes.end());
}

int Electorate::place(CountryId country) const { return everyone_ ? country.index : place_[static_cast<std::size_t>(country.index)]; }

bool Electorate::holds_veto(std::size_t place) const { return std::binary_search(vetoes.begin(), vetoes.end(), place); }

void Electorate::gather(const double* column, double* gathered) const
{
    for (std::size_t p = 0; p < size; ++p) gathered[p] = column[members[p]];
    std::fill(gathered + size, gathered + padded, 0.0);
}

void Electorate::narrow(double half_band, std::span<double> factors) const
{
    std::fill(factors.begin(), factors.end(), sim::exp(-2 * half_band));
    for (const std::size_t p : unusual_) factors[p] = sim::exp(-2 * half_band * style[p]);
}

Inclination::Inclination(const World& now, const Setting& setting, const Influence& influence, const Electorate& electorate, ArenaId arena,
                         const VotingParams& params, const LeaderPull* pull, std::pmr::memory_resource* room)
    : now_(&now),
      setting_(&setting),
      influence_(&influence),
      electorate_(&electorate),
      params_(&params),
      pull_(pull),
      position_(electorate.padded, room),
      position_on_norm_(room),
      affinity_(room)
{
    electorate.gather(now.position.col(arena.index).data(), position_.data());
}

void Inclination::latent(const Draft& draft, double error, double* z)
{
    const VoteKernel& kernel = vote_kernel();
    std::array<Pull, max_leaders> pulls;
    LatentTerms terms{draft.slope, draft.cut - error, draft.consent, 0, pull_ ? pull_->weakness.data() : position_.data(), pulls.data(), 0};
    std::array<Drawing, max_leaders> drawing;
    for (int g = 0; pull_ && g < setting_->num_leaders(); ++g) {
        const auto leader = static_cast<std::size_t>(g);
        const int line = draft.line[leader];
        if (line == 0) continue;
        pulls[terms.num_pulls] = {line * draft.stakes, pull_->leverage(leader)};
        drawing[terms.num_pulls] = {leader, line * bandwagon(*now_, {g}, draft.arena, *params_)};
        terms.bandwagon += drawing[terms.num_pulls++].by;
    }
    kernel.latent(electorate_->padded, positions(draft.norm), terms, z);
    for (std::size_t p = 0; p < terms.num_pulls; ++p)
        for (const std::int32_t own : pull_->own(drawing[p].leader)) z[own] -= drawing[p].by * pull_->weakness[static_cast<std::size_t>(own)];
    if (draft.target.exists()) kernel.subtract(electorate_->padded, params_->target_protection, affinities(draft.target), z);
}

const double* Inclination::positions(NormId norm)
{
    if (!norm.exists()) return position_.data();
    if (norm_ != norm) {
        position_on_norm_.resize(electorate_->padded);
        electorate_->gather(setting_->norm_offset.col(norm.index).data(), position_on_norm_.data());
        for (std::size_t p = 0; p < electorate_->padded; ++p) position_on_norm_[p] += position_[p];
        norm_ = norm;
    }
    return position_on_norm_.data();
}

const double* Inclination::affinities(CountryId target)
{
    if (target_ != target) {
        agents::affinities(*now_, *setting_, *influence_, target, of_all_);
        affinity_.resize(electorate_->padded);
        electorate_->gather(of_all_.data(), affinity_.data());
        target_ = target;
    }
    return affinity_.data();
}

Inclinations::Inclinations(const World& now, const Setting& setting, const Influence& influence, const Electorate& electorate,
                           const VotingParams& params, const LeaderPull* pull, std::pmr::memory_resource* room)
    : now_(&now),
      setting_(&setting),
      influence_(&influence),
      electorate_(&electorate),
      params_(&params),
      pull_(pull),
      room_(room),
      made_(static_cast<std::size_t>(setting.num_arenas()), room)
{
}

Inclination& Inclinations::in(ArenaId arena)
{
    auto& made = made_[static_cast<std::size_t>(arena.index)];
    if (!made) made.emplace(*now_, *setting_, *influence_, *electorate_, arena, *params_, pull_, room_);
    return *made;
}

}  // namespace comity::agents
