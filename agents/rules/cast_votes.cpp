#include "agents/rules/cast_votes.hpp"

#include "agents/world.hpp"
