#include "agents/rules/contest_seats.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "agents/influence.hpp"
#include "agents/rules/begin_events.hpp"
#include "agents/rules/council_likings.hpp"
#include "agents/rules/seat_contests.hpp"
#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::Index;

constexpr double no_bar = -std::numeric_limits<double>::infinity();
constexpr double own_liking = std::numeric_limits<double>::infinity();

/// What tells the draws of a voter on a candidate apart: the candidate's code mixed with the forum.
std::uint32_t ballot_index(std::uint64_t candidate, int forum)
{
    return static_cast<std::uint32_t>(candidate ^ (candidate >> 32)) + 0x9E3779B9u * static_cast<std::uint32_t>(forum);
}

/// All countries as voters on the candidates of one forum.
class Voters {
public:
    Voters(const World& now, const Setting& setting, const Influence& influence, const ElectionParams& params, const ArrayXd& reputation,
           const sim::Draws& draws, int forum)
        : now_(now),
          setting_(setting),
          influence_(influence),
          params_(params),
          reputation_(reputation),
          draws_(draws),
          forum_(forum),
          position_(now.position.col(main_arena(setting.institutions, {forum}).index)),
          blocks_(draws, Purpose::ballot, setting.agent),
          luck_(static_cast<Index>(sim::padded(setting.agent.size()))),
          unused_(luck_.size())
    {
    }

    /// u_ik, [voter, candidate].
    ArrayXXd liking(const std::vector<int>& slate)
    {
        ArrayXXd u(setting_.num_countries(), std::ssize(slate));
        for (std::size_t c = 0; c < slate.size(); ++c) like(slate[c], u.col(static_cast<Index>(c)));
        return u;
    }

private:
    void like(int k, Eigen::Ref<ArrayXd> u)
    {
        const std::uint64_t code = setting_.agent[static_cast<std::size_t>(k)];
        blocks_.draw(ballot_index(code, forum_), sim::UniformPairs{luck_.data(), unused_.data()});
        luck_ = luck_.max(0x1p-54);
        const auto n = static_cast<std::size_t>(luck_.size());
        sim::kernels().log(n, luck_.data(), luck_.data());
        luck_ = -luck_;
        sim::kernels().log(n, luck_.data(), luck_.data());  // Gumbel = -ln(-ln u)
        const double appeal = params_.appeal_spread * sim::normal_quantile(draws_.uniform(Purpose::appeal, code, static_cast<std::uint32_t>(forum_)));
        u = (params_.reputation_weight * (reputation_(k) - 0.5) + appeal) - params_.distance_weight * (position_ - position_(k)).abs() - luck_.head(u.size());
        if (params_.closeness_weight > 0) {
            influence_.closeness_to(k, closeness_);
            u += params_.closeness_weight * closeness_;
        }
        if (params_.leverage_weight > 0) add_leverage(k, u);
        u(k) = own_liking;
    }

    void add_leverage(int k, Eigen::Ref<ArrayXd> u) const
    {
        if (const auto led = std::find(now_.led.begin(), now_.led.end(), k); led != now_.led.end()) {
            u += params_.leverage_weight * now_.leverage.col(led - now_.led.begin());
            return;
        }
        const auto over = setting_.leverage.partners(k);
        const auto weights = setting_.leverage.weights(k);
        for (std::size_t at = 0; at < over.size(); ++at) u(over[at]) += params_.leverage_weight * weights[at];
    }

    const World& now_;
    const Setting& setting_;
    const Influence& influence_;
    const ElectionParams& params_;
    const ArrayXd& reputation_;
    const sim::Draws& draws_;
    int forum_;
    ArrayXd position_;
    sim::BlockBatch blocks_;
    ArrayXd luck_, unused_;  // [padded]
    ArrayXd closeness_;
};

/// Who of a contest a `slate` event of the past year names, in the order in which they began.
std::vector<int> named(const World& now, const Setting& setting, int forum, const Contest& contest)
{
    std::vector<int> rows;
    for (const std::size_t k : events_begun(now, setting)) {
        const Event& event = setting.events[k];
        if (event.kind != EventKind::slate || event.forum.index != forum || beginning(now, setting, k) <= now.round - 4) continue;
        for (const CountryId i : event.countries) {
            const bool may = std::any_of(contest.candidates.begin(), contest.candidates.end(), [&](const Candidate& each) { return each.country == i.index; });
            if (may && std::find(rows.begin(), rows.end(), i.index) == rows.end()) rows.push_back(i.index);
        }
    }
    return rows;
}

/// The candidates for the seats of a region, in the order of their codes.
std::vector<int> slate_of(const World& now, const Setting& setting, const ElectionParams& params, const sim::Draws& draws, int forum,
                          const std::string& region, Contest& contest)
{
    std::vector<int> slate = named(now, setting, forum, contest);
    int size = contest.vacancies;
    if (slate.empty()) {
        const bool clean = draws.uniform(Purpose::slate, sim::agent_code(region), static_cast<std::uint32_t>(forum)) < params.clean_chance;
        if (!clean) ++size;
    }
    const auto chosen = std::ssize(slate);
    for (const Candidate& each : first_drawn(contest, setting, size)) {
        if (std::ssize(slate) >= size) break;
        if (std::find(slate.begin(), slate.begin() + chosen, each.country) == slate.begin() + chosen) slate.push_back(each.country);
    }
    std::sort(slate.begin(), slate.end(), [&](int a, int b) { return setting.agent[static_cast<std::size_t>(a)] < setting.agent[static_cast<std::size_t>(b)]; });
    return slate;
}

/// Ticks of the columns that stand: each voter ticks the `seats` that it likes most, as far as they are above the bar. Who is named
/// earlier comes first where two are liked alike.
std::vector<int> ticks(const ArrayXXd& liking, const std::vector<int>& standing, int seats, double bar)
{
    const Index n = liking.rows(), c = std::ssize(standing);
    std::vector<int> counts;
    if (c <= seats) {
        for (const int k : standing) counts.push_back(static_cast<int>((liking.col(k) > bar).count()));
        return counts;
    }
    Eigen::ArrayXXi better = Eigen::ArrayXXi::Zero(n, c);  // names that the voter likes more
    for (Index b = 1; b < c; ++b)
        for (Index a = 0; a < b; ++a) {
            const double* __restrict first = liking.col(standing[static_cast<std::size_t>(a)]).data();
            const double* __restrict second = liking.col(standing[static_cast<std::size_t>(b)]).data();
            int* __restrict over_first = better.col(a).data();
            int* __restrict over_second = better.col(b).data();
            for (Index i = 0; i < n; ++i) {
                const int wins = first[i] >= second[i] ? 1 : 0;
                over_second[i] += wins;
                over_first[i] += 1 - wins;
            }
        }
    for (Index k = 0; k < c; ++k)
        counts.push_back(static_cast<int>((better.col(k) < seats && liking.col(standing[static_cast<std::size_t>(k)]) > bar).count()));
    return counts;
}

/// Who of a slate is elected, as `elected` has it. No votes are needed where all are and their order does not matter.
std::vector<int> winners(Voters& voters, const std::vector<int>& slate, int seats, double bar, bool in_order)
{
    if (in_order || std::ssize(slate) > seats) return elected(voters.liking(slate), seats, bar);
    std::vector<int> all(slate.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

}  // namespace

bool votes_on_seats(const Forum& forum) { return forum.contested && elects(forum); }

ArenaId main_arena(const Institutions& institutions, ForumId of)
{
    const Forum& forum = institutions.forums[static_cast<std::size_t>(of.index)];
    const auto less = [](const ArenaShare& a, const ArenaShare& b) { return a.share < b.share; };
    if (!forum.business.empty()) return std::max_element(forum.business.begin(), forum.business.end(), less)->arena;
    return forum.norms.empty() ? ArenaId{0} : institutions.norms[static_cast<std::size_t>(forum.norms.front().index)].arena;
}

ArrayXXd likings(const World& now, const Setting& setting, const Influence& influence, const ElectionParams& params, const ArrayXd& reputation,
                 const sim::Draws& draws, ForumId forum, const std::vector<int>& slate)
{
    return Voters(now, setting, influence, params, reputation, draws, forum.index).liking(slate);
}

std::vector<int> first_ballot(const ArrayXXd& liking, int seats, double bar)
{
    std::vector<int> all(static_cast<std::size_t>(liking.cols()));
    std::iota(all.begin(), all.end(), 0);
    return ticks(liking, all, seats, bar);
}

std::vector<int> elected(const ArrayXXd& liking, int seats, double bar)
{
    std::vector<int> winners, standing(static_cast<std::size_t>(liking.cols()));
    std::iota(standing.begin(), standing.end(), 0);
    const auto voters = liking.rows();
    for (int ballot = 1, left = seats; left > 0 && !standing.empty(); ++ballot) {
        const std::vector<int> counts = ticks(liking, standing, left, ballot == 1 ? bar : no_bar);
        std::vector<std::size_t> order(standing.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });  // ties by code
        std::size_t won = 0;
        while (won < order.size() && std::ssize(winners) < seats && 2 * counts[order[won]] > voters) winners.push_back(standing[order[won++]]);
        if (won == 0 && ballot > 1) winners.push_back(standing[order[won++]]);  // all have exactly half
        left = seats - static_cast<int>(winners.size());
        std::vector<int> rest;
        for (std::size_t at = won; at < order.size() && std::ssize(rest) < 2 * left; ++at) rest.push_back(standing[order[at]]);
        std::sort(rest.begin(), rest.end());
        standing = std::move(rest);
    }
    return winners;
}

CouncilElections contest_seats(const World& now, const Setting& setting, const Influence& influence, const ElectionParams& params,
                               const ArrayXd& reputation, const sim::Draws& draws)
{
    CouncilElections made;
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        if (!votes_on_seats(forum) || !elects_now(now, setting, forum)) continue;
        const Election election = election_now(now, setting, f);
        Contests contests = open_contests(now, setting, election, draws);
        if (contests.of.empty()) continue;
        Voters voters(now, setting, influence, params, reputation, draws, f);
        int filled = 0;
        for (std::size_t q = 0; q < contests.of.size(); ++q) {
            Contest& contest = contests.of[q];
            if (contest.vacancies <= 0 || contest.candidates.empty()) continue;
            const std::vector<int> slate = slate_of(now, setting, params, draws, f, forum.seats[q].region, contest);
            ++made.slates.slates;
            if (std::ssize(slate) > contest.vacancies) ++made.slates.contested;
            for (const int winner : winners(voters, slate, contest.vacancies, params.bar, contests.new_body))
                seat_winner(setting, election, contests.new_body, slate[static_cast<std::size_t>(winner)], filled, made.terms);
        }
    }
    return made;
}

TieGraph leverage_ties(const TieGraph& trade)
{
    std::vector<Tie> ties;
    for (int i = 0; i < trade.num_countries(); ++i) {
        const auto partners = trade.partners(i);
        const auto weights = trade.weights(i);
        for (std::size_t at = 0; at < partners.size(); ++at)
            if (const double over = weights[at] * (1 - trade.weight(partners[at], i)); over > 0) ties.push_back({partners[at], i, over});
    }
    return {trade.num_countries(), std::move(ties)};
}

}  // namespace comity::agents
