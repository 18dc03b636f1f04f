#include "agents/rules/agenda/crisis_drafts.hpp"

#include <algorithm>
#include <cmath>

#include "agents/world.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

constexpr int slots_per_crisis = 64;  // far beyond any count: the mean is at most 5
constexpr int num_blocks = (1 << 20) / slots_per_crisis;

ArenaId arena_of_crises(const Forum& council)
{
    const auto largest = std::max_element(council.business.begin(), council.business.end(),
                                          [](const ArenaShare& a, const ArenaShare& b) { return a.share < b.share; });
    return largest == council.business.end() ? ArenaId{} : largest->arena;
}

/// Which slots a crisis owns: a hash of its target and first round (MurmurHash3's finaliser), the next free block where two meet.
int block_of(const Crisis& crisis, std::uint64_t target, std::vector<int>& taken)
{
    std::uint64_t h = target ^ (static_cast<std::uint64_t>(crisis.opened) << 40);
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdULL;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    int block = static_cast<int>((h ^ (h >> 33)) % num_blocks);
    while (std::find(taken.begin(), taken.end(), block) != taken.end()) block = (block + 1) % num_blocks;
    taken.push_back(block);
    return block;
}

LeaderId sponsor_of(const Meeting& meeting, const Crisis& crisis, ArenaId arena)
{
    const AgendaRound& round = meeting.round;
    LeaderId sponsor;
    double farthest = -1;
    for (int g = 0; g < round.setting.num_leaders(); ++g) {
        if (round.now.coalitions.leader_of(crisis.target) == LeaderId{g} ||
            !meeting.may_table(LeaderId{g}))
            continue;
        const double distance =
            std::abs(round.now.leader_position(g, arena.index) - round.now.position(crisis.target.index, arena.index));
        if (distance > farthest) {
            farthest = distance;
            sponsor = {g};
        }
    }
    return sponsor;
}

/// Gives a draft the law of crisis drafts.
void write(Draft& draft, const sim::Block& block, const AgendaParams& params, double target_position)
{
    const bool ally = target_position > params.ally_position;
    const double mean_cut = ally ? params.crisis_ally_cut : params.crisis_cut;
    draft.cut = mean_cut + params.crisis_cut_sd * sim::normal_quantile(sim::uniform_of(block[0], block[1]));
    const double log_slope =
        params.crisis_slope_mean + params.crisis_slope_sd * sim::normal_quantile(sim::uniform_of(block[2], block[3]));
    draft.slope = (ally ? -1 : 1) * sim::exp(log_slope);
}

void table_drafts_on(Meeting& meeting, const Crisis& crisis, ArenaId arena, int block, std::vector<Draft>& drafts)
{
    const AgendaRound& round = meeting.round;
    const std::uint64_t target = round.setting.agent[static_cast<std::size_t>(crisis.target.index)];
    const auto key = [&](int slot) { return draft_key(meeting.forum.index, crisis_sponsor, block * slots_per_crisis + slot); };
    const double mean = round.params.crisis_rate * severity_now(crisis, round.now.round, round.now.rules.threat.crisis_memory);
    const int wanted = sim::poisson_quantile(mean, round.draws.uniform(Purpose::crisis_count, target, key(0)));
    const int count = std::min(wanted, slots_per_crisis);
    if (count == 0) return;
    const LeaderId sponsor = sponsor_of(meeting, crisis, arena);
    if (!sponsor.exists()) return;

    for (int slot = 0; slot < count; ++slot) {
        Draft draft = meeting.blank(DraftKind::crisis, arena);
        draft.leader = sponsor;
        draft.target = crisis.target;
        draft.key = key(slot);
        write(draft, round.draws.block(Purpose::crisis_draft, target, draft.key), round.params,
              round.now.position(crisis.target.index, arena.index));
        if (meeting.chance_to_pass(draft, sponsor, 0.5) < 0.5) {
            const double u = round.draws.uniform(Purpose::crisis_draft, agent_of(round.setting, sponsor), draft.key);
            if (!(u < round.params.table_losing)) continue;
        }
        announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

}  // namespace

void table_crisis_drafts(Meeting& meeting, std::vector<Draft>& drafts)
{
    if (meeting.rules.rule != DecisionRule::council || meeting.round.now.crises.empty()) return;
    const ArenaId arena = arena_of_crises(meeting.rules);
    if (!arena.exists()) return;
    std::vector<int> taken;
    taken.reserve(meeting.round.now.crises.size());
    for (const Crisis& crisis : meeting.round.now.crises) {
        const int block = block_of(crisis, meeting.round.setting.agent[static_cast<std::size_t>(crisis.target.index)], taken);
        table_drafts_on(meeting, crisis, arena, block, drafts);
    }
}

}  // namespace comity::agents
