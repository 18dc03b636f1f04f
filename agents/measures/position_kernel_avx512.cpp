#define COMITY_VARIANT avx512
#include "agents/measures/position_kernel.inl"
