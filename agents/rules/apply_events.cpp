#include "agents/rules/apply_events.hpp"

#include "agents/world.hpp"
