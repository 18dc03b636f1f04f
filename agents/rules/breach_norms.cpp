#include "agents/rules/breach_norms.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/contracts.hpp"
#include "sim/distributions.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;

constexpr double rounds_a_year = 4;
constexpr double weak_below = 0.5;  // str_i

std::uint64_t agent_of(const Setting& setting, CountryId country) { return setting.agent[static_cast<std::size_t>(country.index)]; }

/// Sub-norms of arenas that carry load.
std::vector<NormId> breakable_norms(const Setting& setting)
{
    std::vector<NormId> norms;
    for (int m = 0; m < setting.num_norms(); ++m) {
        const ArenaId arena = setting.institutions.norms[static_cast<std::size_t>(m)].arena;
        if (setting.institutions.arenas[static_cast<std::size_t>(arena.index)].load > 0) norms.push_back({m});
    }
    return norms;
}

/// Who suffers most: of the neighbours that depend on a violator or, where none does, of all.
CountryId victim_of(const World& now, const Setting& setting, CountryId violator, std::uint32_t breach, const sim::Draws& draws)
{
    const TieGraph& trade = trade_ties(now, setting);
    if (trade.num_countries() == 0) return {};
    const std::uint64_t code = agent_of(setting, violator);
    const auto index = static_cast<std::uint32_t>(code ^ (code >> 32)) + breach;
    const std::vector<double> waits = sim::waiting_times(draws, Purpose::violation_victim, setting.agent, index);
    CountryId first;
    double shortest = std::numeric_limits<double>::infinity();
    const auto consider = [&](int j) {
        const double weight = trade.weight(j, violator.index) * now.coercion.trade.factor(j, violator.index);
        if (j == violator.index || !(waits[static_cast<std::size_t>(j)] / weight < shortest)) return;
        shortest = waits[static_cast<std::size_t>(j)] / weight;
        first = {j};
    };
    if (setting.neighbours.num_countries() > 0)
        for (const int j : setting.neighbours.partners(violator.index)) consider(j);
    if (!first.exists())
        for (int j = 0; j < setting.num_countries(); ++j) consider(j);
    return first;
}

/// k_rep sum over a country's breaches of sev vis (1 + h_H hyp), [country].
ArrayXd blame(const World& now, const ViolationParams& params)
{
    ArrayXd sum = ArrayXd::Zero(now.reputation.level.size());
    const double seen = params.loss * visibility(now, params);
    for (const Violation& each : now.reputation.violations)
        sum(each.country.index) += seen * each.severity * (1 + (each.hypocritical ? params.hypocrisy : 0));
    return sum;
}

/// The member of a leader with most presence, who speaks where nobody is named.
CountryId speaker(const World& now, LeaderId leader)
{
    const auto& members = now.coalitions.members(leader);
    sim::expects(!members.empty(), "whoever criticises or presses has members");
    const auto less = [&](CountryId a, CountryId b) { return now.presence.overall(a.index) < now.presence.overall(b.index); };
    return *std::max_element(members.begin(), members.end(), less);
}

/// The member of a leader on which a country depends most.
CountryId closest_member(const World& now, const Setting& setting, LeaderId leader, CountryId country)
{
    const auto& members = now.coalitions.members(leader);
    sim::expects(!members.empty(), "whoever criticises or presses has members");
    const TieGraph& trade = trade_ties(now, setting);
    const auto looser = [&](CountryId a, CountryId b) {
        return trade.weight(country.index, a.index) < trade.weight(country.index, b.index);
    };
    return *std::max_element(members.begin(), members.end(), looser);
}

}  // namespace

ReputationState first_reputation(ArrayXd level)
{
    ReputationState first;
    first.unpredictability.setZero(level.size());
    first.level = std::move(level);
    return first;
}

Violation judged(const World& now, Violation breach)
{
    if (!breach.norm.exists()) return breach;
    if (breach.reading == 0) breach.reading = now.status_quo(breach.norm.index) < 0 ? -1 : 1;
    breach.hypocritical = now.adopted(breach.country.index, breach.norm.index) == breach.reading;
    return breach;
}

std::vector<Violation> breach_norms(const World& now, const Setting& setting, const ViolationParams& params, const sim::Draws& draws)
{
    std::vector<Violation> breaches = now.reputation.violations;
    const std::vector<NormId> norms = breakable_norms(setting);
    if (now.round <= setting.uprisings_recorded_until || norms.empty() || !(params.rate > 0)) return breaches;
    const std::vector<double> luck = sim::uniforms(draws, Purpose::violation, setting.agent, 0);
    for (int i = 0; i < setting.num_countries(); ++i) {
        const double mean = params.rate * std::sqrt(now.capability(i)) / rounds_a_year;
        const int count = sim::poisson_quantile(mean, luck[static_cast<std::size_t>(i)]);
        for (int k = 0; k < count; ++k) {
            const auto breach = static_cast<std::uint32_t>(k);
            const sim::Block block = draws.block(Purpose::violation, agent_of(setting, {i}), 1 + breach);
            Violation found;
            found.country = {i};
            found.severity = sim::uniform_of(block[0], block[1]);
            const auto which = static_cast<std::size_t>(sim::uniform_of(block[2], block[3]) * static_cast<double>(norms.size()));
            found.norm = norms[std::min(which, norms.size() - 1)];
            found.against = victim_of(now, setting, {i}, breach, draws);
            breaches.push_back(judged(now, found));
        }
    }
    // What follows from breaches, such as drafts on crises, comes in their order, which must not be that of rows.
    const auto code = [&](const Violation& each) { return agent_of(setting, each.country); };
    std::stable_sort(breaches.begin() + std::ssize(now.reputation.violations), breaches.end(),
                     [&](const Violation& a, const Violation& b) { return code(a) < code(b); });
    return breaches;
}

ReputationState renew_reputation(const World& now, const Setting& setting, const Agenda& agenda, const CoercionState& coercion,
                                 const ViolationParams& params, const sim::Draws& draws)
{
    ReputationState next = now.reputation;
    const ArrayXd& level = now.reputation.level;
    next.level += params.recovery * (1 - level) - blame(now, params) * level;
    next.answers = 0;
    for (const Draft& draft : agenda.drafts) {
        if (!draft.leader.exists() || !draft.target.exists()) continue;
        const LeaderId criticised = now.coalitions.leader_of(draft.target);
        if (!criticised.exists() || criticised == draft.leader) continue;
        if (!(draws.uniform(Purpose::answer, agent_of(setting, draft.target), draft.key) < params.answer)) continue;
        const CountryId critic = draft.initiator.exists() ? draft.initiator : speaker(now, draft.leader);
        next.level(critic.index) -= params.loss * params.slight * visibility(now, params);
        ++next.answers;
    }
    for (const Coercion& each : coercion.observed) next.level(closest_member(now, setting, each.leader, each.country).index) -= params.loss * params.slight;
    next.level = next.level.max(0).min(1);

    next.unpredictability *= params.memory;
    for (const Violation& each : now.reputation.violations) next.unpredictability(each.country.index) += (1 - params.memory) * each.severity;
    return next;
}

ArrayXd wariness(const World& now, const Setting& setting, const ViolationParams& params)
{
    ArrayXd added = ArrayXd::Zero(setting.num_countries());
    if (setting.neighbours.num_countries() == 0) return added;
    const ArrayXd& unpredictability = now.reputation.unpredictability;
    for (const int i : setting.neighbours.tied()) {
        if (!(setting.strength(i) < weak_below)) continue;
        for (const int j : setting.neighbours.partners(i)) added(i) += params.wariness * unpredictability(j);
    }
    return added;
}

double visibility(const World& now, const ViolationParams& params) { return now.rules.rights.on ? now.rights.access : params.visibility; }

}  // namespace comity::agents
