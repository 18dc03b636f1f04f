#include "sim/kernels.hpp"

#include <algorithm>

#include "sim/contracts.hpp"

namespace comity::sim {
namespace baseline {
extern const Kernels table;
}
namespace avx2 {
extern const Kernels table;
}
namespace avx512 {
extern const Kernels table;
}

bool runs(Instructions which)
{
#ifdef COMITY_WIDE
    switch (which) {
        case Instructions::baseline: return true;
        case Instructions::avx2: return __builtin_cpu_supports("avx2") != 0;
        case Instructions::avx512: return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0;
    }
#endif
    return which == Instructions::baseline;
}

Instructions best_instructions()
{
    static const Instructions best = *std::find_if(all_instructions.rbegin(), all_instructions.rend(), runs);
    return best;
}

const Kernels& kernels([[maybe_unused]] Instructions which)
{
    expects(runs(which), "the processor has the instructions");
#ifdef COMITY_WIDE
    if (which == Instructions::avx512) return avx512::table;
    if (which == Instructions::avx2) return avx2::table;
#endif
    return baseline::table;
}

const Kernels& kernels()
{
    static const Kernels& best = kernels(best_instructions());
    return best;
}

}  // namespace comity::sim
