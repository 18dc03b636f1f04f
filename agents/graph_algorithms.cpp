#include "agents/graph_algorithms.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <boost/property_map/property_map.hpp>  // before disjoint_sets, which looks for its get()

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/pending/disjoint_sets.hpp>

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
    const auto n = static_cast<std::size_t>(ties.num_countries());
    boost::disjoint_sets_with_storage<> sets(n);
    for (int i = 0; i < ties.num_countries(); ++i)
        for (const std::int32_t j : ties.partners(i)) sets.union_set(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
    std::vector<int> number(n, -1), part(n);
    int parts = 0;
    for (int i = 0; i < ties.num_countries(); ++i) {
        int& of_root = number[sets.find_set(static_cast<std::size_t>(i))];
        if (of_root < 0) of_root = parts++;
        part[static_cast<std::size_t>(i)] = of_root;
    }
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
