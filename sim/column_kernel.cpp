#include "sim/column_kernel.hpp"

#include "sim/contracts.hpp"

namespace comity::sim {
namespace baseline {
extern const ColumnKernel columns;
}
namespace avx2 {
extern const ColumnKernel columns;
}
namespace avx512 {
extern const ColumnKernel columns;
}

const ColumnKernel& column_kernel([[maybe_unused]] Instructions which)
{
    expects(runs(which), "the processor has the instructions");
#ifdef COMITY_WIDE
    if (which == Instructions::avx512) return avx512::columns;
    if (which == Instructions::avx2) return avx2::columns;
#endif
    return baseline::columns;
}

const ColumnKernel& column_kernel()
{
    static const ColumnKernel& best = column_kernel(best_instructions());
    return best;
}

}  // namespace comity::sim
