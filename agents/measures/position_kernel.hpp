#pragma once
// The loops over positions of countries behind the measures of polarisation, compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::agents {

/// Sums of powers of numbers.
struct PowerSums {
    double first = 0, second = 0, third = 0, fourth = 0;
};

/// Bins of one width, numbered from 0; what lies outside is in the first or the last.
struct Bins {
    double lowest, per_unit;
    int last;
};

struct PositionKernel {
    /// Four side by side, in a fixed order.
    PowerSums (*power_sums)(std::size_t n, const double* x);
    /// The bin of each number.
    void (*find_bins)(std::size_t n, const double* x, const Bins& bins, std::int32_t* found);
};

const PositionKernel& position_kernel(sim::Instructions which);
const PositionKernel& position_kernel();

}  // namespace comity::agents
