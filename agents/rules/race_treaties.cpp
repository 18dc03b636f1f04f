#include "agents/rules/race_treaties.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "agents/country_kernel.hpp"
#include "agents/draft.hpp"
#include "agents/influence.hpp"
#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

constexpr double slack = 1e-6;  // above the rounding of a hazard's terms

double chance_of(double log_hazard) { return 1 - sim::exp(-sim::exp(log_hazard)); }

/// Whether the treaty opens by its date in a round, or has done so before.
bool is_due(const TreatyOpening& opens, const Setting& setting, int round)
{
    if (opens.by_event()) return false;
    const int year = setting.year(round);
    return year > opens.year || (year == opens.year && setting.quarter(round) >= opens.quarter);
}

/// Whether an adopted draft sets what a treaty says: one of its forum on its sub-norm that leads from the status quo towards the treaty.
bool sets_text(const Draft& draft, const Treaty& treaty, const Setting& setting)
{
    if (!treaty.norm.exists() || draft.norm != treaty.norm) return false;
    if (treaty.forum.exists() ? draft.forum != treaty.forum : setting.institutions.forums[static_cast<std::size_t>(draft.forum.index)].incubator)
        return false;
    return (draft.proposal - draft.status_quo) * (treaty.location - draft.status_quo) > 0;
}

TreatyStanding renew(const TreatyStanding& before, const Treaty& treaty, const World& now, const Setting& setting, const Agenda& agenda,
                     const Outcomes& outcomes)
{
    TreatyStanding next = before;
    next.open = before.open || is_due(treaty.opens, setting, now.round);
    if (next.open) return next;
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v)
        if (outcomes.of[v].adopted && sets_text(agenda.drafts[v], treaty, setting)) next.location = agenda.drafts[v].proposal;
    return next;
}

/// Whether a country is of one of these regional groups; all are where none is named.
bool drafted(const Treaty& treaty, const Setting& setting, int i)
{
    return treaty.drafters.empty() || std::find(treaty.drafters.begin(), treaty.drafters.end(), setting.region_name({i})) != treaty.drafters.end();
}

/// The leaders of one camp and their leverage over countries (rule 4.6).
class Coalition {
public:
    Coalition(const World& now, const Setting& setting, const Treaty& treaty, double location) : now_(now), setting_(setting), forum_(treaty.forum)
    {
        int nearest = -1;
        double least = 0;
        for (int g = 0; g < setting.num_leaders(); ++g) {
            if (now.coalitions.members({g}).empty()) continue;
            const double distance = std::abs(now.leader_position(g, treaty.arena.index) - location);
            if (nearest >= 0 && !(distance < least)) continue;
            nearest = g;
            least = distance;
        }
        exists_ = nearest >= 0;
        if (exists_) camp_ = setting.leaders[static_cast<std::size_t>(nearest)].camp;
    }

    /// No country's leverage is above this, since engagement is at most 1.
    double most_leverage() const
    {
        double most = 0;
        for (int i = 0; i < setting_.num_countries(); ++i) {
            double all = 0;
            each_leader([&](int g) { all += now_.joint_leverage(i, g); });
            most = std::max(most, all);
        }
        return most;
    }

    double leverage(int i) const
    {
        double sum = 0;
        const LeaderId own = now_.coalitions.leader_of({i});
        Eigen::Index column = 0;
        for (int g = 0; g < setting_.num_leaders(); ++g) {
            const bool counts = exists_ && setting_.leaders[static_cast<std::size_t>(g)].camp == camp_ && own.index != g;
            for (const CountryId j : now_.coalitions.members({g})) {
                if (counts) sum += now_.leverage(i, column) * (forum_.exists() ? now_.engagement(j.index, forum_.index) : 1);
                ++column;
            }
        }
        return sum;
    }

private:
    void each_leader(auto&& visit) const
    {
        for (int g = 0; g < setting_.num_leaders(); ++g)
            if (exists_ && setting_.leaders[static_cast<std::size_t>(g)].camp == camp_) visit(g);
    }

    const World& now_;
    const Setting& setting_;
    ForumId forum_;
    bool exists_ = false;
    Camp camp_ = Camp::incumbents;
};

/// Tie-weighted share of parties among the partners of a country.
double share_of_peers(const Influence& influence, const std::int8_t* party, int i)
{
    const auto partners = influence.partners(i);
    return country_kernel().sum_takers(partners.size(), partners.data(), influence.weights(i).data(), party).plus;
}

/// Marks in `joined` who joins an open treaty with these uniforms, one a country.
void join(const World& now, const Setting& setting, const Influence& influence, int t, double location, const TreatyParams& params,
          const double* uniform, std::int8_t* joined)
{
    const Treaty& treaty = setting.institutions.treaties[static_cast<std::size_t>(t)];
    const bool rivalled = treaty.rival.exists();
    const std::int8_t* party = now.race.party.col(t).data();
    const std::int8_t* rival_party = rivalled ? now.race.party.col(treaty.rival.index).data() : nullptr;
    const Coalition nearer(now, setting, treaty, location);
    const auto position = now.position.col(treaty.arena.index);

    // Few draws fall below the greatest chance that any country has, fewer below what the country's own terms allow: the rest need no peers.
    const double greatest = chance_of(params.base + params.peer_weight + params.leverage_weight * nearer.most_leverage() + params.excluded_weight + slack);
    for (int i = 0; i < setting.num_countries(); ++i) {
        if (party[i] != 0 || !(uniform[i] < greatest)) continue;
        const bool excluded = rivalled && !drafted(setting.institutions.treaties[static_cast<std::size_t>(treaty.rival.index)], setting, i);
        const double own = params.base - params.distance_weight * std::abs(position(i) - location) + params.leverage_weight * nearer.leverage(i) +
                           (excluded ? params.excluded_weight : 0) - (rivalled && rival_party[i] != 0 ? params.rival_weight : 0);
        if (!(uniform[i] < chance_of(own + params.peer_weight + slack))) continue;
        if (uniform[i] < chance_of(own + params.peer_weight * share_of_peers(influence, party, i))) joined[i] = 1;
    }
}

bool has_enough(const TreatyRace& race, const Treaty& treaty, Eigen::Index t)
{
    return race.party.col(t).cast<int>().sum() >= treaty.parties_needed;
}

}  // namespace

TreatyRace first_race(const Setting& setting, const std::vector<TreatyParty>& parties)
{
    const auto& treaties = setting.institutions.treaties;
    TreatyRace race;
    race.party.setZero(setting.num_countries(), std::ssize(treaties));
    for (const TreatyParty& each : parties) race.party(each.country.index, each.treaty.index) = 1;
    for (std::size_t t = 0; t < treaties.size(); ++t) {
        const auto column = static_cast<Eigen::Index>(t);
        race.treaties.push_back({(race.party.col(column) != 0).any(), has_enough(race, treaties[t], column), treaties[t].location});
    }
    return race;
}

TreatyRace race_treaties(const World& now, const Setting& setting, const Influence& influence, const Agenda& agenda, const Outcomes& outcomes,
                         const TreatyParams& params, const sim::Draws& draws)
{
    TreatyRace next = now.race;
    const auto& treaties = setting.institutions.treaties;
    const std::size_t height = sim::padded(setting.code.size());
    std::vector<double> first(height), second(height);
    const sim::BlockBatch blocks(draws, Purpose::treaty_signature, setting.agent);
    for (std::size_t k = 0; 2 * k < treaties.size(); ++k) {
        bool drawn = false;
        for (std::size_t t = 2 * k; t < std::min(2 * k + 2, treaties.size()); ++t) {
            const auto column = static_cast<Eigen::Index>(t);
            TreatyStanding& standing = next.treaties[t];
            standing = renew(now.race.treaties[t], treaties[t], now, setting, agenda, outcomes);
            if (!standing.open) continue;
            if (!drawn) blocks.draw(static_cast<std::uint32_t>(k), sim::UniformPairs{first.data(), second.data()});
            drawn = true;
            join(now, setting, influence, static_cast<int>(t), standing.location, params, t % 2 == 0 ? first.data() : second.data(),
                 next.party.col(column).data());
            standing.in_force = standing.in_force || has_enough(next, treaties[t], column);
        }
    }
    return next;
}

}  // namespace comity::agents
