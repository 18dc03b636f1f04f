#define COMITY_VARIANT baseline
#include "agents/measures/pair_kernel.inl"
