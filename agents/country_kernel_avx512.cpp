#define COMITY_VARIANT avx512
#include "agents/country_kernel.inl"
