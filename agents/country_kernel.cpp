#include "agents/country_kernel.hpp"

#include "sim/variants.hpp"

namespace comity::agents {

COMITY_VARIANTS_OF(CountryKernel, country_table, country_kernel)

}  // namespace comity::agents
