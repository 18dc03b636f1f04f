#pragma once
// Who may stand for the seats of a forum, and how many there are: what drawing and voting on seats have in common.

#include <cstdint>
#include <span>
#include <vector>

#include "agents/setting.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

struct World;

/// Whether a forum has elected seats.
bool elects(const Forum& forum);
/// Whether it elects in the round of `now`, for the next year.
bool elects_now(const World& now, const Setting& setting, const Forum& forum);

/// An election: the forum, the first year of the new terms, and where its draws stand.
struct Election {
    int forum = 0;
    int first_year = 0;
    std::uint32_t index = 0;
};
/// The election that a forum holds in the round of `now`.
Election election_now(const World& now, const Setting& setting, int forum);

/// A candidate and its key: the greater, the earlier in the draw.
struct Candidate {
    double key = 0;
    int country = 0;
};

/// Who may stand for a region's seats, and how many are to be filled.
struct Contest {
    std::vector<Candidate> candidates;
    int vacancies = 0;
};

/// The contests of an election, region by region in the order of the forum's quotas; none where the record goes on.
struct Contests {
    std::vector<Contest> of;  ///< [quota]
    bool new_body = false;    ///< no elected member stays on: terms are of several lengths, so that a renewal group ends each year
};

/// Vacancies of each region and who may fill them, with keys of the draw by weights sqrt(cap_i): see rotate_seats.
///
/// Draws: Purpose::seat, one uniform per (forum, country), at the election's index
Contests open_contests(const World& now, const Setting& setting, const Election& election, const sim::Draws& draws);

/// The first `count` candidates of the draw, in order, or all where there are fewer; candidates are sorted so far.
std::span<const Candidate> first_drawn(Contest& contest, const Setting& setting, int count);

/// Appends the term of a winner; `filled` counts those of the election.
void seat_winner(const Setting& setting, const Election& election, bool new_body, int country, int& filled, std::vector<SeatTerm>& terms);

}  // namespace comity::agents
