#define COMITY_VARIANT avx512
#include "agents/measures/pair_kernel.inl"
