#include "sim/kernels.hpp"

#include "sim/contracts.hpp"

namespace comity::sim {
namespace baseline {
extern const Kernels table;
}
namespace avx2 {
extern const Kernels table;
}

bool runs(Instructions which)
{
    if (which == Instructions::baseline) return true;
#ifdef COMITY_AVX2
    return __builtin_cpu_supports("avx2") != 0;
#else
    return false;
#endif
}

Instructions best_instructions()
{
    static const Instructions best = runs(Instructions::avx2) ? Instructions::avx2 : Instructions::baseline;
    return best;
}

const Kernels& kernels([[maybe_unused]] Instructions which)
{
    expects(runs(which), "the processor has the instructions");
#ifdef COMITY_AVX2
    if (which == Instructions::avx2) return avx2::table;
#endif
    return baseline::table;
}

const Kernels& kernels() { return kernels(best_instructions()); }

}  // namespace comity::sim
