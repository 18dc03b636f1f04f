#include "agents/rules/agenda/options.hpp"

#include <algorithm>
#include <limits>

#include "agents/rules/agenda/club_drafts.hpp"
#include "agents/rules/agenda/initiators.hpp"
#include "agents/world.hpp"
#include "sim/block_batch.hpp"

namespace comity::agents {
namespace {

/// A sub-norm that a leader could write on in a forum.
struct Opening {
    NormId norm;
    ArenaId arena;
    double status_quo = 0;
    double goal = 0;   ///< x_g
    double scale = 0;  ///< rho_f C_f times impatience
    double cost = 0;
    double bound = 0;  ///< V if the best text were sure to pass

    double proposal(double ambition) const { return status_quo + ambition * (goal - status_quo); }
    double gain(double ambition) const
    {
        const double before = goal - status_quo;
        const double after = goal - proposal(ambition);
        return scale * (before * before - after * after);
    }
    double value(double ambition, double chance) const { return chance * gain(ambition) - cost; }
    /// The chance at which a text is worth this much.
    double chance_for(double worth, double ambition) const { return (worth + cost) / gain(ambition); }
};

bool is_barred(const World& now, LeaderId leader, ForumId forum, NormId norm)
{
    return std::any_of(now.bars.begin(), now.bars.end(), [&](const Bar& bar) {
        return bar.leader == leader && bar.forum == forum && bar.norm == norm && now.round < bar.until;
    });
}

/// Whether a leader may write on a sub-norm in a forum.
bool is_open(const Meeting& meeting, LeaderId leader, NormId norm)
{
    const World& now = meeting.round.now;
    return !is_barred(now, leader, meeting.forum, norm) && !(meeting.rules.incubator && is_spent(now, meeting.forum, norm));
}

Opening opening_on(const Meeting& meeting, LeaderId leader, NormId norm, std::span<const double> ambitions)
{
    const AgendaRound& round = meeting.round;
    Opening o;
    o.norm = norm;
    o.arena = round.setting.institutions.norms[static_cast<std::size_t>(norm.index)].arena;
    o.status_quo = round.now.status_quo(norm.index);
    o.goal = round.now.leader_position(leader.index, o.arena.index);
    o.scale = authority_now(round, meeting.forum) * impatience_of(meeting, leader, o.arena);
    o.cost = cost_of_tabling(round, leader, o.arena);
    o.bound = -std::numeric_limits<double>::infinity();
    for (const double al : ambitions) o.bound = std::max(o.bound, o.value(al, 1));
    return o;
}

std::vector<Opening> openings(const Meeting& meeting, LeaderId leader, const OptionSearch& search)
{
    std::vector<Opening> found;
    found.reserve(meeting.rules.norms.size());
    for (const NormId m : meeting.rules.norms)
        if (is_open(meeting, leader, m)) found.push_back(opening_on(meeting, leader, m, search.ambitions));
    return found;
}

void write(Draft& draft, const Opening& opening, double ambition, const Meeting& meeting)
{
    const AgendaRound& round = meeting.round;
    draft.ambition = ambition;
    draft.label = ambition / 2;
    draft.proposal = opening.proposal(ambition);
    draft.slope = 2 * round.now.rules.voting.slope * (draft.proposal - draft.status_quo);
    draft.cut = (draft.proposal + draft.status_quo) / 2;
}

/// The best text on one sub-norm; its value stays 0 where none is worth tabling. Texts that cannot reach `floor` are not
/// forecast.
Draft best_text(Meeting& meeting, LeaderId leader, const Opening& opening, const OptionSearch& search, double floor)
{
    const AgendaRound& round = meeting.round;
    Draft text = meeting.blank(DraftKind::leader, opening.arena);
    text.leader = leader;
    text.norm = opening.norm;
    text.status_quo = opening.status_quo;
    const bool incumbent = round.setting.leaders[static_cast<std::size_t>(leader.index)].camp == Camp::incumbents;
    if (incumbent && opening.norm == round.scrutiny) text.target = choose_target(meeting, leader, opening.norm);

    Draft best = text;
    for (const double al : search.ambitions) {
        const double bound = opening.value(al, 1);
        if (search.pruning == Pruning::on && (bound <= best.value || bound < floor)) continue;
        write(text, opening, al, meeting);
        const double enough = search.pruning == Pruning::on ? opening.chance_for(std::max(best.value, floor), al) : 0;
        text.value = opening.value(al, meeting.chance_to_pass(text, leader, enough));
        if (text.value > best.value) best = text;
    }
    return best;
}

/// Puts a text where it belongs in a list by falling value, and keeps the list within the limit.
void keep_best(std::vector<Draft>& best, const Draft& text, std::size_t limit, std::span<const NormId> order)
{
    const auto rank = [&](const Draft& d) { return std::find(order.begin(), order.end(), d.norm) - order.begin(); };
    const auto better = [&](const Draft& a, const Draft& b) {
        return a.value > b.value || (a.value == b.value && rank(a) < rank(b));
    };
    best.insert(std::upper_bound(best.begin(), best.end(), text, better), text);
    if (best.size() > limit) best.pop_back();
}

}  // namespace

std::vector<Draft> best_options(Meeting& meeting, LeaderId leader, int limit, const OptionSearch& search)
{
    std::vector<Draft> best;
    if (limit <= 0) return best;
    const auto most = static_cast<std::size_t>(limit);
    std::vector<Opening> open = openings(meeting, leader, search);
    // The most promising first: once the list is full, what promises less than its last entry is passed over.
    if (search.pruning == Pruning::on)
        std::stable_sort(open.begin(), open.end(), [](const Opening& a, const Opening& b) { return a.bound > b.bound; });
    for (const Opening& opening : open) {
        const double floor = best.size() == most ? best.back().value : 0;
        if (search.pruning == Pruning::on && (opening.bound <= 0 || opening.bound < floor)) break;
        const Draft text = best_text(meeting, leader, opening, search, floor);
        if (text.value > 0) keep_best(best, text, most, meeting.rules.norms);
    }
    // Forecasts leave lobbying out, so lines wait until the texts are chosen.
    const AgendaRound& round = meeting.round;
    for (Draft& text : best) announce_lines(round.now, round.setting, round.influence, text, round.now.rules.voting);
    return best;
}

double most_worth(const Meeting& meeting, LeaderId leader, NormId norm)
{
    return is_open(meeting, leader, norm) ? opening_on(meeting, leader, norm, default_ambitions).bound : 0;
}

Draft best_text_on(Meeting& meeting, LeaderId leader, NormId norm)
{
    if (!is_open(meeting, leader, norm)) return {};
    return best_text(meeting, leader, opening_on(meeting, leader, norm, default_ambitions), {}, 0);
}

CountryId choose_target(const Meeting& meeting, LeaderId leader, NormId norm)
{
    const AgendaRound& round = meeting.round;
    const std::uint32_t key = draft_key(meeting.forum.index, leader.index, norm.index);
    const std::vector<double> waits = sim::waiting_times(round.draws, Purpose::target_choice, round.setting.agent, key);
    CountryId first;
    double shortest = std::numeric_limits<double>::infinity();
    for (int i = 0; i < round.setting.num_countries(); ++i) {
        const double rate = round.now.exposure(i);
        if (!(rate > 0) || round.now.coalitions.leader_of({i}) == leader) continue;
        const double wait = waits[static_cast<std::size_t>(i)] / rate;
        if (wait < shortest) {
            shortest = wait;
            first = {i};
        }
    }
    return first;
}

}  // namespace comity::agents
