#include "analysis/report/pairing.hpp"

#include <fmt/format.h>

#include "analysis/report/html.hpp"

namespace comity::analysis {
namespace {

std::string world_of(const Manifest& manifest)
{
    const std::string generated = manifest.input.at("world.synthetic");
    return generated.empty() ? manifest.input.at("world") : "a generated world of " + generated + " countries";
}

bool same_world(const Manifest& a, const Manifest& b)
{
    return a.world_sha256.empty() || b.world_sha256.empty() ? world_of(a) == world_of(b) : a.world_sha256 == b.world_sha256;
}

std::string program_of(const Manifest& manifest)
{
    return fmt::format("{} {}, commit {}", manifest.program, manifest.version,
                       manifest.commit.empty() ? "unknown" : manifest.commit);
}

}  // namespace

Pairing pairing_of(const Manifest& first, const Manifest& other)
{
    Pairing pairing;
    if (first.seed != other.seed)
        pairing.hindrances.push_back(fmt::format("with another seed ({} instead of {})", other.seed, first.seed));
    if (!same_world(first, other))
        pairing.hindrances.push_back(world_of(first) == world_of(other)
                                         ? fmt::format("on other tables of the world {}", world_of(other))
                                         : fmt::format("on another world ({} instead of {})", world_of(other), world_of(first)));
    if (program_of(first) != program_of(other))
        pairing.cautions.push_back(fmt::format("by another program ({} instead of {})", program_of(other), program_of(first)));
    if (first.start != other.start)
        pairing.cautions.push_back(fmt::format("from another start ({} instead of {})", other.start, first.start));
    if (first.rounds != other.rounds)
        pairing.cautions.push_back(
            fmt::format("for {} instead of {}", counted(other.rounds, "round", "rounds"), count(first.rounds)));
    return pairing;
}

}  // namespace comity::analysis
