#include "agents/rules/engage.hpp"

#include "agents/world.hpp"
