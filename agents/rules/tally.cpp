#include "agents/rules/tally.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/rules/vote_kernel.hpp"
#include "agents/world.hpp"
#include "sim/draws.hpp"

namespace comity::agents {
namespace {

using Column = const std::int8_t*;  // votes on one draft, [country]

const Forum& forum_of(const Setting& setting, const Draft& draft)
{
    return setting.institutions.forums[static_cast<std::size_t>(draft.forum.index)];
}

Column column(const Ballots& ballots, std::size_t draft) { return ballots.votes.col(static_cast<Eigen::Index>(draft)).data(); }

/// Rows of a forum's veto holders that vote there.
std::vector<int> veto_holders(const World& now, const Setting& setting, ForumId forum)
{
    const std::vector<std::string>& codes = setting.institutions.forums[static_cast<std::size_t>(forum.index)].veto;
    std::vector<int> rows;
    rows.reserve(codes.size());
    for (const std::string& code : codes) {
        const std::uint64_t agent = sim::agent_code(code);
        for (const int i : now.roster[static_cast<std::size_t>(forum.index)])
            if (setting.agent[static_cast<std::size_t>(i)] == agent) rows.push_back(i);
    }
    return rows;
}

bool has_majority(const Counts& counts, const Draft& draft)
{
    if (draft.important) return counts.yes > 0 && 3 * counts.yes >= 2 * (counts.yes + counts.no);
    return counts.yes > counts.no;
}

Outcome decide(const Counts& counts, const Draft& draft, const Forum& forum, bool veto, std::size_t num_members)
{
    Outcome outcome{counts.yes, counts.no, counts.abstain, counts.absent};
    outcome.unanimous = (counts.yes > 0) + (counts.no > 0) + (counts.abstain > 0) <= 1;
    switch (forum.rule) {
        case DecisionRule::majority: outcome.adopted = has_majority(counts, draft); break;
        case DecisionRule::council:
            outcome.adopted = counts.yes >= forum.quota && !veto;
            outcome.vetoed = counts.yes >= forum.quota && veto;
            break;
        case DecisionRule::consensus: outcome.adopted = counts.no == 0; break;
        case DecisionRule::consensus_then_majority: outcome.adopted = counts.no == 0 || has_majority(counts, draft); break;
        case DecisionRule::majority_signature:
            outcome.adopted = has_majority(counts, draft);
            outcome.signed_share = num_members > 0 ? counts.yes / static_cast<double>(num_members) : 0;
            break;
    }
    return outcome;
}

/// Whose votes a camp's cohesion compares.
struct Pair {
    std::span<const CountryId> first, second;
};

std::optional<Pair> pair_of(const World& now, const Setting& setting, Camp camp)
{
    std::span<const CountryId> members;  // of the camp's first leader that has some
    for (int g = 0; g < setting.num_leaders(); ++g) {
        const std::span<const CountryId> here = now.coalitions.members({g});
        if (setting.leaders[static_cast<std::size_t>(g)].camp != camp || here.empty()) continue;
        if (!members.empty()) return Pair{members, here};
        members = here;
    }
    if (members.size() < 2) return std::nullopt;
    return Pair{members.subspan(0, 1), members.subspan(1, 1)};
}

/// The most frequent vote of some countries, none where nobody voted.
std::optional<int> joint_vote(Column votes, std::span<const CountryId> countries)
{
    static constexpr std::uint64_t field[5]{1, std::uint64_t{1} << 21, std::uint64_t{1} << 42, 0, 0};  // no, abstain, yes, absent, none
    constexpr std::uint64_t mask = (std::uint64_t{1} << 21) - 1;
    std::uint64_t counts = 0;  // three in one word
    for (const CountryId i : countries) counts += field[std::ptrdiff_t{votes[i.index]} + 1];
    const std::uint64_t no = counts & mask, abstain = counts >> 21 & mask, yes = counts >> 42;
    if (counts == 0) return std::nullopt;
    return static_cast<int>(yes > std::max(no, abstain)) - static_cast<int>(no > std::max(yes, abstain));  // no branch: nobody could predict it
}

double renewed(double cohesion, const std::optional<Pair>& pair, const Ballots& ballots, const Outcomes& outcomes)
{
    if (!pair) return cohesion;
    double sum = 0;
    int count = 0;
    for (std::size_t v = 0; v < outcomes.of.size(); ++v) {
        if (outcomes.of[v].unanimous) continue;
        const auto first = joint_vote(column(ballots, v), pair->first);
        const auto second = joint_vote(column(ballots, v), pair->second);
        if (!first || !second) continue;
        sum += 1 - std::abs(*first - *second) / 2.0;
        ++count;
    }
    return count > 0 ? 0.9 * cohesion + 0.1 * sum / count : cohesion;
}

}  // namespace

Outcomes tally(const World& now, const Setting& setting, const Agenda& agenda, const Ballots& ballots)
{
    Outcomes outcomes;
    outcomes.of.reserve(agenda.drafts.size());
    ForumId forum;
    std::vector<int> vetoes;
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const Draft& draft = agenda.drafts[v];
        if (draft.forum != forum) {
            forum = draft.forum;
            vetoes = veto_holders(now, setting, forum);
        }
        const Column votes = column(ballots, v);
        const Counts counts = vote_kernel().count(static_cast<std::size_t>(ballots.votes.rows()), votes);
        const bool veto = std::any_of(vetoes.begin(), vetoes.end(), [&](int i) { return votes[i] == -1; });
        outcomes.of.push_back(
            decide(counts, draft, forum_of(setting, draft), veto, now.roster[static_cast<std::size_t>(forum.index)].size()));
    }
    return outcomes;
}

Eigen::ArrayXd move_status_quo(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes)
{
    Eigen::ArrayXd weight = Eigen::ArrayXd::Zero(setting.num_norms());
    Eigen::ArrayXd push = Eigen::ArrayXd::Zero(setting.num_norms());
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const Draft& draft = agenda.drafts[v];
        const Forum& forum = forum_of(setting, draft);
        const bool binds = draft.kind == DraftKind::leader || draft.kind == DraftKind::club;
        if (!outcomes.of[v].adopted || !binds || !draft.norm.exists() || forum.incubator) continue;
        const double w = forum.authority * now.capacity(draft.forum.index) * outcomes.of[v].signed_share;
        weight(draft.norm.index) += w;
        push(draft.norm.index) += w * (draft.proposal - now.status_quo(draft.norm.index));
    }
    Eigen::ArrayXd moved = now.status_quo;
    for (int m = 0; m < setting.num_norms(); ++m)
        if (weight(m) > 0) moved(m) += std::min(1.0, weight(m)) / weight(m) * push(m);
    return moved;
}

Eigen::ArrayXXd remember_success(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes)
{
    constexpr double kept = 0.9;
    Eigen::ArrayXXd wins = Eigen::ArrayXXd::Zero(setting.num_leaders(), setting.num_arenas());
    Eigen::ArrayXXd drafts = wins;
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        if (outcomes.of[v].unanimous) continue;
        const Draft& draft = agenda.drafts[v];
        for (int g = 0; g < setting.num_leaders(); ++g) {
            const int line = draft.line[static_cast<std::size_t>(g)];
            if (line == 0) continue;
            drafts(g, draft.arena.index) += 1;
            if (outcomes.of[v].adopted == (line > 0)) wins(g, draft.arena.index) += 1;
        }
    }
    Eigen::ArrayXXd memory = now.success;
    for (int g = 0; g < setting.num_leaders(); ++g)
        for (int a = 0; a < setting.num_arenas(); ++a) {
            if (drafts(g, a) == 0) continue;
            double old = 1;
            for (double n = drafts(g, a); n > 0; --n) old *= kept;
            memory(g, a) = old * memory(g, a) + (1 - old) * wins(g, a) / drafts(g, a);
        }
    return memory;
}

Cohesion renew_cohesion(const World& now, const Setting& setting, const Ballots& ballots, const Outcomes& outcomes)
{
    return {renewed(now.cohesion_challengers, pair_of(now, setting, Camp::challengers), ballots, outcomes),
            renewed(now.cohesion_incumbents, pair_of(now, setting, Camp::incumbents), ballots, outcomes)};
}

}  // namespace comity::agents
