// Prints what the measures of blocs say of a graph, for a comparison with another program.
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "agents/measures/blocs.hpp"
#include "tests/agents/measures/graphs.hpp"

namespace {

using comity::agents::Louvain;

/// For each seed the modularity and the communities that the search finds.
void divide(const Eigen::ArrayXXf& graph, std::uint32_t seeds)
{
    Louvain louvain;
    louvain.take(graph);
    for (std::uint32_t seed = 0; seed < seeds; ++seed) {
        const auto& found = louvain.divide(seed);
        fmt::print("{:.9f}", found.modularity);
        for (const int c : found.community) fmt::print(" {}", c);
        fmt::print("\n");
    }
}

/// The modularity of each partition of a file, one a line.
void weigh(const Eigen::ArrayXXf& graph, const char* path)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::vector<int> community;
        for (int c = 0; words >> c;) community.push_back(c);
        fmt::print("{:.9f}\n", comity::agents::modularity(graph, community));
    }
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string task = argc == 4 ? argv[1] : "";
    if (task != "divide" && task != "modularity") {
        fmt::print(stderr, "usage: louvain_probe divide GRAPH.csv SEEDS | modularity GRAPH.csv PARTITIONS.txt\n");
        return 2;
    }
    const auto graph = comity::tests::read_graph(argv[2]);
    if (task == "divide")
        divide(graph, static_cast<std::uint32_t>(std::stoul(argv[3])));
    else
        weigh(graph, argv[3]);
}
