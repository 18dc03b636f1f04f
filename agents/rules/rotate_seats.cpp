#include "agents/rules/rotate_seats.hpp"

#include "agents/world.hpp"
