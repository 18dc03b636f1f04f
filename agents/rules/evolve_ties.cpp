#include "agents/rules/evolve_ties.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "agents/measures/packed_votes.hpp"
#include "agents/world.hpp"
#include "sim/elementary.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;

constexpr std::size_t num_powers = 10;

/// Mean of the agreements of pairs that had a vote in common; 0 without any.
double mean_agreement(std::span<const float> agreements)
{
    constexpr std::size_t side_by_side = 4;  // sums, which are exact in any order: agreements are multiples of 2^-24
    std::array<double, side_by_side> sum{};
    int common = 0;
    const auto add = [&](double& part, float agreement) {
        part += agreement >= 0 ? static_cast<double>(agreement) : 0;
        common += agreement >= 0 ? 1 : 0;
    };
    std::size_t k = 0;
    for (; k + side_by_side <= agreements.size(); k += side_by_side)
        for (std::size_t s = 0; s < side_by_side; ++s) add(sum[s], agreements[k + s]);
    for (; k < agreements.size(); ++k) add(sum[0], agreements[k]);
    return common > 0 ? (sum[0] + sum[1] + sum[2] + sum[3]) / common : 0;
}

/// g gr_j, [country].
ArrayXd growth_effects(const World& now, const TieParams& params)
{
    const ArrayXd &before = now.ties.capability_before, &after = now.capability;
    ArrayXd growth = ArrayXd::Zero(after.size());
    for (Eigen::Index j = 0; j < growth.size(); ++j)
        if (after(j) > 0 && before(j) > 0) growth(j) = params.growth_effect * sim::log(after(j) / before(j));
    return growth;
}

/// Calls `visit(j)` for each country with a sanction between it and i, once or more often.
void each_parted(const World& now, int i, auto&& visit)
{
    for (const Sanction& each : now.sanctions) {
        if (now.coalitions.leader_of({i}) == each.sender) visit(each.target.index);
        if (each.target.index != i) continue;
        for (const CountryId member : now.coalitions.members(each.sender)) visit(member.index);
    }
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
    const PackedVotes votes(now.ties.votes);
    const ArrayXd growth = growth_effects(now, params);
    std::vector<double> evolved(sim::padded(trade.num_ties()));  // first the exponents, then their factors, then weights
    double* exponent = evolved.data();
    std::vector<float> agreements;
    ArrayXd apart_from_votes = growth;  // g gr_j, less nu_s where a sanction stands between i and j
    for (int i = 0; i < trade.num_countries(); ++i) {
        const auto partners = trade.partners(i);
        agreements.resize(partners.size());
        votes.agreement(i, partners, agreements.data());  // S_ij of the year, below 0 where the two had no vote in common
        const double mean = mean_agreement(agreements);
        each_parted(now, i, [&](int j) { apart_from_votes(j) = growth(j) - params.sanction_effect; });
        for (std::size_t k = 0; k < partners.size(); ++k)
            exponent[k] = apart_from_votes(partners[k]) + params.agreement_effect * (agreements[k] >= 0 ? static_cast<double>(agreements[k]) : mean);
        each_parted(now, i, [&](int j) { apart_from_votes(j) = growth(j); });
        exponent += partners.size();
    }
    sim::kernels().exp(evolved.size(), evolved.data(), evolved.data());
    double* row = evolved.data();
    for (int i = 0; i < trade.num_countries(); ++i) {
        const auto weights = trade.weights(i);
        double before = 0, after = 0;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            row[k] *= weights[k];
            before += weights[k];
            after += row[k];
        }
        const double scale = after > 0 ? before / after : 1;
        for (std::size_t k = 0; k < weights.size(); ++k) row[k] *= scale;
        row += weights.size();
    }
    evolved.resize(trade.num_ties());
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
