#pragma once
// The table of expectations in scenarios/README.md, as runs give it.

#include <string>

namespace comity::tests {

/// A line for each expectation of each shipped scenario: what is expected, the paired difference with its 95 % interval, and the verdict.
///
/// Draws:  200 runs a scenario, on its own seed
std::string expectation_table(int threads);

/// The document with this text between `<!-- expectations -->` and `<!-- end -->`.
///
/// Errors: throws std::runtime_error where a marker is missing
std::string with_table(const std::string& document, const std::string& table);

}  // namespace comity::tests
