#include "tests/support/reorder.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

namespace comity::tests {

using namespace comity::agents;

namespace {

CountryId moved(CountryId i, const Order& order)
{
    return i.exists() ? CountryId{order.new_row[static_cast<std::size_t>(i.index)]} : i;
}

void move_all(std::vector<CountryId>& countries, const Order& order)
{
    for (CountryId& i : countries) i = moved(i, order);
}

template <class T>
std::vector<T> permuted(const std::vector<T>& values, const Order& order)
{
    std::vector<T> result;
    if (values.empty()) return result;
    for (const int old : order.old_row) result.push_back(values[static_cast<std::size_t>(old)]);
    return result;
}

TieGraph permuted(const TieGraph& graph, const Order& order)
{
    std::vector<Tie> ties;
    for (int i = 0; i < graph.num_countries(); ++i)
        for (std::size_t k = 0; k < graph.partners(i).size(); ++k)
            ties.push_back({order.new_row[static_cast<std::size_t>(i)], order.new_row[static_cast<std::size_t>(graph.partners(i)[k])], graph.weights(i)[k]});
    return {graph.num_countries(), std::move(ties)};
}

}  // namespace

Order shuffled(int countries, unsigned seed)
{
    Order order;
    order.old_row.resize(static_cast<std::size_t>(countries));
    std::iota(order.old_row.begin(), order.old_row.end(), 0);
    std::shuffle(order.old_row.begin(), order.old_row.end(), std::mt19937(seed));
    order.new_row.resize(order.old_row.size());
    for (std::size_t k = 0; k < order.old_row.size(); ++k) order.new_row[static_cast<std::size_t>(order.old_row[k])] = static_cast<int>(k);
    return order;
}

Setting reordered(const Setting& setting, const Order& order)
{
    Setting s = setting;
    for (Leader& leader : s.leaders) {
        move_all(leader.founders, order);
        move_all(leader.allies, order);
        for (Initiators& each : leader.initiators) move_all(each.members, order);
    }
    s.code = permuted(setting.code, order);
    s.agent = permuted(setting.agent, order);
    s.name = permuted(setting.name, order);
    s.region = permuted(setting.region, order);
    s.iso_numeric = permuted(setting.iso_numeric, order);
    s.latitude = permuted(setting.latitude, order);
    s.longitude = permuted(setting.longitude, order);
    for (auto* trait : {&s.population, &s.strength, &s.impatience, &s.susceptibility, &s.threshold, &s.assessment, &s.initial_threat, &s.initial_exposure})
        if (trait->size() > 0) *trait = rows_in(*trait, order);
    s.initial_anchor = rows_in(setting.initial_anchor, order);
    s.norm_offset = rows_in(setting.norm_offset, order);
    for (auto* graph : {&s.trade, &s.security, &s.caucus, &s.clients, &s.neighbours, &s.leverage}) *graph = permuted(*graph, order);
    for (Group& group : s.groups) move_all(group.members, order);
    for (SeatTerm& term : s.recorded_seats) term.country = moved(term.country, order);
    for (Event& event : s.events) move_all(event.countries, order);
    return s;
}

Coalitions reordered(const Coalitions& coalitions, const Order& order)
{
    std::vector<std::vector<CountryId>> members;
    for (int g = 0; g < coalitions.num_leaders(); ++g) {
        members.push_back(coalitions.members({g}));
        move_all(members.back(), order);
    }
    return {static_cast<int>(order.new_row.size()), std::move(members)};
}

World reordered(const World& world, const Order& order)
{
    World w = world;
    w.coalitions = reordered(world.coalitions, order);
    for (auto* table : {&w.position, &w.anchor, &w.anchor_drift, &w.engagement, &w.engagement_target, &w.dues_paid,
                        &w.presence.country, &w.leverage, &w.joint_leverage})
        if (table->rows() > 0) *table = rows_in(*table, order);
    for (auto* column : {&w.capability, &w.exposure, &w.diplomacy, &w.style, &w.resilience, &w.media, &w.fill_ambition, &w.uprising, &w.pressure,
                         &w.overreach, &w.presence.overall, &w.threat, &w.aimed, &w.shock.threat, &w.shock.engagement, &w.shock.media, &w.shock.style})
        *column = rows_in(*column, order);
    w.adopted = rows_in(world.adopted, order);
    if (world.race.party.size() > 0) w.race.party = rows_in(world.race.party, order);
    if (world.memberships.left.size() > 0) {
        w.memberships.left = rows_in(world.memberships.left, order);
        w.memberships.target = rows_in(world.memberships.target, order);
        for (LossCounts& round : w.memberships.votes) round = {rows_in(round.voted, order), rows_in(round.lost, order)};
    }
    for (auto* column : {&w.reputation.level, &w.reputation.unpredictability, &w.ties.capability_before})
        if (column->size() > 0) *column = rows_in(*column, order);
    for (Violation& breach : w.reputation.violations) {
        breach.country = moved(breach.country, order);
        breach.against = moved(breach.against, order);
    }
    for (auto& roster : w.roster) {
        for (int& i : roster) i = order.new_row[static_cast<std::size_t>(i)];
        std::sort(roster.begin(), roster.end());
    }
    for (SeatTerm& term : w.terms) term.country = moved(term.country, order);
    for (Payment& topup : w.topups) topup.country = moved(topup.country, order);
    for (Partnership& pair : w.partnerships) {
        pair.first = moved(pair.first, order);
        pair.second = moved(pair.second, order);
    }
    for (Sanction& sanction : w.sanctions) sanction.target = moved(sanction.target, order);
    for (Crisis& crisis : w.crises) crisis.target = moved(crisis.target, order);
    for (TieChange& change : w.tie_changes) {
        change.from = moved(change.from, order);
        change.to = moved(change.to, order);
    }
    TradeCuts& cuts = w.coercion.trade;
    const auto row = [&](int& i) { i = order.new_row[static_cast<std::size_t>(i)]; };
    for (TradeCuts::Dyad& dyad : cuts.dyads) {
        row(dyad.from);
        row(dyad.to);
    }
    for (TradeCuts::Row& each : cuts.rows) row(each.country);
    for (TradeCuts::Measure& each : cuts.made_for) row(each.target);
    std::sort(cuts.dyads.begin(), cuts.dyads.end(), [](const auto& a, const auto& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    std::sort(cuts.rows.begin(), cuts.rows.end(), [](const auto& a, const auto& b) { return a.country < b.country; });
    for (Coercion& each : w.coercion.standing) each.country = moved(each.country, order);
    for (Accession& each : w.accessions) each.country = moved(each.country, order);
    for (int& i : w.led) i = order.new_row[static_cast<std::size_t>(i)];
    return w;
}

Agenda reordered(const Agenda& agenda, const Order& order)
{
    Agenda result = agenda;
    for (Draft& draft : result.drafts) {
        draft.initiator = moved(draft.initiator, order);
        draft.target = moved(draft.target, order);
    }
    return result;
}

}  // namespace comity::tests
