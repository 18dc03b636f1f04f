#include "agents/graph_algorithms.hpp"

#include <cstdint>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>

namespace comity::agents {
namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property, boost::no_property, std::int32_t, std::int32_t>;

Graph boost_graph(const TieGraph& ties)
{
    std::vector<std::pair<std::int32_t, std::int32_t>> edges;
    edges.reserve(ties.num_ties());
    for (int i = 0; i < ties.num_countries(); ++i)
        for (const std::int32_t j : ties.partners(i)) edges.emplace_back(i, j);
    return Graph(boost::edges_are_sorted, edges.begin(), edges.end(), ties.num_countries());
}

}  // namespace

std::vector<int> connected_parts(const TieGraph& ties)
{
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(static_cast<std::size_t>(ties.num_countries()));
    for (int i = 0; i < ties.num_countries(); ++i)
        for (const std::int32_t j : ties.partners(i)) add_edge(static_cast<std::size_t>(i), static_cast<std::size_t>(j), graph);
    std::vector<int> part(static_cast<std::size_t>(ties.num_countries()));
    if (!part.empty()) boost::connected_components(graph, part.data());
    return part;
}

std::vector<double> betweenness(const TieGraph& ties)
{
    const Graph graph = boost_graph(ties);
    std::vector<double> centrality(static_cast<std::size_t>(ties.num_countries()), 0.0);
    boost::brandes_betweenness_centrality(graph, boost::make_iterator_property_map(centrality.begin(), get(boost::vertex_index, graph)));
    const double n = ties.num_countries();
    const double pairs = (n - 1) * (n - 2);
    if (pairs > 0)
        for (double& each : centrality) each /= pairs;
    return centrality;
}

}  // namespace comity::agents
