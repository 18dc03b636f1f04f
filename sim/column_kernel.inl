// Bodies of sim/column_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "sim/column_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::sim::COMITY_VARIANT {
namespace {

constexpr std::size_t together = columns_together / width;  // registers that hold a row

COMITY_INLINE Reals magnitude(Reals x) { return reinterpret_cast<Reals>(reinterpret_cast<Words>(x) & ~(std::uint64_t{1} << 63)); }

void gather(std::size_t n, const double* const* rows, std::size_t first, double* block, ColumnTotals& totals)
{
    Reals sum[together], lost[together];
    Marks missing[together];
    for (std::size_t v = 0; v < together; ++v) {
        sum[v] = load<Reals>(totals.sum + v * width);
        lost[v] = load<Reals>(totals.lost + v * width);
        missing[v] = load<Marks>(totals.missing + v * width);
    }
    for (std::size_t r = 0; r < n; ++r)
        for (std::size_t v = 0; v < together; ++v) {
            const Reals x = load<Reals>(rows[r] + first + v * width);
            const Marks is_nan = x != x;
            missing[v] -= is_nan;
            store(block + r * columns_together + v * width, is_nan ? Reals{} + __builtin_inf() : x);
            const Reals added = is_nan ? Reals{} : x;
            const Reals next = sum[v] + added;
            lost[v] += magnitude(sum[v]) >= magnitude(added) ? (sum[v] - next) + added : (added - next) + sum[v];
            sum[v] = next;
        }
    for (std::size_t v = 0; v < together; ++v) {
        store(totals.sum + v * width, sum[v]);
        store(totals.lost + v * width, lost[v]);
        store(totals.missing + v * width, missing[v]);
    }
}

/// Puts the lesser of each lane into the row at `low`, the greater into that at `high`.
COMITY_INLINE void exchange(double* low, double* high)
{
    for (std::size_t v = 0; v < together; ++v) {
        const Reals a = load<Reals>(low + v * width), b = load<Reals>(high + v * width);
        store(low + v * width, a < b ? a : b);
        store(high + v * width, a < b ? b : a);
    }
}

// Odd-even merge sort: which rows meet does not depend on what they hold, so that lanes never part and nothing is guessed.
// Source: Batcher (1968), "Sorting networks and their applications", AFIPS Spring Joint Computer Conference 32, 307-314
void sort(std::size_t n, double* block)
{
    constexpr std::size_t row = columns_together;
    for (std::size_t half = 1; half < n; half *= 2)                             // of the runs that are merged
        for (std::size_t apart = half; apart >= 1; apart /= 2)
            for (std::size_t start = apart % half; start + apart < n; start += 2 * apart) {
                if (start / (2 * half) != (start + apart) / (2 * half)) continue;  // they belong to different runs
                double* low = block + start * row;
                for (std::size_t i = 0; i < apart; ++i) exchange(low + i * row, low + (i + apart) * row);
            }
}

}  // namespace

extern const ColumnKernel columns;
const ColumnKernel columns{gather, sort};

}  // namespace comity::sim::COMITY_VARIANT
