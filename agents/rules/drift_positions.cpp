#include "agents/rules/drift_positions.hpp"

#include "agents/world.hpp"
