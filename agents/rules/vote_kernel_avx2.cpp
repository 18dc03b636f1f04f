#define COMITY_VARIANT avx2
#include "agents/rules/vote_kernel.inl"
