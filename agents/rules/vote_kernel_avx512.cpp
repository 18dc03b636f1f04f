#define COMITY_VARIANT avx512
#include "agents/rules/vote_kernel.inl"
