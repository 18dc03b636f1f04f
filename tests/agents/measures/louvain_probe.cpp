// Prints for each seed the modularity and the communities that the Louvain method finds in a graph, for a comparison with others.
#include <cstdint>

#include <fmt/format.h>

#include "agents/measures/blocs.hpp"
#include "tests/agents/measures/graphs.hpp"

int main(int argc, char** argv)
{
    if (argc != 3) {
        fmt::print(stderr, "usage: louvain_probe GRAPH.csv SEEDS\n");
        return 2;
    }
    const auto graph = comity::tests::read_graph(argv[1]);
    comity::agents::Louvain louvain;
    louvain.take(graph);
    for (std::uint32_t seed = 0; seed < static_cast<std::uint32_t>(std::stoul(argv[2])); ++seed) {
        const auto& found = louvain.divide(seed);
        fmt::print("{:.9f}", found.modularity);
        for (const int c : found.community) fmt::print(" {}", c);
        fmt::print("\n");
    }
}
