#define COMITY_VARIANT baseline
#include "agents/measures/bloc_kernel.inl"
