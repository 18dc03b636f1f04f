// Bodies of agents/measures/position_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/measures/position_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::load;
using sim::store;

PowerSums power_sums(std::size_t n, const double* x)
{
    // Four lanes whatever the registers, so that all variants add in one order.
    constexpr std::size_t lanes = 4, width = sim::width < lanes ? sim::width : lanes, parts = lanes / width;
    using Reals [[gnu::vector_size(width * 8)]] = double;
    Reals sum[4][parts] = {};
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::size_t part = 0; part < parts; ++part) {
            const Reals y = load<Reals>(x + i + part * width), yy = y * y;
            sum[0][part] += y;
            sum[1][part] += yy;
            sum[2][part] += yy * y;
            sum[3][part] += yy * yy;
        }
    double lane[4][lanes];
    for (std::size_t power = 0; power < 4; ++power)
        for (std::size_t part = 0; part < parts; ++part) store(lane[power] + part * width, sum[power][part]);
    for (; i < n; ++i) {
        const double y = x[i], yy = y * y;
        lane[0][0] += y;
        lane[1][0] += yy;
        lane[2][0] += yy * y;
        lane[3][0] += yy * yy;
    }
    const auto total = [](const double* p) { return (p[0] + p[1]) + (p[2] + p[3]); };
    return {total(lane[0]), total(lane[1]), total(lane[2]), total(lane[3])};
}

void find_bins(std::size_t n, const double* x, const Bins& bins, std::int32_t* found)
{
    using sim::Reals;
    const double last = bins.last;
    std::size_t i = 0;
    for (; i + sim::width <= n; i += sim::width) {
        const Reals at = (load<Reals>(x + i) - bins.lowest) * bins.per_unit;
        const Reals kept = at < 0.0 ? Reals{} : at;
        store(found + i, __builtin_convertvector(kept > last ? Reals{} + last : kept, sim::Ints));
    }
    for (; i < n; ++i) {
        const double at = (x[i] - bins.lowest) * bins.per_unit;
        const double kept = at < 0 ? 0 : at;
        found[i] = static_cast<std::int32_t>(kept > last ? last : kept);
    }
}

}  // namespace

extern const PositionKernel positions;
const PositionKernel positions{power_sums, find_bins};

}  // namespace comity::agents::COMITY_VARIANT
