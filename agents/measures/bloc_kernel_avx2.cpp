#define COMITY_VARIANT avx2
#include "agents/measures/bloc_kernel.inl"
