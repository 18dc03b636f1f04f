#define COMITY_VARIANT avx512
#include "agents/measures/bloc_kernel.inl"
