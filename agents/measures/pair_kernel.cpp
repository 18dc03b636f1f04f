#include "agents/measures/pair_kernel.hpp"

#include "sim/contracts.hpp"

namespace comity::agents {
namespace baseline {
extern const PairKernel pairs;
}
namespace avx2 {
extern const PairKernel pairs;
}
namespace avx512 {
extern const PairKernel pairs;
}

const PairKernel& pair_kernel([[maybe_unused]] sim::Instructions which)
{
    sim::expects(sim::runs(which), "the processor has the instructions");
#ifdef COMITY_WIDE
    if (which == sim::Instructions::avx512) return avx512::pairs;
    if (which == sim::Instructions::avx2) return avx2::pairs;
#endif
    return baseline::pairs;
}

const PairKernel& pair_kernel()
{
    static const PairKernel& best = pair_kernel(sim::best_instructions());
    return best;
}

}  // namespace comity::agents
