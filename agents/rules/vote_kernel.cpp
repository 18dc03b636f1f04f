#include "agents/rules/vote_kernel.hpp"

#include "sim/variants.hpp"

namespace comity::agents {

COMITY_VARIANTS_OF(VoteKernel, table, vote_kernel)

}  // namespace comity::agents
