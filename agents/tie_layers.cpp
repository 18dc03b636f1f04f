#include "agents/tie_layers.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "agents/country_kernel.hpp"

namespace comity::agents {
namespace {

using Dyad = std::pair<std::int32_t, std::int32_t>;

/// Countries that belong to a club at some time: its group, its seats, and those whose accession is listed.
std::vector<int> ever_in_club(const Setting& setting, const std::string& club)
{
    std::vector<int> members;
    const auto add = [&](CountryId i) { members.push_back(i.index); };
    if (const Group* group = setting.group(club)) std::for_each(group->members.begin(), group->members.end(), add);
    if (const ForumId forum = setting.institutions.forum(club); forum.exists())
        for (const SeatTerm& term : setting.recorded_seats)
            if (term.forum == forum) add(term.country);
    for (const Event& event : setting.events)
        if (event.kind == EventKind::accession && event.name == club) std::for_each(event.countries.begin(), event.countries.end(), add);
    return members;
}

/// Dyads that hold a place although no layer may tie them yet, ascending.
std::vector<Dyad> reserved_dyads(const Setting& setting, const std::vector<int>& partnered)
{
    std::vector<Dyad> dyads;
    const auto reserve = [&](int i, int j) {
        if (i == j) return;
        dyads.emplace_back(i, j);
        dyads.emplace_back(j, i);
    };
    for (const int i : partnered)
        for (const int j : partnered) reserve(i, j);
    for (const Event& event : setting.events) {
        if (event.kind != EventKind::accession) continue;
        const std::vector<int> members = ever_in_club(setting, event.name);
        for (const CountryId i : event.countries)
            for (const int j : members) reserve(i.index, j);
    }
    std::sort(dyads.begin(), dyads.end());
    dyads.erase(std::unique(dyads.begin(), dyads.end()), dyads.end());
    return dyads;
}

/// Where the partners of i stand among `places`, both ascending.
std::vector<std::int32_t> places_of(std::span<const std::int32_t> partners, std::span<const std::int32_t> places)
{
    std::vector<std::int32_t> found;
    found.reserve(partners.size());
    std::size_t at = 0;
    for (const std::int32_t partner : partners) {
        while (places[at] < partner) ++at;
        found.push_back(static_cast<std::int32_t>(at));
    }
    return found;
}

/// Whether an incumbent leader leads a country at the start, and which; -1 otherwise.
std::vector<int> incumbent_leader(const Setting& setting)
{
    std::vector<int> leader(setting.code.size(), -1);
    for (int g = 0; g < setting.num_leaders(); ++g) {
        const Leader& each = setting.leaders[static_cast<std::size_t>(g)];
        if (each.camp != Camp::incumbents) continue;
        for (const CountryId i : each.founders) leader[static_cast<std::size_t>(i.index)] = g;
    }
    return leader;
}

}  // namespace

TieLayers::TieLayers(const Setting& setting, const std::vector<int>& partnered)
{
    const int n = setting.num_countries();
    caucus_total.resize(static_cast<std::size_t>(n));
    const std::vector<Dyad> reserved = reserved_dyads(setting, partnered);
    const std::vector<int> incumbent = incumbent_leader(setting);
    auto next_reserved = reserved.begin();
    std::vector<std::int32_t> places;
    for (int i = 0; i < n; ++i) {
        places.clear();
        for (const TieGraph* layer : {&setting.security, &setting.trade, &setting.caucus}) {
            const auto partners = layer->partners(i);
            places.insert(places.end(), partners.begin(), partners.end());
        }
        for (; next_reserved != reserved.end() && next_reserved->first == i; ++next_reserved) places.push_back(next_reserved->second);
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());

        const std::size_t begin = to.size();
        to.insert(to.end(), places.begin(), places.end());
        for (auto* layer : {&security, &trade, &caucus}) layer->resize(to.size(), 0);
        const std::vector<std::int32_t> traded = places_of(setting.trade.partners(i), places);
        lay(setting.security, i, places_of(setting.security.partners(i), places), security.data() + begin);
        lay(setting.trade, i, traded, trade.data() + begin);
        lay(setting.caucus, i, places_of(setting.caucus.partners(i), places), caucus.data() + begin);
        trade_place.insert(trade_place.end(), traded.begin(), traded.end());
        caucus_total[static_cast<std::size_t>(i)] = setting.caucus.total(i);
        const int own = incumbent[static_cast<std::size_t>(i)];
        for (std::size_t k = begin; own >= 0 && k < to.size(); ++k) {
            const int other = incumbent[static_cast<std::size_t>(to[k])];
            if (other >= 0 && other != own) transatlantic.push_back(static_cast<std::int32_t>(k));
        }
        start.push_back(static_cast<std::int32_t>(to.size()));
    }

    offset.reserve(to.size());
    for (const std::int32_t j : to) offset.push_back(static_cast<std::uint32_t>(CountryKernel::lanes * static_cast<std::size_t>(j)));

    column_start.assign(static_cast<std::size_t>(n) + 1, 0);
    for (const std::int32_t j : to) ++column_start[static_cast<std::size_t>(j) + 1];
    std::partial_sum(column_start.begin(), column_start.end(), column_start.begin());
    column_row.resize(to.size());
    column_entry.resize(to.size());
    std::vector<std::int32_t> filled = column_start;
    for (int i = 0; i < n; ++i)
        for (std::int32_t k = start[static_cast<std::size_t>(i)]; k < start[static_cast<std::size_t>(i) + 1]; ++k) {
            const auto at = static_cast<std::size_t>(filled[static_cast<std::size_t>(to[static_cast<std::size_t>(k)])]++);
            column_row[at] = i;
            column_entry[at] = k;
        }
}

void lay(const TieGraph& layer, int i, std::span<const std::int32_t> places, double* out)
{
    const double total = layer.total(i);
    if (!(total > 0)) return;
    const auto weights = layer.weights(i);
    for (std::size_t k = 0; k < weights.size(); ++k) out[places[k]] = weights[k] / total;
}

}  // namespace comity::agents
