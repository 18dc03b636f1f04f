#include "agents/rules/adopt_norms.hpp"

#include "agents/world.hpp"
