#pragma once
// The same draw for many agents at once: blocks of one purpose and round, agent by agent, for one index after another.

#include <array>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "sim/draws.hpp"
#include "sim/kernels.hpp"
#include "sim/room.hpp"

namespace comity::sim {

/// Room for the agents that a batch chooses.
class Chosen {
public:
    explicit Chosen(std::size_t agents) : stride_(padded(agents) + batch_step), place_(4 * stride_) {}

private:
    friend class BlockBatch;
    std::size_t stride_;
    Column<std::int32_t> place_;
};

/// The mark below which a word of 32 bits falls with this chance, to the nearest 2^-32 from above.
std::uint64_t mark_of(double chance);

/// Blocks of a batch of agents, bit for bit those of Draws::block.
///
/// Of the four counter words only the agent's code differs within a batch, and only the index from one batch to the next. So for codes with
/// the same high byte the first three of Philox's ten rounds split into what depends on the agent alone, kept here, and what depends on
/// the index alone.
///
/// Shape: agents [n]; results [padded(n)], of which the padding means nothing
class BlockBatch {
public:
    template <class Purpose>
    BlockBatch(const Draws& draws, Purpose purpose, std::span<const std::uint64_t> agents, const Kernels& with = kernels(),
               std::pmr::memory_resource* room = std::pmr::get_default_resource())
        : BlockBatch(draws.counter(purpose, 0, 0), draws.key(), agents, with, room)
    {
    }
    void draw(std::uint32_t index, const BlockWords& out, const Kernels& with = kernels()) const { with.finish_words(padded(size_), state(index), out); }
    void draw(std::uint32_t index, const UniformPairs& out, const Kernels& with = kernels()) const { with.finish_pairs(padded(size_), state(index), out); }
    void draw(std::uint32_t index, const BlockNormals& out, const Kernels& with = kernels()) const { with.finish_normals(padded(size_), state(index), out); }
    /// Agents chosen with a chance of `mark` in 2^32, four times from the same blocks: their places, ascending.
    std::array<std::span<const std::int32_t>, 4> choose(std::uint32_t index, std::uint64_t mark, Chosen& room, const Kernels& with = kernels()) const;
    std::size_t size() const { return size_; }

private:
    /// Where the kernel takes over for an index.
    PhiloxState state(std::uint32_t index) const;
    BlockBatch(const Block& counter, const std::array<std::uint32_t, 2>& key, std::span<const std::uint64_t> agents, const Kernels& with,
               std::pmr::memory_resource* room);

    std::size_t size_ = 0;
    bool shared_ = true;  // all agents' codes have the same high byte
    Block counter_{};
    std::array<std::uint32_t, 2> key_{};
    // [3, padded n]; shared: three words after round 3, but for what the index adds; else words 1 and 2 of the counter
    Column<std::uint64_t> columns_;
};

/// One uniform an agent, those of Draws::uniform, [padded n].
template <class Purpose>
std::vector<double> uniforms(const Draws& draws, Purpose purpose, std::span<const std::uint64_t> agents, std::uint32_t index)
{
    const BlockBatch blocks(draws, purpose, agents);
    std::vector<double> first(padded(agents.size())), second(first.size());
    blocks.draw(index, UniformPairs{first.data(), second.data()});
    return first;
}

/// Exponential waiting times at rate 1, one an agent: -ln(1 - u), [padded n].
template <class Purpose>
std::vector<double> waiting_times(const Draws& draws, Purpose purpose, std::span<const std::uint64_t> agents, std::uint32_t index)
{
    std::vector<double> times = uniforms(draws, purpose, agents, index);
    for (double& each : times) each = 1 - each;  // never 0
    kernels().log(times.size(), times.data(), times.data());
    for (double& each : times) each = -each;
    return times;
}

}  // namespace comity::sim
