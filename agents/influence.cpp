#include "agents/influence.hpp"

#include "agents/world.hpp"
