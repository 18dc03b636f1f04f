#include "sim/kernels.hpp"

#include <algorithm>

#include "sim/variants.hpp"

namespace comity::sim {

bool runs(Instructions which)
{
#ifdef COMITY_WIDE
    switch (which) {
        case Instructions::baseline: return true;
        case Instructions::avx2: return __builtin_cpu_supports("avx2") != 0;
        case Instructions::avx512: return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") != 0;
    }
#endif
    return which == Instructions::baseline;
}

Instructions best_instructions()
{
    static const Instructions best = *std::find_if(all_instructions.rbegin(), all_instructions.rend(), runs);
    return best;
}

COMITY_VARIANTS_OF(Kernels, table, kernels)

}  // namespace comity::sim
