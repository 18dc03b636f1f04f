#define COMITY_VARIANT baseline
#include "agents/measures/position_kernel.inl"
