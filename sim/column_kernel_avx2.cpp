#define COMITY_VARIANT avx2
#include "sim/column_kernel.inl"
