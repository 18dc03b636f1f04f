#include "agents/rules/evolve_ties.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include "agents/measures/agreement_graph.hpp"
#include "agents/world.hpp"
#include "sim/elementary.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;

constexpr std::size_t num_powers = 10;

/// S_ij of the year for the partners of a country in trade, their mean where the two had no vote in common; 0 without votes.
void agreement_with(std::span<const std::int32_t> partners, int i, const std::vector<float>& pairs, double* agreement)
{
    if (pairs.empty()) return;
    double sum = 0;
    int common = 0;
    for (std::size_t k = 0; k < partners.size(); ++k) {
        const auto low = static_cast<std::size_t>(std::min(i, partners[k])), high = static_cast<std::size_t>(std::max(i, partners[k]));
        agreement[k] = static_cast<double>(pairs[high * (high - 1) / 2 + low]);
        if (agreement[k] < 0) continue;
        sum += agreement[k];
        ++common;
    }
    for (std::size_t k = 0; k < partners.size(); ++k)
        if (agreement[k] < 0) agreement[k] = common > 0 ? sum / common : 0;
}

/// 1 for each country with a sanction between it and i, [country].
ArrayXd parted(const World& now, const Setting& setting, int i)
{
    ArrayXd found = ArrayXd::Zero(setting.num_countries());
    for (const Sanction& each : now.sanctions) {
        if (now.coalitions.leader_of({i}) == each.sender) found(each.target.index) = 1;
        if (each.target.index != i) continue;
        for (const CountryId member : now.coalitions.members(each.sender)) found(member.index) = 1;
    }
    return found;
}

bool tracked(const std::vector<Partnership>& partnerships, int i, int j)
{
    return std::any_of(partnerships.begin(), partnerships.end(), [&](const Partnership& pair) {
        return (pair.first.index == i && pair.second.index == j) || (pair.first.index == j && pair.second.index == i);
    });
}

}  // namespace

const TieGraph& trade_ties(const World& now, const Setting& setting) { return now.ties.trade ? *now.ties.trade : setting.trade; }

std::vector<int> powers(const Setting& setting)
{
    std::vector<int> rows;
    for (int i = 0; i < setting.num_countries(); ++i) rows.push_back(i);
    const auto stronger = [&](int i, int j) {
        const auto place = [&](int k) { return std::pair(-setting.strength(k), setting.agent[static_cast<std::size_t>(k)]); };
        return place(i) < place(j);
    };
    const std::size_t many = std::min(num_powers, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(many), rows.end(), stronger);
    rows.resize(many);
    return rows;
}

TieGraph evolved_trade(const World& now, const Setting& setting, const TieParams& params)
{
    const TieGraph& trade = trade_ties(now, setting);
    AgreementGraphBuilder votes;
    if (now.ties.votes.num_drafts() > 0) votes.compare(now.ties.votes);
    const Eigen::Index n = setting.num_countries();
    ArrayXd growth = ArrayXd::Zero(n);
    for (Eigen::Index j = 0; j < n; ++j)
        if (now.capability(j) > 0 && now.ties.capability_before(j) > 0)
            growth(j) = params.growth_effect * sim::log(now.capability(j) / now.ties.capability_before(j));
    std::vector<double> factor(sim::padded(trade.num_ties()));
    std::size_t at = 0;
    for (int i = 0; i < trade.num_countries(); ++i) {
        const auto partners = trade.partners(i);
        agreement_with(partners, i, votes.pairs(), factor.data() + at);
        const ArrayXd change = growth - params.sanction_effect * parted(now, setting, i);
        for (const int j : partners) {
            factor[at] = change(j) + params.agreement_effect * factor[at];
            ++at;
        }
    }
    sim::kernels().exp(factor.size(), factor.data(), factor.data());
    std::vector<double> evolved(trade.num_ties());
    at = 0;
    for (int i = 0; i < trade.num_countries(); ++i) {
        const std::size_t first = at;
        double after = 0;
        for (const double weight : trade.weights(i)) {
            evolved[at] = weight * factor[at];
            after += evolved[at++];
        }
        const double before = trade.total(i);
        for (std::size_t k = first; k < at && after > 0; ++k) evolved[k] *= before / after;
    }
    return trade.with_weights(std::move(evolved));
}

std::vector<Partnership> new_partnerships(const World& now, const Setting& setting, const TieParams& params, const sim::Draws& draws)
{
    std::vector<Partnership> begun;
    const std::vector<int> able = powers(setting);
    const ArrayXd threat = felt_threat(now);
    const auto leader = [&](int i) { return now.coalitions.leader_of({i}); };
    for (std::size_t a = 0; a < able.size(); ++a)
        for (std::size_t b = a + 1; b < able.size(); ++b) {
            const int i = able[a], j = able[b];
            if (tracked(now.partnerships, i, j) || (leader(i).exists() && leader(i) == leader(j))) continue;
            const auto [low, high] = std::minmax(setting.agent[static_cast<std::size_t>(i)], setting.agent[static_cast<std::size_t>(j)]);
            const double u = draws.uniform(Purpose::new_partnership, low, static_cast<std::uint32_t>(high ^ (high >> 32)));
            if (!(u < params.partnership_rate * std::sqrt(threat(i) * threat(j)))) continue;
            Partnership pair;
            pair.first = {i};
            pair.second = {j};
            pair.strength = params.partnership_start;
            begun.push_back(pair);
        }
    return begun;
}

}  // namespace comity::agents
