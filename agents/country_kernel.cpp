#include "agents/country_kernel.hpp"

#include "sim/contracts.hpp"

namespace comity::agents {
namespace baseline {
extern const CountryKernel country_table;
}
namespace avx2 {
extern const CountryKernel country_table;
}
namespace avx512 {
extern const CountryKernel country_table;
}

const CountryKernel& country_kernel([[maybe_unused]] sim::Instructions which)
{
    sim::expects(sim::runs(which), "the processor has the instructions");
#ifdef COMITY_WIDE
    if (which == sim::Instructions::avx512) return avx512::country_table;
    if (which == sim::Instructions::avx2) return avx2::country_table;
#endif
    return baseline::country_table;
}

const CountryKernel& country_kernel()
{
    static const CountryKernel& best = country_kernel(sim::best_instructions());
    return best;
}

}  // namespace comity::agents
