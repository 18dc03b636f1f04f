#pragma once
// Whether the runs of two folders can be held against each other one by one.

#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// What, besides their scenarios, tells two run folders apart; each in words that follow "it was run".
struct Pairing {
    std::vector<std::string> hindrances;  ///< why run k of the two does not have the same luck; empty where it has
    std::vector<std::string> cautions;    ///< what else may make a difference between them

    bool paired() const { return hindrances.empty(); }
};

/// Runs are paired on one seed and one world: by the checksum of its tables, by its name where a folder does not record that.
/// Another program, start or number of rounds is a caution.
Pairing pairing_of(const Manifest& first, const Manifest& other);

}  // namespace comity::analysis
