#pragma once
// The loops over nodes of the search for blocs, compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::agents {

/// Columns of nodes are padded to a multiple of this many floats.
constexpr std::size_t node_step = 16;
constexpr std::size_t padded_nodes(std::size_t n) { return (n + node_step - 1) / node_step * node_step; }

/// Ties of every node with each community: column s of `ties`.
struct OpenCommunities {
    const float* ties;
    std::size_t rows;
    int number;
};

/// Loops over nodes; n is a multiple of node_step.
struct BlocKernel {
    /// In a fixed order.
    double (*sum)(std::size_t n, const float* x);
    void (*add)(std::size_t n, const float* from, float* to);
    void (*subtract)(std::size_t n, const float* from, float* to);
    /// Greatest of a + b, and the first place where it stands.
    float (*greatest_sum)(std::size_t n, const float* a, const float* b);
    std::size_t (*place_of_sum)(std::size_t n, const float* a, const float* b, float sum);
    /// Marks with -1 the nodes for which `offer` or a community is worth more than the one they are in (`slot`, -1: none) and a least gain;
    /// the others with 0. Whether there are any.
    bool (*mark_eager)(std::size_t n, const OpenCommunities& communities, const std::int32_t* slot, const float* offer, const float* least_gain,
                       std::int32_t* eager);
};

const BlocKernel& bloc_kernel(sim::Instructions which);
const BlocKernel& bloc_kernel();

}  // namespace comity::agents
