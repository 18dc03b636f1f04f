#include "agents/measures/bloc_kernel.hpp"

#include "sim/contracts.hpp"

namespace comity::agents {
namespace baseline {
extern const BlocKernel blocs;
}
namespace avx2 {
extern const BlocKernel blocs;
}
namespace avx512 {
extern const BlocKernel blocs;
}

const BlocKernel& bloc_kernel([[maybe_unused]] sim::Instructions which)
{
    sim::expects(sim::runs(which), "the processor has the instructions");
#ifdef COMITY_WIDE
    if (which == sim::Instructions::avx512) return avx512::blocs;
    if (which == sim::Instructions::avx2) return avx2::blocs;
#endif
    return baseline::blocs;
}

const BlocKernel& bloc_kernel()
{
    static const BlocKernel& best = bloc_kernel(sim::best_instructions());
    return best;
}

}  // namespace comity::agents
