#pragma once
// What the short names in titles and meanings stand for.

#include <string>
#include <utility>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Short names of one kind with what they stand for: `Bodies`, {`HRC`, `Human Rights Council`}.
struct ShortNames {
    std::string kind;
    std::vector<std::pair<std::string, std::string>> names;
};

/// The short names that occur as whole words in the texts, by kind: leaders, countries, bodies, arenas, sub-norms; a kind without
/// any is left out. Leaders are known in the worlds that ship; the others are as the folders name them.
std::vector<ShortNames> short_names(const std::vector<RunResults>& results, const std::vector<std::string>& texts);

}  // namespace comity::analysis
