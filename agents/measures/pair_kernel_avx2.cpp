#define COMITY_VARIANT avx2
#include "agents/measures/pair_kernel.inl"
