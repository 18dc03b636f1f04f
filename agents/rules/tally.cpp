#include "agents/rules/tally.hpp"

#include "agents/world.hpp"
