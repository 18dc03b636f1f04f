#include "sim/block_batch.hpp"

#include <algorithm>

namespace comity::sim {
namespace {

struct Product {
    std::uint32_t high, low;
};

// Philox4x32: multipliers and key steps (Salmon et al. 2011, table 2); tests hold the batch against Random123.
Product times0(std::uint32_t a)
{
    const std::uint64_t p = std::uint64_t{0xD2511F53} * a;
    return {static_cast<std::uint32_t>(p >> 32), static_cast<std::uint32_t>(p)};
}
Product times1(std::uint32_t a)
{
    const std::uint64_t p = std::uint64_t{0xCD9E8D57} * a;
    return {static_cast<std::uint32_t>(p >> 32), static_cast<std::uint32_t>(p)};
}
std::uint32_t round_key0(const std::array<std::uint32_t, 2>& key, std::uint32_t round) { return key[0] + round * 0x9E3779B9u; }
std::uint32_t round_key1(const std::array<std::uint32_t, 2>& key, std::uint32_t round) { return key[1] + round * 0xBB67AE85u; }

std::uint32_t high_byte(std::uint64_t agent) { return static_cast<std::uint32_t>(agent >> 32) << 24; }

}  // namespace

BlockBatch::BlockBatch(const Block& counter, const std::array<std::uint32_t, 2>& key, std::span<const std::uint64_t> agents,
                       const Kernels& with, std::pmr::memory_resource* room)
    : size_(agents.size()), counter_(counter), key_(key), columns_(3 * padded(size_), room)
{
    shared_ = std::all_of(agents.begin(), agents.end(), [&](std::uint64_t a) { return high_byte(a) == high_byte(agents.front()); });
    const std::size_t n = padded(size_);
    for (std::size_t i = size_; i < n; ++i) columns_[i] = columns_[n + i] = 0;  // so that nothing is computed from unset memory
    if (!shared_) {
        for (std::size_t i = 0; i < size_; ++i) {
            columns_[i] = static_cast<std::uint32_t>(agents[i]);
            columns_[n + i] = counter[2] | high_byte(agents[i]);
        }
        return;
    }
    if (!agents.empty()) counter_[2] |= high_byte(agents.front());
    // Round 1 makes word 0 the agent's; round 2 passes it on to words 2 and 3; round 3 spreads it over words 0 and 1.
    for (std::size_t i = 0; i < size_; ++i) columns_[i] = static_cast<std::uint32_t>(agents[i]);
    with.begin_blocks(n, {times1(counter_[2]).high ^ round_key0(key, 0), times0(counter_[0]).low ^ round_key1(key, 1)},
                      {columns_.data(), columns_.data() + n, columns_.data() + 2 * n});
}

std::uint64_t mark_of(double chance)
{
    const double mark = std::clamp(chance, 0.0, 1.0) * 0x1p32;
    const auto whole = static_cast<std::uint64_t>(mark);
    return whole + (static_cast<double>(whole) < mark ? 1 : 0);
}

std::array<std::span<const std::int32_t>, 4> BlockBatch::choose(std::uint32_t index, std::uint64_t mark, Chosen& room, const Kernels& with) const
{
    std::int32_t* const first = room.place_.data();
    ChosenLists lists{{first, first + room.stride_, first + 2 * room.stride_, first + 3 * room.stride_}, {}};
    with.choose(padded(size_), state(index), mark, lists);
    std::array<std::span<const std::int32_t>, 4> chosen;
    for (std::size_t k = 0; k < 4; ++k) {
        std::size_t count = lists.count[k];
        while (count > 0 && lists.place[k][count - 1] >= static_cast<std::int32_t>(size_)) --count;  // the padding
        chosen[k] = {lists.place[k], count};
    }
    return chosen;
}

PhiloxState BlockBatch::state(std::uint32_t index) const
{
    const std::size_t n = padded(size_);
    const std::uint64_t* columns = columns_.data();
    if (!shared_) return {{nullptr, columns, columns + n, nullptr}, {counter_[0], 0, 0, index}, {key_[0], key_[1]}, 10};
    const std::uint32_t word2 = times0(counter_[0]).high ^ index ^ round_key1(key_, 0);  // after round 1
    const Product second = times1(word2);
    const Product third = times0(second.high ^ times1(counter_[2]).low ^ round_key0(key_, 1));
    return {{columns, columns + n, columns + 2 * n, nullptr},
            {second.low ^ round_key0(key_, 2), 0, third.high ^ round_key1(key_, 2), third.low},
            {round_key0(key_, 3), round_key1(key_, 3)},
            7};
}

}  // namespace comity::sim
