#include "agents/round.hpp"

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "agents/country_kernel.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/begin_events.hpp"
#include "agents/rules/buy_votes.hpp"
#include "agents/rules/change_leaders.hpp"
#include "agents/rules/race_treaties.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "agents/rules/tally.hpp"

namespace comity::agents {
namespace {

/// Every rule's result passes here before it enters the world: a sum with NaN or infinity is not finite.
template <class Array>
Array finite(Array&& value, const char* rule, const World& world)
{
    const double sum = country_kernel().sum(static_cast<std::size_t>(value.size()), value.data());
    if (!std::isfinite(sum)) throw RuleFailure(fmt::format("{} gave a value that is not finite in round {}", rule, world.round));
    return std::forward<Array>(value);
}

/// Breaches from this one on are crises about those who commit them, which break out in the next round.
void open_crises(World& world, std::size_t first)
{
    for (std::size_t k = first; k < world.reputation.violations.size(); ++k)
        world.crises.push_back({world.reputation.violations[k].country, world.reputation.violations[k].severity, 1, world.round + 1, false});
}

/// A year's change of ties, and what follows from trade.
void evolve_ties(World& world, const Setting& setting, const sim::Draws& draws)
{
    const Rules& rules = world.rules;
    auto trade = std::make_shared<const TieGraph>(evolved_trade(world, setting, rules.ties));
    const std::vector<Partnership> begun = new_partnerships(world, setting, rules.ties, draws);
    world.ties.trade = std::move(trade);
    ++world.ties.renewals;
    world.ties.capability_before = world.capability;
    world.ties.votes.clear();
    world.partnerships.insert(world.partnerships.end(), begun.begin(), begun.end());
    if (rules.coercion.on) world.coercion.trade = cut_trade(world, setting, rules.coercion);
    set_leverage(world, setting);
}

}  // namespace

RoundRecord play_round(World& world, const Setting& setting, Influence& influence, const sim::Draws& draws)
{
    // Events come first: they may change any quantity or parameter of this round.
    world.course = begin_events(world, setting, draws);
    apply_events(world, setting);
    renew_rosters(world, setting);
    const Rules& rules = world.rules;

    // Sanctions cut trade (module), and with it what leaders pull with.
    if (rules.coercion.on && !follows_sanctions(world.coercion.trade, world, rules.coercion)) {
        world.coercion.trade = cut_trade(world, setting, rules.coercion);
        set_leverage(world, setting);
    }

    // Closed regimes feel uprisings and pressure; pairs under joint threat draw closer.
    ThreatState threat = sense_threat(world, setting, rules.threat, draws);
    world.uprising = std::move(threat.uprising);
    world.pressure = std::move(threat.pressure);
    world.threat = finite(std::move(threat.threat), "sense_threat", world);
    world.crises = std::move(threat.crises);
    world.partnerships = tend_partnerships(world, rules.partnership);
    if (rules.leadership.on) world.partnerships = change_leaders(world, setting, rules.leadership, draws);

    // Who takes part, who pays, and what weight follows. Who keeps losing pulls back, and may leave (module).
    if (rules.exit.on) {
        Departures departures = weigh_exit(world, setting, rules.exit, rules.engagement.inertia);
        world.memberships.left = std::move(departures.left);
        world.memberships.target = std::move(departures.target);
        world.memberships.num_moves = departures.num_moves;
        world.engagement = std::move(departures.engagement);
        renew_rosters(world, setting);
    }
    EngagementState engagement = engage(world, setting, rules.engagement);
    world.engagement = finite(std::move(engagement.engagement), "engage", world);
    world.refill = std::move(engagement.refill);
    world.shortfall = std::move(engagement.shortfall);
    world.presence = presence(world, setting, rules.engagement);

    // Positions follow partners, anchors and threat.
    influence.update(world, setting, rules.influence);
    world.anchor = finite(anchors(world, setting, rules.influence), "anchors", world);
    world.position = finite(drift_positions(world, setting, influence, rules.influence, draws), "drift_positions", world);
    world.leader_position = leader_positions(world, setting);

    // What is tabled, how it is voted, what it changes. All of a round's drafts see the world as it stands here.
    const Eigen::ArrayXXd strength = finite(opportunity(world, setting), "opportunity", world);
    if (world.round == 0) world.window_start = strength;
    world.window = strength - world.window_start;
    Agenda agenda = table_drafts(world, setting, influence, rules.agenda, draws);
    Lobbying lobbying;  // beside the lines that leaders announce: what modules pay or threaten
    if (rules.side_payments.on) {
        BoughtVotes bought = buy_votes(world, setting, influence, agenda, rules.side_payments, rules.voting);
        lobbying = std::move(bought.lobbying);
        world.side_payments = std::move(bought.payments);
    }
    if (rules.coercion.on) lobbying = together(std::move(lobbying), press_voters(world, setting, agenda, rules.coercion));
    Ballots ballots = cast_votes(world, setting, influence, agenda, lobbying, rules.voting, draws);
    Outcomes outcomes = tally(world, setting, agenda, ballots);
    Eigen::ArrayXd status_quo = finite(move_status_quo(world, setting, agenda, outcomes), "move_status_quo", world);
    Eigen::ArrayXXd success = finite(remember_success(world, setting, agenda, outcomes), "remember_success", world);
    const Cohesion cohesion = renew_cohesion(world, setting, ballots, outcomes);
    std::vector<Bar> bars = bar_failed_options(world, agenda, outcomes, rules.agenda, draws);
    std::vector<ClubText> club_texts = remember_club_texts(world, setting, agenda, outcomes);
    world.status_quo = std::move(status_quo);
    world.success = std::move(success);
    world.cohesion_challengers = cohesion.challengers;
    world.cohesion_incumbents = cohesion.incumbents;
    world.bars = std::move(bars);
    world.club_texts = std::move(club_texts);

    // Countries take up or drop formulations; institutions tire or recover.
    AdoptionState adoption = adopt_norms(world, setting, influence, rules.adoption, draws);
    world.adopted = std::move(adoption.adopted);
    world.anchor_drift = finite(std::move(adoption.anchor_drift), "adopt_norms", world);
    world.recent = record_business(world, setting, agenda, outcomes);
    CapacityState capacity = sustain_capacity(world, setting, rules.capacity);
    world.capacity = finite(std::move(capacity.capacity), "sustain_capacity", world);
    world.deadlock = std::move(capacity.deadlock);
    if (rules.rights.on) world.rights = fund_rights(world, setting, agenda, outcomes, rules.rights);

    // Countries breach norms: each breach is a crisis from the next round on (module).
    if (rules.violations.on) {
        const std::size_t listed = world.reputation.violations.size();
        world.reputation.violations = breach_norms(world, setting, rules.violations, draws);
        open_crises(world, listed);
    }

    // Sanctions in the open, pressure out of sight (module).
    if (rules.coercion.on) {
        world.coercion = coerce(world, setting, agenda, ballots, rules.coercion, draws);
        world.sanctions = sanction_violators(world, setting, world.reputation.violations, rules.coercion, draws);
    }

    // Who lost which votes, for a later exit.
    if (rules.exit.on)
        world.memberships.votes[static_cast<std::size_t>(world.round % rounds_of_losses)] =
            count_losses(setting, agenda, ballots, outcomes);

    // Elections at the end of the round, drawn or (module) voted on; the new members sit from the next year on.
    for (SeatTerm& term : rotate_seats(world, setting, draws)) world.terms.push_back(term);
    if (rules.elections.on) {
        const Eigen::ArrayXd reputation = rules.violations.on ? world.reputation.level : Eigen::ArrayXd::Ones(setting.num_countries());
        const CouncilElections held = contest_seats(world, setting, influence, rules.elections, reputation, draws);
        world.terms.insert(world.terms.end(), held.terms.begin(), held.terms.end());
        world.slates = held.slates;
    }

    // Countries join treaties, which compete (module).
    if (rules.treaties.on) world.race = race_treaties(world, setting, influence, agenda, outcomes, rules.treaties, draws);

    // What breaches, criticism and pressure cost (module).
    if (rules.violations.on) {
        world.reputation = renew_reputation(world, setting, agenda, world.coercion, rules.violations, draws);
        world.reputation.level = finite(std::move(world.reputation.level), "renew_reputation", world);
    }

    // The assembly opens new tracks (module).
    if (rules.tracks.on)
        for (const ForumId track : adopted_tracks(world, setting, agenda, outcomes)) open_track(world, track);

    // Once a year trade follows growth, agreement and sanctions, and powers begin to coordinate (module).
    if (rules.ties.on) {
        world.ties.votes.add(ballots, outcomes);
        if (setting.quarter(world.round) == 4) evolve_ties(world, setting, draws);
    }

    world.aimed = drafts_aimed_at(agenda, setting.num_countries());
    ++world.round;
    return {std::move(agenda), std::move(ballots), std::move(outcomes)};
}

}  // namespace comity::agents
