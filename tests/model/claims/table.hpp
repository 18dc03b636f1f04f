#pragma once
// Findings as lines of the table of claims.

#include <string>
#include <vector>

#include "scenarios/claims.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {

/// The lines of a row with what was found, in the words and figures of the table (four significant digits).
///
/// Errors: throws std::runtime_error where the table has not a line for each check
std::vector<scenarios::Claim> with_findings(const std::vector<scenarios::Claim>& table, const Row& row);

}  // namespace comity::tests
