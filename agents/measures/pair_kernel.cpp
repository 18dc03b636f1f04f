#include "agents/measures/pair_kernel.hpp"

#include "sim/variants.hpp"

namespace comity::agents {

COMITY_VARIANTS_OF(PairKernel, pairs, pair_kernel)

}  // namespace comity::agents
