#pragma once
// The small graphs shipped with the tests: `from,to,weight`, each edge once.

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <Eigen/Core>

namespace comity::tests {

/// The graph of a file in tests/agents/measures/graphs, or of any path with a slash, as a symmetric matrix.
inline Eigen::ArrayXXf read_graph(const std::string& name)
{
    const std::string path = name.find('/') != std::string::npos ? name : std::string(COMITY_SOURCE_DIR) + "/tests/agents/measures/graphs/" + name;
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path);
    struct Edge {
        int from, to;
        float weight;
    };
    std::vector<Edge> edges;
    std::string line;
    std::getline(in, line);
    int nodes = 0;
    while (std::getline(in, line)) {
        const auto first = line.find(','), second = line.rfind(',');
        edges.push_back({std::stoi(line), std::stoi(line.substr(first + 1)), std::stof(line.substr(second + 1))});
        nodes = std::max({nodes, edges.back().from + 1, edges.back().to + 1});
    }
    Eigen::ArrayXXf graph = Eigen::ArrayXXf::Zero(nodes, nodes);
    for (const Edge& e : edges) graph(e.from, e.to) = graph(e.to, e.from) = e.weight;
    return graph;
}

}  // namespace comity::tests
