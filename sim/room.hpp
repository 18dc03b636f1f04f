#pragma once
// Memory for what lives no longer than one piece of work.

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <new>
#include <utility>
#include <vector>

namespace comity::sim {

/// Hands out pieces that stand side by side and come back all at once, at no cost a piece; beyond `size` bytes it asks the heap.
///
/// Pieces begin on a cache line, so that a register of numbers seldom lies across two.
template <std::size_t size>
class Room final : public std::pmr::memory_resource {
public:
    Room() = default;
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    /// Takes all pieces back; whoever holds one must be gone.
    void clear() { pieces_.release(); }

private:
    static constexpr std::size_t line = 64;

    void* do_allocate(std::size_t bytes, std::size_t alignment) override { return pieces_.allocate(bytes, std::max(alignment, line)); }
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

    alignas(line) std::array<std::byte, size> first_;
    std::pmr::monotonic_buffer_resource pieces_{first_.data(), first_.size()};
};

/// Takes memory from a resource and leaves new numbers unset, unless a value is given.
template <class T>
struct Unset : std::pmr::polymorphic_allocator<T> {
    Unset() = default;
    Unset(std::pmr::memory_resource* room) : std::pmr::polymorphic_allocator<T>(room) {}
    template <class Other>
    Unset(const Unset<Other>& other) : std::pmr::polymorphic_allocator<T>(other.resource())
    {
    }
    template <class U>
    void construct(U* place)
    {
        ::new (static_cast<void*>(place)) U;
    }
    template <class U, class... Values>
    void construct(U* place, Values&&... values)
    {
        ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
    }
};

/// A column that is written before it is read: a new one of a given length holds anything.
template <class T>
using Column = std::vector<T, Unset<T>>;

}  // namespace comity::sim
