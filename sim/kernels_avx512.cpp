#define COMITY_VARIANT avx512
#include "sim/kernels.inl"
