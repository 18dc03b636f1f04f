#pragma once
// The recorded votes of the members, for tests that need them.

#include <optional>

#include "analysis/hindcast/hindcast.hpp"

namespace comity::tests {

struct RecordedHindcast {
    analysis::RecordedVotes votes;
    analysis::Grouping groups;  ///< regional groups, [country]
};
/// The votes of the 193 members; nothing where the recorded tables are missing, and says so.
std::optional<RecordedHindcast> recorded_hindcast(const char* test);

/// Log losses of chances on all votes and on contested roll calls.
struct Losses {
    double all = 0, contested = 0, new_titles = 0, ece = 0;
    double accuracy = 0;
};
Losses losses(const analysis::RecordedVotes& votes, const analysis::TestVotes& test, const analysis::HindcastDesign& design,
              const analysis::Forecast& forecast);

}  // namespace comity::tests
