#define COMITY_VARIANT baseline
#include "agents/country_kernel.inl"
