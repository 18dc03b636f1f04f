#define COMITY_VARIANT avx2
#include "agents/measures/position_kernel.inl"
