#pragma once
// Picks the variant of a kernel that a processor runs; for the .cpp of a kernel alone, whose loops stand in its *.inl.

#include "sim/contracts.hpp"
#include "sim/kernels.hpp"

/// Defines `const Table& kernel(Instructions)` and `const Table& kernel()`, the best that runs here, over the tables of all variants.
#define COMITY_VARIANTS_OF(Table, table, kernel)                                                          \
    namespace baseline {                                                                                  \
    extern const Table table;                                                                             \
    }                                                                                                     \
    COMITY_WIDE_TABLES(Table, table)                                                                      \
    const Table& kernel([[maybe_unused]] comity::sim::Instructions which)                                 \
    {                                                                                                     \
        comity::sim::expects(comity::sim::runs(which), "the processor has the instructions");            \
        COMITY_WIDE_CHOICE(table)                                                                         \
        return baseline::table;                                                                           \
    }                                                                                                     \
    const Table& kernel()                                                                                 \
    {                                                                                                     \
        static const Table& best = kernel(comity::sim::best_instructions());                              \
        return best;                                                                                      \
    }

#ifdef COMITY_WIDE
#define COMITY_WIDE_TABLES(Table, table) \
    namespace avx2 {                     \
    extern const Table table;            \
    }                                    \
    namespace avx512 {                   \
    extern const Table table;            \
    }
#define COMITY_WIDE_CHOICE(table)                                                  \
    if (which == comity::sim::Instructions::avx512) return avx512::table;         \
    if (which == comity::sim::Instructions::avx2) return avx2::table;
#else
#define COMITY_WIDE_TABLES(Table, table)
#define COMITY_WIDE_CHOICE(table)
#endif
