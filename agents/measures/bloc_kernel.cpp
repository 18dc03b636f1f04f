#include "agents/measures/bloc_kernel.hpp"

#include "sim/variants.hpp"

namespace comity::agents {

COMITY_VARIANTS_OF(BlocKernel, blocs, bloc_kernel)

}  // namespace comity::agents
