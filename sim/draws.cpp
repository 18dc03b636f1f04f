#include "sim/draws.hpp"

namespace comity::sim {

std::uint64_t agent_code(std::string_view name)
{
    if (name.size() <= 5) {
        std::uint64_t code = 0;
        for (const char c : name) code = (code << 8) | static_cast<unsigned char>(c);
        return code;
    }
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    // FNV hardly carries the last letters upwards; SplitMix64's finaliser does.
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return (hash ^ (hash >> 31)) & 0xffffffffffULL;
}

}  // namespace comity::sim
