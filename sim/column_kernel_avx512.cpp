#define COMITY_VARIANT avx512
#include "sim/column_kernel.inl"
