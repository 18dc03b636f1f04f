#define COMITY_VARIANT baseline
#include "sim/column_kernel.inl"
