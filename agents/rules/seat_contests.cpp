#include "agents/rules/seat_contests.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

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
        if (now.memberships.has_left(static_cast<int>(i), election.forum)) continue;
        if (forum.max_terms_in_row > 0 && years_in_row(standing[i]) > years_to_spare) continue;
        const auto row = static_cast<int>(i);
        contest->candidates.push_back({key(row), row});
    }
    return made;
}

}  // namespace

bool elects(const Forum& forum) { return !forum.seats.empty() && forum.term_years > 0; }

bool elects_now(const World& now, const Setting& setting, const Forum& forum)
{
    return elects(forum) && forum.election_quarter == setting.quarter(now.round) && setting.year(now.round) + 1 >= forum.first_year;
}

Election election_now(const World& now, const Setting& setting, int forum)
{
    return {forum, setting.year(now.round) + 1, static_cast<std::uint32_t>(forum)};
}

Contests open_contests(const World& now, const Setting& setting, const Election& election, const sim::Draws& draws)
{
    const Standing standing = standing_before(now, setting, election);
    const auto begins_later = [&](const SeatTerm& term) {
        return term.forum.index == election.forum && term.from > election.first_year &&
               !(standing[static_cast<std::size_t>(term.country.index)] & permanent);
    };
    if (std::any_of(setting.recorded_seats.begin(), setting.recorded_seats.end(), begins_later)) return {};
    const bool new_body = std::none_of(standing.begin(), standing.end(), [](std::uint64_t sat) { return stays(sat) && !(sat & permanent); });
    return {contests(now, setting, election, standing, draws), new_body};
}

std::span<const Candidate> first_drawn(Contest& contest, const Setting& setting, int count)
{
    auto& candidates = contest.candidates;
    const auto drawn = std::min(std::ssize(candidates), static_cast<std::ptrdiff_t>(std::max(0, count)));
    std::partial_sort(candidates.begin(), candidates.begin() + drawn, candidates.end(), [&](const Candidate& a, const Candidate& b) {
        return a.key != b.key ? a.key > b.key : setting.agent[static_cast<std::size_t>(a.country)] < setting.agent[static_cast<std::size_t>(b.country)];
    });
    return {candidates.data(), static_cast<std::size_t>(drawn)};
}

void seat_winner(const Setting& setting, const Election& election, bool new_body, int country, int& filled, std::vector<SeatTerm>& terms)
{
    const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(election.forum)];
    const int length = forum.term_years - (new_body ? shorter(forum, filled) : 0);
    ++filled;
    terms.push_back({{election.forum}, {country}, election.first_year, election.first_year + length - 1});
}

}  // namespace comity::agents
