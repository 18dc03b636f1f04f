#include "agents/world.hpp"

namespace comity::agents {

Eigen::ArrayXd felt_threat(const World& world) { return (world.threat + world.shock.threat).max(0).min(1); }

}  // namespace comity::agents
