#include "sim/column_kernel.hpp"

#include "sim/variants.hpp"

namespace comity::sim {

COMITY_VARIANTS_OF(ColumnKernel, columns, column_kernel)

}  // namespace comity::sim
