#include "tests/support/small_worlds.hpp"

#include <array>
#include <limits>

#include "agents/rules/rotate_seats.hpp"
#include "sim/draws.hpp"
#include "sim/elementary.hpp"

namespace comity::tests {

using namespace comity::agents;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;

Setting small_setting(int countries)
{
    std::vector<std::string> codes;
    for (int i = 0; i < countries; ++i) codes.push_back("C" + std::to_string(i));
    return small_setting(std::move(codes));
}

Setting small_setting(std::vector<std::string> codes)
{
    constexpr std::array regions{"WEOG", "EEG", "GRULAC", "AFR", "APG"};
    Setting s;
    s.institutions = default_institutions();
    s.code = std::move(codes);
    const int n = s.num_countries();
    for (int i = 0; i < n; ++i) {
        const auto row = static_cast<std::size_t>(i);
        s.agent.push_back(sim::agent_code(s.code[row]));
        s.add_region(regions[row % regions.size()]);
    }
    s.name = s.code;
    s.iso_numeric.resize(s.code.size());
    s.latitude.assign(s.code.size(), std::numeric_limits<double>::quiet_NaN());
    s.longitude = s.latitude;
    s.population = ArrayXd::Ones(n);
    s.strength = ArrayXd::Zero(n);
    s.impatience = ArrayXd::Ones(n);
    s.threshold = ArrayXd::Constant(n, 0.5);
    s.assessment = ArrayXd::Constant(n, 1.0 / n);
    s.initial_threat = ArrayXd::Constant(n, sim::logistic(ThreatParams{}.base));
    s.initial_exposure = ArrayXd::Zero(n);
    s.initial_anchor = ArrayXXd::Zero(n, s.num_arenas());
    s.norm_offset = ArrayXXd::Zero(n, s.num_norms());
    s.trade = s.security = s.caucus = s.clients = s.neighbours = s.leverage = TieGraph(n, {});
    return s;
}

LeaderId lead(Setting& setting, std::string id, Camp camp, const std::vector<int>& members)
{
    const LeaderId leader{setting.num_leaders()};
    Leader made;
    made.id = std::move(id);
    made.camp = camp;
    for (const int i : members) made.founders.push_back({i});
    setting.leaders.push_back(std::move(made));
    return leader;
}

World small_world(const Setting& setting)
{
    const int n = setting.num_countries(), arenas = setting.num_arenas(), forums = setting.num_forums(), leaders = setting.num_leaders();
    World w;
    w.coalitions = Coalitions(setting);
    w.position = w.anchor = w.anchor_drift = ArrayXXd::Zero(n, arenas);
    w.capability = ArrayXd::Constant(n, 1.0 / n);
    w.exposure = setting.initial_exposure;
    w.diplomacy = w.style = ArrayXd::Ones(n);
    w.resilience = ArrayXd::Constant(n, 0.5);
    w.media = w.fill_ambition = w.uprising = w.pressure = w.overreach = w.aimed = ArrayXd::Zero(n);
    w.threat = setting.initial_threat;
    w.shock = {ArrayXd::Zero(n), ArrayXd::Zero(n), ArrayXd::Ones(n), ArrayXd::Ones(n)};
    w.adopted = AdoptionTable::Zero(n, setting.num_norms());
    w.engagement = w.engagement_target = ArrayXXd::Ones(n, forums);
    w.dues_paid = ArrayXXd::Constant(n, forums, -1);
    w.success = ArrayXXd::Constant(leaders, arenas, 0.5);
    w.window_start = w.window = ArrayXXd::Zero(leaders, arenas);
    w.attention = ArrayXXd::Ones(leaders, forums);
    w.capacity = ArrayXd::Ones(forums);
    w.deadlock = w.shortfall = w.refill = ArrayXd::Zero(forums);
    w.recent = {ArrayXXd::Constant(forums, 4, -1), ArrayXXd::Zero(forums, 4)};
    w.status_quo = ArrayXd::Zero(setting.num_norms());
    for (int m = 0; m < setting.num_norms(); ++m) w.status_quo(m) = setting.institutions.norms[static_cast<std::size_t>(m)].status_quo;
    w.race = first_race(setting, {});
    refresh(w, setting);
    return w;
}

void refresh(World& world, const Setting& setting)
{
    world.roster = rosters(world, setting);
    world.presence = presence(world, setting, world.rules.engagement);
    world.leader_position = leader_positions(world, setting);
    set_leverage(world, setting);
}

agents::Influence influence_of(const agents::Setting& setting, const agents::World& world, const std::vector<int>& partnered)
{
    agents::Influence made(setting, partnered);
    made.update(world, setting, world.rules.influence);
    return made;
}

TieGraph ring(int countries, double weight)
{
    std::vector<Tie> ties;
    for (int i = 0; i < countries; ++i) {
        const int next = (i + 1) % countries;
        ties.push_back({i, next, weight});
        ties.push_back({next, i, weight});
    }
    return {countries, std::move(ties)};
}

TieGraph complete(int countries, double weight)
{
    std::vector<Tie> ties;
    for (int i = 0; i < countries; ++i)
        for (int j = 0; j < countries; ++j) ties.push_back({i, j, weight});
    return {countries, std::move(ties)};
}

}  // namespace comity::tests
