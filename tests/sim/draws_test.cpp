#include "sim/draws.hpp"

#include <set>
#include <string>

#include <fmt/format.h>

#include "tests/support/catch.hpp"

using comity::sim::agent_code;

TEST_CASE("names of up to five bytes are their own codes", "[sim][draws]")
{
    CHECK(agent_code("") == 0);
    CHECK(agent_code("CHN") == 0x43484e);
    CHECK(agent_code("C0001") == 0x4330303031);
}

TEST_CASE("a hundred thousand long names of one pattern have codes of their own", "[sim][draws]")
{
    // 40 bits: by chance one pair in two hundred such families would fall together.
    const std::string pattern = GENERATE("U{:06}", "country-{}", "{:x}-region-of-a-world");
    std::set<std::uint64_t> codes;
    for (int k = 0; k < 100'000; ++k) codes.insert(agent_code(fmt::format(fmt::runtime(pattern), k)));
    CHECK(codes.size() == 100'000);
    CHECK(*codes.rbegin() < std::uint64_t{1} << 40);
}
