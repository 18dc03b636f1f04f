// Bodies of agents/measures/bloc_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/measures/bloc_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::load;
using sim::store;
constexpr std::size_t width = 2 * sim::width;
using Floats [[gnu::vector_size(width * 4)]] = float;
using Ints [[gnu::vector_size(width * 4)]] = std::int32_t;

double sum(std::size_t n, const float* x)
{
    double lane[8] = {};
    for (std::size_t i = 0; i < n; i += 8)
        for (std::size_t l = 0; l < 8; ++l) lane[l] += static_cast<double>(x[i + l]);
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

void add(std::size_t n, const float* from, float* to)
{
    for (std::size_t i = 0; i < n; i += width) store(to + i, load<Floats>(to + i) + load<Floats>(from + i));
}

void subtract(std::size_t n, const float* from, float* to)
{
    for (std::size_t i = 0; i < n; i += width) store(to + i, load<Floats>(to + i) - load<Floats>(from + i));
}

float greatest_sum(std::size_t n, const float* a, const float* b)
{
    Floats most = load<Floats>(a) + load<Floats>(b);
    for (std::size_t i = width; i < n; i += width) {
        const Floats sum = load<Floats>(a + i) + load<Floats>(b + i);
        most = sum > most ? sum : most;
    }
    float greatest = most[0];
    for (std::size_t l = 1; l < width; ++l) greatest = most[l] > greatest ? most[l] : greatest;
    return greatest;
}

COMITY_INLINE bool any(Ints marks)
{
    std::int32_t all = 0;
    for (std::size_t l = 0; l < width; ++l) all |= marks[l];
    return all != 0;
}

std::size_t place_of_sum(std::size_t n, const float* a, const float* b, float sum)
{
    std::size_t i = 0;
    while (i + width < n && !any(load<Floats>(a + i) + load<Floats>(b + i) == sum)) i += width;
    while (a[i] + b[i] != sum) ++i;
    return i;
}

bool mark_eager(std::size_t n, const OpenCommunities& communities, const std::int32_t* slot, const float* offer, const float* least_gain,
                std::int32_t* eager)
{
    Ints found{};
    for (std::size_t i = 0; i < n; i += width) {
        Floats best = load<Floats>(offer + i), stay{};
        const Ints own = load<Ints>(slot + i);
        for (std::int32_t s = 0; s < communities.number; ++s) {
            const Floats worth = load<Floats>(communities.ties + static_cast<std::size_t>(s) * communities.rows + i);
            best = worth > best ? worth : best;
            stay = own == s ? worth : stay;
        }
        const Ints marks = best > stay + load<Floats>(least_gain + i);
        store(eager + i, marks);
        found |= marks;
    }
    return any(found);
}

}  // namespace

extern const BlocKernel blocs;
const BlocKernel blocs{sum, add, subtract, greatest_sum, place_of_sum, mark_eager};

}  // namespace comity::agents::COMITY_VARIANT
