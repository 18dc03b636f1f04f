#include "agents/measures/position_kernel.hpp"

#include "sim/variants.hpp"

namespace comity::agents {

COMITY_VARIANTS_OF(PositionKernel, positions, position_kernel)

}  // namespace comity::agents
