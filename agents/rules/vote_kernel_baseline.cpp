#define COMITY_VARIANT baseline
#include "agents/rules/vote_kernel.inl"
