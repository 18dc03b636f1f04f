#define COMITY_VARIANT baseline
#include "sim/kernels.inl"
