#pragma once
// The tables of scenarios/README.md: expectations as runs give them, and the claims that are not shown.

#include <string>

namespace comity::tests {

/// A line for each expectation of each shipped scenario: what is expected, the paired difference with its 95 % interval, and the
/// verdict.
///
/// Draws:  200 runs a scenario, on its own seed
std::string expectation_table(int threads);

/// A line for each claim that is not shown, or undecided, with its reason; how many are shown before it.
std::string unshown_claims();

/// The document with this text between `<!-- name -->` and the next `<!-- end -->`.
///
/// Errors: throws std::runtime_error where a marker is missing
std::string with_table(const std::string& document, const std::string& name, const std::string& table);

}  // namespace comity::tests
