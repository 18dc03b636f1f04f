#pragma once
// Records of votes small enough to draw in a comment, and one drawn by chance.

#include <set>
#include <string>
#include <vector>

#include "analysis/votes/recorded_votes.hpp"

namespace comity::tests {

/// One roll call: its day, title, topic, and a mark for each country: Y, A, N, or - for no vote.
struct SmallRollCall {
    analysis::Day date;
    std::string title, topic, marks;
};

/// A record of countries AAA, BBB, CCC, ... Roll calls must come by day.
analysis::RecordedVotes small_record(int countries, const std::vector<SmallRollCall>& roll_calls);

/// Votes of 1991 to a last year: 16 countries in two blocs that disagree on two of four titles, which return each year, one new text a year, and
/// one vote in eight cast at random, one in sixteen not at all.
analysis::RecordedVotes drawn_record(int last_year, std::uint64_t seed);

/// The same record with every vote of some roll calls drawn anew, absences too.
analysis::RecordedVotes scrambled(analysis::RecordedVotes votes, int first, int last, std::uint64_t seed);

}  // namespace comity::tests
