#define COMITY_VARIANT avx2
#include "agents/country_kernel.inl"
