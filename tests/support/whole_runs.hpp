#pragma once
// Whole runs of the model, from the name of a scenario to the record of a replicate.

#include <string>
#include <vector>

#include "scenarios/replicate.hpp"
#include "scenarios/scenario.hpp"

namespace comity::tests {

/// A scenario by path or shipped name, changed as `--set` changes it; throws with all that is wrong with it.
scenarios::Scenario scenario(const std::string& name, const std::vector<std::string>& settings = {});
/// Its first world; throws with all that is wrong with it.
scenarios::Start start_of(const scenarios::Scenario& scenario);
/// One replicate from a first world.
scenarios::RunRecord play(const scenarios::Start& start, std::uint64_t seed, std::uint32_t replicate);

/// Whether two tables hold the same numbers; what is missing in one is missing in the other.
bool same(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b);
bool same(const scenarios::RunRecord& a, const scenarios::RunRecord& b);

}  // namespace comity::tests
