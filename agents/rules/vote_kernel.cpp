#include "agents/rules/vote_kernel.hpp"

#include "sim/contracts.hpp"

namespace comity::agents {
namespace baseline {
extern const VoteKernel table;
}
namespace avx2 {
extern const VoteKernel table;
}

const VoteKernel& vote_kernel([[maybe_unused]] sim::Instructions which)
{
    sim::expects(sim::runs(which), "the processor has the instructions");
#ifdef COMITY_AVX2
    if (which == sim::Instructions::avx2) return avx2::table;
#endif
    return baseline::table;
}

const VoteKernel& vote_kernel() { return vote_kernel(sim::best_instructions()); }

}  // namespace comity::agents
