#include "agents/rules/sense_threat.hpp"

#include "agents/world.hpp"
