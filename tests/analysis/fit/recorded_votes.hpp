#pragma once
// Recorded votes until the last year that anything may be tuned on.

#include <filesystem>

#include "analysis/votes/recorded_votes.hpp"

namespace comity::tests {

inline constexpr int train_until = 2015;

/// The votes of the General Assembly in a folder of recorded tables, to `train_until`.
analysis::RecordedVotes recorded_votes(const std::filesystem::path& data);

}  // namespace comity::tests
