#include "agents/rules/weigh_exit.hpp"

#include <algorithm>
#include <limits>

#include "agents/draft.hpp"
#include "agents/rules/open_tracks.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;

constexpr double gone = -std::numeric_limits<double>::infinity();  // a target that no shock lifts

LossCounts no_votes(Eigen::Index countries, Eigen::Index forums)
{
    LossCounts none;
    none.voted.setZero(countries, forums);
    none.lost.setZero(countries, forums);
    return none;
}

using Counts = Eigen::Array<std::uint16_t, Eigen::Dynamic, 1>;
using CountTable = decltype(LossCounts::voted);

/// Puts into `sum` what LossCounts of the last rounds have of a forum together, [country].
void add_up(const Memberships& memberships, CountTable LossCounts::*table, int f, Counts& sum)
{
    const auto of = [&](std::size_t round) { return (memberships.votes[round].*table).col(f); };
    static_assert(rounds_of_losses == 8);
    sum = ((of(0) + of(1)) + (of(2) + of(3))) + ((of(4) + of(5)) + (of(6) + of(7)));
}

/// Lowers targets in a forum by chi_e max(0, loss_if - .5).
///
/// `voted`, `lost`: room for counts, [country]
void mind_losses(const Memberships& memberships, double response, int f, Counts& voted, Counts& lost, Eigen::Ref<ArrayXd> target)
{
    add_up(memberships, &LossCounts::voted, f, voted);
    add_up(memberships, &LossCounts::lost, f, lost);
    for (Eigen::Index i = 0; i < target.size(); ++i)
        if (lost(i) > tolerated_loss * voted(i)) target(i) -= response * (static_cast<double>(lost(i)) / voted(i) - tolerated_loss);
}

/// Lowers targets in a forum by c_ex x the share of bloc-mates that are out of it.
void follow_partners(const Memberships& memberships, const Coalitions& coalitions, double contagion, int f, Eigen::Ref<ArrayXd> target)
{
    for (int g = 0; g < coalitions.num_leaders(); ++g) {
        const std::vector<CountryId>& bloc = coalitions.members({g});
        const auto out = std::count_if(bloc.begin(), bloc.end(), [&](CountryId i) { return memberships.left(i.index, f); });
        if (out == 0 || bloc.size() < 2) continue;
        const auto others = static_cast<double>(bloc.size() - 1);
        for (const CountryId i : bloc) target(i.index) -= contagion * static_cast<double>(out) / others;  // the target of those who are out does not matter
    }
}

}  // namespace

Memberships first_memberships(const World& start)
{
    Memberships made;
    made.left.setConstant(start.engagement.rows(), start.engagement.cols(), false);
    made.target = start.engagement_target;
    made.votes.fill(no_votes(start.engagement.rows(), start.engagement.cols()));
    return made;
}

Departures weigh_exit(const World& now, const Setting& setting, const ExitParams& params, double inertia)
{
    const Memberships& before = now.memberships;
    Departures next{before.left, now.engagement_target, now.engagement, before.num_moves};
    const bool weighs = params.loss_response > 0 || params.contagion > 0;
    ArrayXd aim, coming;
    Counts voted, lost;
    for (int f = 0; f < setting.num_forums(); ++f) {
        if (!exists(now, setting, f, now.round)) continue;  // there is nothing to leave yet
        auto target = next.target.col(f);
        auto engagement = next.engagement.col(f);
        auto left = next.left.col(f);
        if (params.loss_response > 0) mind_losses(before, params.loss_response, f, voted, lost, target);
        if (params.contagion > 0) follow_partners(before, now.coalitions, params.contagion, f, target);
        target = target.max(0).min(1);
        aim = (target + now.shock.engagement).max(0).min(1);
        coming = engagement + inertia * (aim - engagement);
        if (weighs && aim.max(coming).minCoeff() < exit_level) {
            const Eigen::Array<bool, Eigen::Dynamic, 1> leaves = aim < exit_level && coming < exit_level && !left;
            next.num_moves += static_cast<int>(leaves.count());
            left = left || leaves;
        }
        if (!left.any()) continue;
        engagement = left.select(0.0, engagement);
        target = left.select(gone, target);
    }
    return next;
}

LossCounts count_losses(const Setting& setting, const Agenda& agenda, const Ballots& ballots, const Outcomes& outcomes)
{
    constexpr auto yes = static_cast<std::int8_t>(Vote::yes), no = static_cast<std::int8_t>(Vote::no);
    const Eigen::Index n = setting.num_countries();
    LossCounts counts = no_votes(n, setting.num_forums());
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        if (outcomes.of[v].unanimous) continue;
        const Eigen::Index f = agenda.drafts[v].forum.index;
        const std::int8_t* __restrict vote = ballots.votes.col(static_cast<Eigen::Index>(v)).data();
        const std::int8_t beaten = outcomes.of[v].adopted ? no : yes;
        std::uint16_t* __restrict voted = counts.voted.col(f).data();
        std::uint16_t* __restrict lost = counts.lost.col(f).data();
        for (Eigen::Index i = 0; i < n; ++i) {
            voted[i] = static_cast<std::uint16_t>(voted[i] + (vote[i] <= yes ? 1 : 0));
            lost[i] = static_cast<std::uint16_t>(lost[i] + (vote[i] == beaten ? 1 : 0));
        }
    }
    return counts;
}

void rejoin(Memberships& memberships, int country, int forum)
{
    if (!memberships.has_left(country, forum)) return;
    memberships.left(country, forum) = false;
    ++memberships.num_moves;
    for (LossCounts& round : memberships.votes) round.voted(country, forum) = round.lost(country, forum) = 0;
}

}  // namespace comity::agents
