#pragma once
// How much voters like the candidates for a seat (module M4).

#include <vector>

#include <Eigen/Core>

#include "agents/country.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct ElectionParams;
class Influence;

/// u_ik of contest_seats for the candidates of a slate, in its order, [country, candidate]; a candidate likes itself without bound.
///
/// Draws: appeal, ballot: see contest_seats
Eigen::ArrayXXd likings(const World& now, const Setting& setting, const Influence& influence, const ElectionParams& params,
                        const Eigen::ArrayXd& reputation, const sim::Draws& draws, ForumId forum, const std::vector<int>& slate);

}  // namespace comity::agents
