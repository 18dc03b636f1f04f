#include "agents/rules/table_drafts.hpp"

#include "agents/world.hpp"
