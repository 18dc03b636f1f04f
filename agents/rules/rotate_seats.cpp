#include "agents/rules/rotate_seats.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "agents/rules/seat_contests.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

constexpr std::uint32_t first_seats_index = 64;  // draws of the first world stand apart from those of elections

bool covers(const SeatTerm& term, int year) { return term.from <= year && year <= term.until; }

void elect(const World& now, const Setting& setting, const Election& election, const sim::Draws& draws, std::vector<SeatTerm>& terms)
{
    Contests contests = open_contests(now, setting, election, draws);
    int filled = 0;
    for (Contest& contest : contests.of)
        for (const Candidate& winner : first_drawn(contest, setting, contest.vacancies))
            seat_winner(setting, election, contests.new_body, winner.country, filled, terms);
}

}  // namespace

std::vector<SeatTerm> rotate_seats(const World& now, const Setting& setting, const sim::Draws& draws)
{
    std::vector<SeatTerm> terms;
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        const bool voted_on = now.rules.elections.on && votes_on_seats(forum);
        if (!voted_on && elects_now(now, setting, forum)) elect(now, setting, election_now(now, setting, f), draws, terms);
    }
    return terms;
}

std::vector<SeatTerm> first_seats(const World& start, const Setting& setting, std::uint64_t seed)
{
    const sim::Draws draws(seed, 0, start.round);
    std::vector<SeatTerm> terms;
    for (int f = 0; f < setting.num_forums(); ++f)
        if (elects(setting.institutions.forums[static_cast<std::size_t>(f)]))
            elect(start, setting, {f, setting.year(start.round), first_seats_index + static_cast<std::uint32_t>(f)}, draws, terms);
    return terms;
}

RosterKey roster_key(const World& now, const Setting& setting)
{
    return {setting.year(now.round), now.accessions.size(), now.memberships.num_moves};
}

void renew_rosters(World& world, const Setting& setting)
{
    const RosterKey key = roster_key(world, setting);
    if (key == world.roster_key) return;
    world.roster = rosters(world, setting);
    world.roster_key = key;
}

std::vector<std::vector<int>> rosters(const World& now, const Setting& setting)
{
    const auto n = setting.code.size(), forums = setting.institutions.forums.size();
    const int year = setting.year(now.round);
    const auto forum_of = [&](const SeatTerm& term) { return static_cast<std::size_t>(term.forum.index); };
    std::vector<int> recorded_year(forums, 0);  // where nobody is elected, members stay as last recorded
    for (const SeatTerm& term : setting.recorded_seats)
        if (term.from <= year) recorded_year[forum_of(term)] = std::max(recorded_year[forum_of(term)], std::min(term.until, year));
    std::vector<std::vector<char>> sits(forums);
    for (std::size_t f = 0; f < forums; ++f) {
        const Forum& forum = setting.institutions.forums[f];
        if (elects(forum)) recorded_year[f] = year;
        if (forum.universal) continue;
        sits[f].resize(n, 0);
        for (const std::string& code : forum.permanent)
            if (const CountryId i = setting.country(code); i.exists()) sits[f][static_cast<std::size_t>(i.index)] = 1;
    }
    const auto seat = [&](const SeatTerm& term, int in) {
        if (!sits[forum_of(term)].empty() && covers(term, in)) sits[forum_of(term)][static_cast<std::size_t>(term.country.index)] = 1;
    };
    for (const SeatTerm& term : setting.recorded_seats) seat(term, recorded_year[forum_of(term)]);
    for (const SeatTerm& term : now.terms) seat(term, year);

    std::vector<std::vector<int>> made(forums);
    for (std::size_t f = 0; f < forums; ++f) {
        if (setting.institutions.forums[f].universal) {
            made[f].resize(n);
            std::iota(made[f].begin(), made[f].end(), 0);
            continue;
        }
        made[f].reserve(n);
        for (std::size_t i = 0; i < n; ++i)
            if (sits[f][i]) made[f].push_back(static_cast<int>(i));
    }
    for (std::size_t f = 0; now.memberships.num_moves > 0 && f < forums; ++f)
        std::erase_if(made[f], [&](int i) { return now.memberships.has_left(i, static_cast<int>(f)); });
    return made;
}

}  // namespace comity::agents
