#include "agents/rules/tend_partnerships.hpp"

#include "agents/world.hpp"
