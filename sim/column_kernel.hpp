#pragma once
// Columns of numbers sorted side by side, in loops compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::sim {

/// Columns that are treated together: as many as a cache line has doubles.
constexpr std::size_t columns_together = 8;

/// Sums of columns, with what the sums could not hold (Neumaier), and how many of their cells are NaN.
struct ColumnTotals {
    double sum[columns_together] = {};
    double lost[columns_together] = {};
    std::int64_t missing[columns_together] = {};
};

struct ColumnKernel {
    /// Copies eight columns of `n` rows, `rows[r][first]` and on, into block [n][8] with infinity for NaN, and adds them to the totals.
    void (*gather)(std::size_t n, const double* const* rows, std::size_t first, double* block, ColumnTotals& totals);
    /// Sorts every column of block [n][8]; n is a power of two, and there is no NaN.
    void (*sort)(std::size_t n, double* block);
};

const ColumnKernel& column_kernel(Instructions which);
const ColumnKernel& column_kernel();

}  // namespace comity::sim
