#include "agents/rules/coerce.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "agents/world.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {
namespace {

constexpr double over_below = 0.001;  // a coercion of less force is over

std::uint64_t agent_of(const Setting& setting, CountryId country) { return setting.agent[static_cast<std::size_t>(country.index)]; }

/// D'_ig: share of a country's trade that is with a leader's members.
double dependence(const World& now, const Setting& setting, CountryId country, LeaderId leader)
{
    const TieGraph& trade = trade_ties(now, setting);
    if (trade.num_countries() == 0) return 0;
    const auto partners = trade.partners(country.index);
    const auto weights = trade.weights(country.index);
    double sum = 0;
    now.coercion.trade.each_factor(country.index, partners, [&](std::size_t k, double factor) {
        sum += now.coalitions.leader_of({partners[k]}) == leader ? weights[k] * factor : 0;
    });
    return sum;
}

/// Countries that voted no on a draft of a leader's own, ascending; its members left out.
std::vector<int> opponents(const Coalitions& coalitions, LeaderId leader, const Agenda& agenda, const Ballots& ballots)
{
    Eigen::Array<bool, Eigen::Dynamic, 1> against = Eigen::Array<bool, Eigen::Dynamic, 1>::Constant(ballots.votes.rows(), false);
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        if (agenda.drafts[v].leader != leader) continue;
        against = against || ballots.votes.col(static_cast<Eigen::Index>(v)) == static_cast<std::int8_t>(Vote::no);
    }
    std::vector<int> rows;
    for (int i = 0; i < against.size(); ++i)
        if (against(i) && coalitions.leader_of({i}) != leader) rows.push_back(i);
    return rows;
}

}  // namespace

void press(std::vector<Coercion>& standing, const Coercion& coercion)
{
    std::erase_if(standing, [&](const Coercion& each) { return each.leader == coercion.leader && each.country == coercion.country; });
    standing.push_back(coercion);
}

void impose(std::vector<Sanction>& sanctions, const Sanction& sanction)
{
    for (Sanction& each : sanctions)
        if (each.sender == sanction.sender && each.target == sanction.target) {
            each.until = std::max(each.until, sanction.until);
            return;
        }
    sanctions.push_back(sanction);
}

Lobbying press_voters(const World& now, const Setting& setting, const Agenda& agenda, const CoercionParams& params)
{
    Lobbying lobbying;
    if (now.coercion.standing.empty()) return lobbying;
    std::vector<double> pressure;  // of each that stands
    for (const Coercion& each : now.coercion.standing)
        pressure.push_back(params.penalty * dependence(now, setting, each.country, each.leader) * each.force);
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v)
        for (std::size_t k = 0; k < pressure.size(); ++k) {
            const Coercion& each = now.coercion.standing[k];
            const int line = agenda.drafts[v].line[static_cast<std::size_t>(each.leader.index)];
            if (line != 0 && pressure[k] > 0) lobbying.given.push_back({static_cast<int>(v), each.country, line * pressure[k]});
        }
    return lobbying;
}

CoercionState coerce(const World& now, const Setting& setting, const Agenda& agenda, const Ballots& ballots, const CoercionParams& params,
                     const sim::Draws& draws)
{
    CoercionState next = now.coercion;
    const int leaders = setting.num_leaders();
    next.begun.setZero(leaders);
    next.observed.clear();
    const double seen = now.rules.rights.on ? now.rights.access : params.observed;
    const auto begin = [&](const Coercion& coercion) {
        const auto index = static_cast<std::uint32_t>(coercion.leader.index);
        next.begun(coercion.leader.index) += 1;
        if (draws.uniform(Purpose::observed_coercion, agent_of(setting, coercion.country), index) < seen) next.observed.push_back(coercion);
    };
    for (const Coercion& each : next.standing)
        if (each.begun == now.round) begin(each);  // by an event
    for (Coercion& each : next.standing) each.force *= params.decay;
    std::erase_if(next.standing, [](const Coercion& each) { return each.force < over_below; });

    const double chance = params.rate / 4;
    for (int g = 0; g < leaders && chance > 0; ++g)
        for (const int i : opponents(now.coalitions, {g}, agenda, ballots)) {
            const Coercion coercion{{g}, {i}, now.round, 1};
            const bool by_event = std::any_of(now.coercion.standing.begin(), now.coercion.standing.end(), [&](const Coercion& each) {
                return each.leader == coercion.leader && each.country == coercion.country && each.begun == now.round;
            });
            if (by_event || !(draws.uniform(Purpose::coercion, agent_of(setting, {i}), static_cast<std::uint32_t>(g)) < chance)) continue;
            press(next.standing, coercion);
            begin(coercion);
        }
    return next;
}

std::vector<Sanction> sanction_violators(const World& now, const Setting& setting, std::span<const Violation> violations,
                                         const CoercionParams& params, const sim::Draws& draws)
{
    std::vector<Sanction> next = now.sanctions;
    std::erase_if(next, [&](const Sanction& each) { return each.until <= now.round; });
    const int until = now.round + static_cast<int>(std::lround(params.sanction_rounds));
    for (std::size_t k = 0; k < violations.size(); ++k) {
        const Violation& breach = violations[k];
        if (!breach.norm.exists()) continue;
        const auto before = static_cast<std::uint32_t>(
            std::count_if(violations.begin(), violations.begin() + static_cast<std::ptrdiff_t>(k), [&](const Violation& each) { return each.country == breach.country; }));
        const int arena = setting.institutions.norms[static_cast<std::size_t>(breach.norm.index)].arena.index;
        for (int g = 0; g < setting.num_leaders(); ++g) {
            if (now.coalitions.members({g}).empty() || now.coalitions.leader_of(breach.country) == LeaderId{g}) continue;
            const double apart = std::abs(now.leader_position(g, arena) - now.position(breach.country.index, arena));
            if (!(apart > params.sanction_distance)) continue;
            const std::uint32_t index = max_leaders * before + static_cast<std::uint32_t>(g);
            if (draws.uniform(Purpose::sanction, agent_of(setting, breach.country), index) < params.sanction_chance * breach.severity && until > now.round)
                impose(next, {{g}, breach.country, until});
        }
    }
    return next;
}

}  // namespace comity::agents
