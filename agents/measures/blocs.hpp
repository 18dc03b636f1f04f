#pragma once
// Group 4: communities of countries that vote alike, found by modularity.

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace comity::agents {

struct BlocKernel;

/// A division of a graph into communities, numbered 0, 1, ... by their first member.
struct Partition {
    std::vector<int> community;  ///< [node]
    double modularity = 0;       ///< Q, 0 for a graph without edges
    int num_communities() const;
    /// Communities with at least this share of the nodes.
    int num_larger_than(double share) const;
};

/// Q = sum_c [in_c / 2m - (tot_c / 2m)^2], in_c the weights inside c in both directions, tot_c the strengths of its nodes.
///
/// Source: Newman & Girvan (2004), Phys. Rev. E 69:026113
double modularity(const Eigen::ArrayXXf& weights, const std::vector<int>& community);

/// The Louvain method on a dense symmetric graph without self-ties: nodes move one by one to the community where modularity gains most,
/// communities become nodes, and so on until nothing gains.
///
/// Draws:  the order of visits, from Philox with the seed as key: a seed gives one partition, whatever the run
/// Source: Blondel, Guillaume, Lambiotte & Lefebvre (2008), J. Stat. Mech. P10008. A node may also leave to be alone.
class Louvain {
public:
    Louvain();
    /// Takes in a graph: [node, node], weights not negative. Node k is row order[k], or row k without an order.
    void take(const Eigen::ArrayXXf& weights, std::span<const int> order = {});
    const Partition& divide(std::uint32_t seed);

private:
    /// One level of the hierarchy, in shares of the modularity: ties are w_ij - k_i k_j / 2m, so that joining i to a community adds to m Q
    /// the sum of its ties with the members.
    struct Level {
        void resize(int nodes);

        int size = 0;
        std::size_t rows = 0;        // padded
        Eigen::ArrayXXf ties;        // [node, node], 0 on the diagonal
        Eigen::ArrayXf strongest;    // [node], the greatest of its ties, or 0
        Eigen::ArrayXf least_gain;   // [node], below it a move is rounding
        Eigen::ArrayXd inside;       // [node], what it adds to 2m Q by itself
    };
    const std::vector<int>& first_order(std::uint32_t seed);
    bool move_nodes(const Level& level, const std::vector<int>& order);
    bool mark_eager(const Level& level);
    bool visit(const Level& level, int i);
    int strongest_alone(const Level& level, int i, float& above) const;
    bool leave(const Level& level, int i);
    void close_slot(int slot);
    int open_slot(const Level& level, int first);
    void join(const Level& level, int i, int slot);
    void number_communities(int n);
    void gather(const Level& from, Level& to);

    const BlocKernel* loops_;
    Level graph_;
    Level coarse_[2];
    double total_ = 0;  // 2m
    Partition found_;
    std::map<std::uint32_t, std::vector<int>> first_orders_;  // [seed], of the graph's nodes: the same from graph to graph of one size
    std::vector<int> order_;
    std::vector<int> label_;             // [node of the level], community
    int num_labels_ = 0;
    // the moving phase: communities of two nodes or more have a slot, the first num_open_ of them; a node alone has none
    std::vector<int> slot_;              // [node], -1: alone
    std::vector<int> eager_;             // [node], 0: is content where it is
    std::vector<int> slot_size_, label_of_slot_;
    int num_open_ = 0;
    Eigen::ArrayXXf slot_ties_;          // [node, slot], sum of the node's ties with the members
    Eigen::ArrayXf bar_;                 // [node], 0 while it is alone, otherwise lower than any tie
    Eigen::ArrayXf nothing_;             // [node], 0
    int num_alone_ = 0;
};

/// Mean over seeds 0, 1, ... of what the Louvain method finds, the nodes in an order as Louvain::take has it.
struct Blocs {
    double modularity = 0;
    double communities = 0;  ///< with at least 5 % of the countries
    double spread = 0;       ///< s.d. of the modularity over the seeds
};
Blocs find_blocs(Louvain& louvain, const Eigen::ArrayXXf& weights, int seeds, std::span<const int> order = {});

constexpr double bloc_share = 0.05;

}  // namespace comity::agents
