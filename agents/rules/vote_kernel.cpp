#include "agents/rules/vote_kernel.hpp"

#include "sim/contracts.hpp"

namespace comity::agents {
namespace baseline {
extern const VoteKernel table;
}
namespace avx2 {
extern const VoteKernel table;
}
namespace avx512 {
extern const VoteKernel table;
}

const VoteKernel& vote_kernel([[maybe_unused]] sim::Instructions which)
{
    sim::expects(sim::runs(which), "the processor has the instructions");
#ifdef COMITY_WIDE
    if (which == sim::Instructions::avx512) return avx512::table;
    if (which == sim::Instructions::avx2) return avx2::table;
#endif
    return baseline::table;
}

const VoteKernel& vote_kernel()
{
    static const VoteKernel& best = vote_kernel(sim::best_instructions());
    return best;
}

}  // namespace comity::agents
