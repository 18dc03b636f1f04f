#define COMITY_VARIANT avx2
#include "sim/kernels.inl"
