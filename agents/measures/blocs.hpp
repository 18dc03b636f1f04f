#pragma once
// Group 4: communities of countries that vote alike, found by modularity.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

namespace comity::agents {

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
    /// Takes in a graph: [node, node], weights not negative.
    void take(const Eigen::ArrayXXf& weights);
    const Partition& divide(std::uint32_t seed);

private:
    /// One level of the hierarchy.
    struct Level {
        Eigen::ArrayXXf weights;   // between nodes, 0 on the diagonal
        Eigen::ArrayXf strength;   // row sums with what is inside twice
        Eigen::ArrayXd inside;     // weights inside the node, both directions
        int size = 0;
    };
    void order_visits(int n, std::uint32_t seed, std::uint32_t level);
    bool move_nodes(const Level& level);
    void gather(const Level& from, Level& to);

    Level graph_;
    Level coarse_[2];
    double total_ = 0;  // 2m
    Partition found_;
    std::vector<int> order_;
    std::vector<int> label_;             // [node of the level], community
    int num_labels_ = 0;
    // the moving phase: communities of two nodes or more have a slot; a node alone has none
    std::vector<int> slot_;              // [node], -1: alone
    std::vector<int> slot_size_, open_, free_, label_of_slot_;
    std::vector<float> slot_total_;
    Eigen::ArrayXXf slot_weights_;       // [node, slot], weights of the node into the community
    Eigen::ArrayXf alone_total_;         // [node], its strength while alone, otherwise very large
    Eigen::ArrayXf gain_;
};

/// Mean over seeds 0, 1, ... of what the Louvain method finds.
struct Blocs {
    double modularity = 0;
    double communities = 0;  ///< with at least 5 % of the countries
    double spread = 0;       ///< s.d. of the modularity over the seeds
};
Blocs find_blocs(Louvain& louvain, const Eigen::ArrayXXf& weights, int seeds);

constexpr double bloc_share = 0.05;

}  // namespace comity::agents
