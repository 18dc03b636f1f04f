#include "agents/rules/rotate_seats.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>

#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

constexpr std::uint32_t first_seats_index = 64;  // draws of the first world stand apart from those of elections

bool elects(const Forum& forum) { return !forum.seats.empty() && forum.term_years > 0; }

bool covers(const SeatTerm& term, int year) { return term.from <= year && year <= term.until; }

/// Calls `visit(term)` for every term of a forum, recorded ones first.
void each_term(const World& now, const Setting& setting, int forum, auto&& visit)
{
    for (const auto* terms : {&setting.recorded_seats, &now.terms})
        for (const SeatTerm& term : *terms)
            if (term.forum.index == forum) visit(term);
}

/// Calls `visit(row)` for every country that holds a seat of a forum for good.
void each_permanent(const Setting& setting, const Forum& forum, auto&& visit)
{
    for (const std::string& code : forum.permanent)
        if (const CountryId i = setting.country(code); i.exists()) visit(static_cast<std::size_t>(i.index));
}

/// An election: the forum, the first year of the new terms, and where its draws stand.
struct Election {
    int forum = 0;
    int first_year = 0;
    std::uint32_t index = 0;
};

/// How countries stand before an election, [country]: bit k tells that one sits k years before the first of the new terms, as far back as
/// the limit on terms asks, and a last bit that it holds its seat for good.
using Standing = std::vector<std::uint64_t>;
constexpr int most_years = 62;
constexpr std::uint64_t permanent = std::uint64_t{1} << (most_years + 1);

bool stays(std::uint64_t sat) { return sat & 1; }  // sits in the first year of the new terms already
int years_in_row(std::uint64_t sat) { return std::countr_one(sat >> 1); }

Standing standing_before(const World& now, const Setting& setting, const Election& election)
{
    const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(election.forum)];
    const int years = std::min(most_years, forum.max_terms_in_row * forum.term_years);
    Standing standing(setting.code.size(), 0);
    each_term(now, setting, election.forum, [&](const SeatTerm& term) {
        const int newest = std::max(0, election.first_year - term.until), oldest = std::min(years, election.first_year - term.from);
        if (newest <= oldest) standing[static_cast<std::size_t>(term.country.index)] |= ((std::uint64_t{2} << (oldest - newest)) - 1) << newest;
    });
    each_permanent(setting, forum, [&](std::size_t i) { standing[i] |= permanent; });
    return standing;
}

/// A candidate and its key.
struct Candidate {
    double key = 0;
    int country = 0;
};

/// Who stands for a region's seats, and how many are to be filled.
struct Contest {
    std::vector<Candidate> candidates;
    int vacancies = 0;
};

/// Years by which the first terms of a new body's k-th seat fall short, so that a group of seats ends each year.
int shorter(const Forum& forum, int k)
{
    const int groups = std::max(1, forum.renewal_groups);
    return k % groups * forum.term_years / groups;
}

/// ln u / w of every country, w = sqrt(cap_i): those with the greatest keys are a draw without replacement with weights w.
///
/// Source: Efraimidis & Spirakis (2006), Information Processing Letters 97:181
Eigen::ArrayXd keys(const World& now, const Setting& setting, const Election& election, const sim::Draws& draws)
{
    std::vector<double> luck = sim::uniforms(draws, Purpose::seat, setting.agent, election.index);
    Eigen::Map<Eigen::ArrayXd> all(luck.data(), std::ssize(luck));
    all = all.max(0x1p-54);
    sim::kernels().log(luck.size(), luck.data(), luck.data());
    return all.head(now.capability.size()) / now.capability.max(1e-12).sqrt();  // a country without weight comes last, but may come
}

/// Vacancies and candidates of each region, [quota].
std::vector<Contest> contests(const World& now, const Setting& setting, const Election& election, const Standing& standing,
                              const sim::Draws& draws)
{
    const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(election.forum)];
    std::vector<Contest> made(forum.seats.size());
    std::vector<Contest*> contest_of(setting.regions.size(), nullptr);
    for (std::size_t q = 0; q < made.size(); ++q) {
        made[q].vacancies = forum.seats[q].seats;
        made[q].candidates.reserve(standing.size());
        if (const RegionId region = setting.region_named(forum.seats[q].region); region.exists())
            contest_of[static_cast<std::size_t>(region.index)] = &made[q];
    }
    const Eigen::ArrayXd key = keys(now, setting, election, draws);
    const int years_to_spare = (forum.max_terms_in_row - 1) * forum.term_years;  // beyond them the last term in a row has begun
    for (std::size_t i = 0; i < standing.size(); ++i) {
        const RegionId region = setting.region[i];
        Contest* contest = region.exists() ? contest_of[static_cast<std::size_t>(region.index)] : nullptr;
        if (!contest || standing[i] & permanent) continue;
        if (stays(standing[i])) {
            --contest->vacancies;
            continue;
        }
        if (forum.max_terms_in_row > 0 && years_in_row(standing[i]) > years_to_spare) continue;
        const auto row = static_cast<int>(i);
        contest->candidates.push_back({key(row), row});
    }
    return made;
}

/// Winners of a contest, in order: the first of its candidates once they are sorted so far.
std::span<const Candidate> winners(Contest& contest, const Setting& setting)
{
    auto& candidates = contest.candidates;
    const auto seats = std::min(std::ssize(candidates), static_cast<std::ptrdiff_t>(std::max(0, contest.vacancies)));
    std::partial_sort(candidates.begin(), candidates.begin() + seats, candidates.end(), [&](const Candidate& a, const Candidate& b) {
        return a.key != b.key ? a.key > b.key : setting.agent[static_cast<std::size_t>(a.country)] < setting.agent[static_cast<std::size_t>(b.country)];
    });
    return {candidates.data(), static_cast<std::size_t>(seats)};
}

void elect(const World& now, const Setting& setting, const Election& election, const sim::Draws& draws, std::vector<SeatTerm>& terms)
{
    const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(election.forum)];
    const Standing standing = standing_before(now, setting, election);
    const auto begins_later = [&](const SeatTerm& term) {
        return term.forum.index == election.forum && term.from > election.first_year &&
               !(standing[static_cast<std::size_t>(term.country.index)] & permanent);
    };
    if (std::any_of(setting.recorded_seats.begin(), setting.recorded_seats.end(), begins_later)) return;
    const bool new_body = std::none_of(standing.begin(), standing.end(), [](std::uint64_t sat) { return stays(sat) && !(sat & permanent); });
    int seat = 0;
    for (Contest& contest : contests(now, setting, election, standing, draws))
        for (const Candidate& winner : winners(contest, setting)) {
            const int length = forum.term_years - (new_body ? shorter(forum, seat++) : 0);
            terms.push_back({{election.forum}, {winner.country}, election.first_year, election.first_year + length - 1});
        }
}

}  // namespace

std::vector<SeatTerm> rotate_seats(const World& now, const Setting& setting, const sim::Draws& draws)
{
    std::vector<SeatTerm> terms;
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        const int next_year = setting.year(now.round) + 1;
        if (elects(forum) && forum.election_quarter == setting.quarter(now.round) && next_year >= forum.first_year)
            elect(now, setting, {f, next_year, static_cast<std::uint32_t>(f)}, draws, terms);
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

RosterKey roster_key(const World& now, const Setting& setting) { return {setting.year(now.round), now.accessions.size()}; }

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
        each_permanent(setting, forum, [&](std::size_t i) { sits[f][i] = 1; });
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
    return made;
}

}  // namespace comity::agents
