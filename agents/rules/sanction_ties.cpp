#include "agents/rules/sanction_ties.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "agents/rules/coerce.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

/// Sanctions of leaders that the setting knows, as the cuts keep them.
bool binds(const Sanction& sanction) { return sanction.sender.exists() && sanction.target.exists(); }

std::tuple<int, int> ends(const TradeCuts::Dyad& dyad) { return {dyad.from, dyad.to}; }

/// Every dyad with sanctions in between, both ways, with (1 - f_s)^n.
std::vector<TradeCuts::Dyad> sanctioned_dyads(const World& now, double left)
{
    std::vector<TradeCuts::Dyad> dyads;
    for (const Sanction& sanction : now.sanctions) {
        if (!binds(sanction)) continue;
        for (const CountryId member : now.coalitions.members(sanction.sender)) {
            if (member == sanction.target) continue;
            dyads.push_back({member.index, sanction.target.index, left});
            dyads.push_back({sanction.target.index, member.index, left});
        }
    }
    std::sort(dyads.begin(), dyads.end(), [](const auto& a, const auto& b) { return ends(a) < ends(b); });
    std::vector<TradeCuts::Dyad> once;
    for (const TradeCuts::Dyad& each : dyads)
        if (!once.empty() && ends(once.back()) == ends(each))
            once.back().factor *= left;
        else
            once.push_back(each);
    return once;
}

/// 1 + d_s lost_i / rest_i over the dyads of a country.
double gain_of_others(const TieGraph& trade, std::span<const TradeCuts::Dyad> dyads, double diverted)
{
    double lost = 0, sanctioned = 0;
    for (const TradeCuts::Dyad& each : dyads) {
        const double before = trade.weight(each.from, each.to);
        sanctioned += before;
        lost += before * (1 - each.factor);
    }
    const double rest = trade.total(dyads.front().from) - sanctioned;
    constexpr double none = 1e-12;  // what rounding leaves of a row whose partners are all under sanctions
    return rest > none ? 1 + diverted * lost / rest : 1;
}

}  // namespace

const TradeCuts::Row* TradeCuts::row(int country) const
{
    const auto found = std::lower_bound(rows.begin(), rows.end(), country, [](const Row& row, int i) { return row.country < i; });
    return found != rows.end() && found->country == country ? &*found : nullptr;
}

double TradeCuts::factor(int from, int to) const
{
    const Row* of = row(from);
    if (of == nullptr) return 1;
    const auto found = std::lower_bound(dyads.begin(), dyads.end(), Dyad{from, to, 1},
                                        [](const Dyad& a, const Dyad& b) { return ends(a) < ends(b); });
    return found != dyads.end() && ends(*found) == std::tuple(from, to) ? found->factor : of->others;
}

bool follows_sanctions(const TradeCuts& cuts, const World& now, const CoercionParams& params)
{
    if (cuts.moves != now.coalitions.num_moves()) return false;
    auto next = cuts.made_for.begin();
    for (const Sanction& sanction : now.sanctions) {
        if (!binds(sanction)) continue;
        if (next == cuts.made_for.end() || *next != TradeCuts::Measure{sanction.sender.index, sanction.target.index}) return false;
        ++next;
    }
    if (next != cuts.made_for.end()) return false;
    return cuts.made_for.empty() || (cuts.cut == params.trade_cut && cuts.diverted == params.trade_diverted);
}

TradeCuts cut_trade(const World& now, const Setting& setting, const CoercionParams& params)
{
    TradeCuts made;
    for (const Sanction& sanction : now.sanctions)
        if (binds(sanction)) made.made_for.push_back({sanction.sender.index, sanction.target.index});
    made.moves = now.coalitions.num_moves();
    made.cut = params.trade_cut;
    made.diverted = params.trade_diverted;
    if (!(params.trade_cut > 0)) return made;
    made.dyads = sanctioned_dyads(now, 1 - params.trade_cut);
    for (auto first = made.dyads.begin(); first != made.dyads.end();) {
        const auto last = std::find_if(first, made.dyads.end(), [&](const auto& each) { return each.from != first->from; });
        made.rows.push_back({first->from, gain_of_others(trade_ties(now, setting), {first, last}, params.trade_diverted)});
        first = last;
    }
    return made;
}

}  // namespace comity::agents
