#include "agents/rules/sustain_capacity.hpp"

#include "agents/world.hpp"
