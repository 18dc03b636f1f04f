#include "sim/room.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <vector>

#include "tests/support/catch.hpp"

using namespace comity;

namespace {

std::uintptr_t address(const void* piece) { return reinterpret_cast<std::uintptr_t>(piece); }

/// What a room asks the heap for.
class CountingResource final : public std::pmr::memory_resource {
public:
    std::size_t bytes = 0, open = 0;

private:
    void* do_allocate(std::size_t size, std::size_t alignment) override
    {
        bytes += size;
        ++open;
        return std::pmr::new_delete_resource()->allocate(size, alignment);
    }
    void do_deallocate(void* piece, std::size_t size, std::size_t alignment) override
    {
        --open;
        std::pmr::new_delete_resource()->deallocate(piece, size, alignment);
    }
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
};

/// Puts another resource in the place of the heap while it lives.
struct Instead {
    explicit Instead(std::pmr::memory_resource* resource) : before(std::pmr::set_default_resource(resource)) {}
    ~Instead() { std::pmr::set_default_resource(before); }
    std::pmr::memory_resource* before;
};

}  // namespace

TEST_CASE("pieces of a room stand apart, each on a line of its own, and without the heap while they fit", "[sim][room]")
{
    CountingResource heap;
    const Instead instead(&heap);
    sim::Room<4096> room;
    std::pmr::vector<double> one(3, 1.0, &room);
    std::pmr::vector<std::int8_t> two(65, 2, &room);
    std::pmr::vector<double> three(7, 3.0, &room);
    for (const void* piece : {static_cast<const void*>(one.data()), static_cast<const void*>(two.data()), static_cast<const void*>(three.data())})
        CHECK(address(piece) % 64 == 0);
    CHECK(address(two.data()) - address(one.data()) == 64);
    CHECK(address(three.data()) - address(two.data()) == 128);
    CHECK(std::accumulate(one.begin(), one.end(), 0.0) == 3);
    CHECK(std::accumulate(three.begin(), three.end(), 0.0) == 21);
    CHECK(heap.bytes == 0);
}

TEST_CASE("a room that is cleared begins anew, and what did not fit goes back to the heap", "[sim][room]")
{
    CountingResource heap;
    const Instead instead(&heap);
    sim::Room<1024> room;
    const void* first = room.allocate(100);
    const void* large = room.allocate(100000);
    CHECK(address(large) % 64 == 0);
    CHECK(heap.bytes >= 100000);
    CHECK(heap.open > 0);
    room.clear();
    CHECK(heap.open == 0);
    CHECK(room.allocate(100) == first);
}

TEST_CASE("a column holds what its memory held until it is written, and values where they are given", "[sim][room]")
{
    sim::Room<1024> room;
    const std::array<int, 3> sevens{7, 7, 7};
    std::memcpy(room.allocate(sizeof sevens), sevens.data(), sizeof sevens);
    room.clear();
    sim::Column<int> column(3, &room);
    CHECK(std::memcmp(column.data(), sevens.data(), sizeof sevens) == 0);
    column.resize(5, 5);
    CHECK((column[3] == 5 && column[4] == 5));
    CHECK(sim::Column<int>(3, 4) == sim::Column<int>{4, 4, 4});
}
