#include "agents/rules/rotate_seats.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "agents/world.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

bool elects(const Forum& forum) { return !forum.seats.empty() && forum.term_years > 0; }

/// All terms of a forum, recorded ones first.
std::vector<SeatTerm> terms_of(const World& now, const Setting& setting, ForumId forum)
{
    std::vector<SeatTerm> found;
    for (const SeatTerm& term : setting.recorded_seats)
        if (term.forum == forum) found.push_back(term);
    for (const SeatTerm& term : now.terms)
        if (term.forum == forum) found.push_back(term);
    return found;
}

/// The year whose record holds in `year`: where nobody is elected, members stay as last recorded.
int year_of_record(const std::vector<SeatTerm>& recorded, int year)
{
    int latest = year;
    bool covered = false;
    int before = -1;
    for (const SeatTerm& term : recorded) {
        if (term.from <= year && year <= term.until) covered = true;
        if (term.until < year) before = std::max(before, term.until);
    }
    if (!covered && before >= 0) latest = before;
    return latest;
}

/// Who sits in a year, [country].
std::vector<char> sitting(const World& now, const Setting& setting, int f, int year)
{
    const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
    std::vector<char> sits(setting.code.size(), 0);
    const auto seat = [&](CountryId i) {
        if (i.exists()) sits[static_cast<std::size_t>(i.index)] = 1;
    };
    for (const std::string& code : forum.permanent) seat(setting.country(code));
    const std::vector<SeatTerm> terms = terms_of(now, setting, {f});
    const int recorded_year = elects(forum) ? year : year_of_record(terms, year);
    for (const SeatTerm& term : terms)
        if ((term.from <= year && year <= term.until) || (term.from <= recorded_year && recorded_year <= term.until)) seat(term.country);
    return sits;
}

}  // namespace

std::vector<SeatTerm> rotate_seats(const World& now, const Setting& setting, const sim::Draws& draws)
{
    (void)now, (void)setting, (void)draws;
    return {};
}

std::vector<std::vector<int>> rosters(const World& now, const Setting& setting)
{
    const auto n = setting.code.size();
    std::vector<std::vector<int>> made(setting.institutions.forums.size());
    for (std::size_t f = 0; f < made.size(); ++f) {
        if (setting.institutions.forums[f].universal) {
            made[f].resize(n);
            std::iota(made[f].begin(), made[f].end(), 0);
            continue;
        }
        const std::vector<char> sits = sitting(now, setting, static_cast<int>(f), setting.year(now.round));
        for (std::size_t i = 0; i < n; ++i)
            if (sits[i]) made[f].push_back(static_cast<int>(i));
    }
    return made;
}

}  // namespace comity::agents
