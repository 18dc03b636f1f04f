#include "agents/measures/blocs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/philox.hpp"

namespace comity::agents {
namespace {

constexpr float never = 1e30F;
constexpr int most_passes = 100;
constexpr float least_gain = 1e-5F;  // relative to the strength of the node: below it a move is rounding

}  // namespace

int Partition::num_communities() const { return community.empty() ? 0 : *std::max_element(community.begin(), community.end()) + 1; }

int Partition::num_larger_than(double share) const
{
    std::vector<int> size(static_cast<std::size_t>(num_communities()), 0);
    for (const int c : community) ++size[static_cast<std::size_t>(c)];
    const double least = share * static_cast<double>(community.size());
    return static_cast<int>(std::count_if(size.begin(), size.end(), [&](int s) { return s >= least; }));
}

double modularity(const Eigen::ArrayXXf& weights, const std::vector<int>& community)
{
    const int num = community.empty() ? 0 : *std::max_element(community.begin(), community.end()) + 1;
    std::vector<double> inside(static_cast<std::size_t>(num), 0), total(inside);
    double all = 0;
    for (Eigen::Index j = 0; j < weights.cols(); ++j)
        for (Eigen::Index i = 0; i < weights.rows(); ++i) {
            const double w = weights(i, j);
            const auto a = static_cast<std::size_t>(community[static_cast<std::size_t>(i)]);
            all += w;
            total[a] += w;
            if (community[static_cast<std::size_t>(j)] == community[static_cast<std::size_t>(i)]) inside[a] += w;
        }
    if (all == 0) return 0;
    double q = 0;
    for (std::size_t c = 0; c < inside.size(); ++c) q += inside[c] / all - (total[c] / all) * (total[c] / all);
    return q;
}

void Louvain::take(const Eigen::ArrayXXf& weights)
{
    const Eigen::Index n = weights.rows();
    graph_.weights = weights;
    graph_.weights.matrix().diagonal().setZero();
    graph_.size = static_cast<int>(n);
    graph_.strength.resize(n);
    graph_.inside = Eigen::ArrayXd::Zero(n);
    total_ = 0;
    for (Eigen::Index i = 0; i < n; ++i) {
        double lane[4] = {};  // in a fixed order, whatever the machine
        const float* column = graph_.weights.col(i).data();
        for (Eigen::Index j = 0; j < n; ++j) lane[j % 4] += static_cast<double>(column[j]);
        const double sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
        graph_.strength(i) = static_cast<float>(sum);
        total_ += sum;
    }
    slot_weights_.resize(n, n / 2 + 1);
    gain_.resize(n);
    alone_total_.resize(n);
}

/// Fisher-Yates, with a block of Philox for every four places.
void Louvain::order_visits(int n, std::uint32_t seed, std::uint32_t level)
{
    order_.resize(static_cast<std::size_t>(n));
    std::iota(order_.begin(), order_.end(), 0);
    sim::Block block{};
    for (std::uint32_t k = 0; k + 1 < static_cast<std::uint32_t>(n); ++k) {
        if (k % 4 == 0) block = sim::philox({k / 4, level, 0, 0}, {seed, 0});
        const std::uint64_t left = static_cast<std::uint64_t>(n) - k;
        const auto pick = k + static_cast<std::uint32_t>((block[k % 4] * left) >> 32);
        std::swap(order_[k], order_[pick]);
    }
}

/// Moves nodes until none gains; fills label_. Whether anything moved.
bool Louvain::move_nodes(const Level& level)
{
    const int n = level.size;
    const auto size = static_cast<std::size_t>(n);
    const auto inverse = static_cast<float>(1 / total_);
    slot_.assign(size, -1);
    slot_size_.assign(size / 2 + 1, 0);
    slot_total_.assign(size / 2 + 1, 0);
    free_.resize(size / 2 + 1);
    std::iota(free_.rbegin(), free_.rend(), 0);
    open_.clear();
    auto alone_total = alone_total_.head(n);
    alone_total = level.strength.head(n);
    int num_alone = n;
    bool any = false;

    for (int pass = 0; pass < most_passes; ++pass) {
        bool moved = false;
        for (const int i : order_) {
            const float pull = level.strength(i) * inverse;
            const int own = slot_[static_cast<std::size_t>(i)];
            float best = 0;   // alone
            int best_slot = -1, best_node = -1;
            float stay = 0;
            if (own >= 0) {
                stay = slot_weights_(i, own) - pull * (slot_total_[static_cast<std::size_t>(own)] - level.strength(i));
            }
            for (const int s : open_) {
                if (s == own) continue;
                const float g = slot_weights_(i, s) - pull * slot_total_[static_cast<std::size_t>(s)];
                if (g > best) {
                    best = g;
                    best_slot = s;
                }
            }
            if (num_alone > (own < 0 ? 1 : 0)) {
                auto gain = gain_.head(n);
                gain = level.weights.col(i).head(n) - pull * alone_total;
                if (gain.maxCoeff() > best) {
                    for (int j = 0; j < n; ++j)
                        if (gain(j) > best && j != i) {
                            best = gain(j);
                            best_node = j;
                        }
                }
            }
            if (!(best > stay + least_gain * level.strength(i))) continue;

            moved = true;
            if (own >= 0) {  // leave
                const auto o = static_cast<std::size_t>(own);
                slot_weights_.col(own).head(n) -= level.weights.col(i).head(n);
                slot_total_[o] -= level.strength(i);
                slot_[static_cast<std::size_t>(i)] = -1;
                if (--slot_size_[o] == 1) {
                    const auto last = std::find(slot_.begin(), slot_.end(), own) - slot_.begin();
                    slot_[static_cast<std::size_t>(last)] = -1;
                    alone_total(last) = level.strength(last);
                    ++num_alone;
                    open_.erase(std::find(open_.begin(), open_.end(), own));
                    free_.push_back(own);
                }
            } else {
                --num_alone;
            }
            if (best_node >= 0) {  // two nodes alone make a community
                best_slot = free_.back();
                free_.pop_back();
                open_.push_back(best_slot);
                const auto b = static_cast<std::size_t>(best_slot);
                slot_weights_.col(best_slot).head(n) = level.weights.col(best_node).head(n);
                slot_total_[b] = level.strength(best_node);
                slot_size_[b] = 1;
                slot_[static_cast<std::size_t>(best_node)] = best_slot;
                alone_total(best_node) = never;
                --num_alone;
            }
            if (best_slot >= 0) {  // join
                const auto b = static_cast<std::size_t>(best_slot);
                slot_weights_.col(best_slot).head(n) += level.weights.col(i).head(n);
                slot_total_[b] += level.strength(i);
                ++slot_size_[b];
                slot_[static_cast<std::size_t>(i)] = best_slot;
                alone_total(i) = never;
            } else {
                alone_total(i) = level.strength(i);
                ++num_alone;
            }
        }
        any = any || moved;
        if (!moved) break;
    }

    label_.assign(size, -1);
    label_of_slot_.assign(slot_size_.size(), -1);
    num_labels_ = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (slot_[i] < 0) {
            label_[i] = num_labels_++;
            continue;
        }
        int& of_slot = label_of_slot_[static_cast<std::size_t>(slot_[i])];
        if (of_slot < 0) of_slot = num_labels_++;
        label_[i] = of_slot;
    }
    return any;
}

/// Communities become nodes.
void Louvain::gather(const Level& from, Level& to)
{
    const int n = num_labels_;
    to.size = n;
    to.weights = Eigen::ArrayXXf::Zero(n, n);
    to.strength = Eigen::ArrayXf::Zero(n);
    to.inside = Eigen::ArrayXd::Zero(n);
    for (int i = 0; i < from.size; ++i) {
        const int a = label_[static_cast<std::size_t>(i)];
        to.strength(a) += from.strength(i);
        to.inside(a) += from.inside(i);
        if (slot_[static_cast<std::size_t>(i)] >= 0) continue;
        for (int j = 0; j < from.size; ++j) to.weights(label_[static_cast<std::size_t>(j)], a) += from.weights(j, i);
    }
    // The weights of every node into each community are known already.
    for (const int s : open_) {
        const int a = label_of_slot_[static_cast<std::size_t>(s)];
        for (int j = 0; j < from.size; ++j) to.weights(label_[static_cast<std::size_t>(j)], a) += slot_weights_(j, s);
    }
    for (int a = 0; a < n; ++a) {
        to.inside(a) += to.weights(a, a);
        to.weights(a, a) = 0;
    }
}

const Partition& Louvain::divide(std::uint32_t seed)
{
    const auto n = static_cast<std::size_t>(graph_.size);
    found_.community.resize(n);
    std::iota(found_.community.begin(), found_.community.end(), 0);
    found_.modularity = 0;
    if (total_ <= 0) return found_;
    const Level* level = &graph_;
    for (std::uint32_t depth = 0;; ++depth) {
        order_visits(level->size, seed, depth);
        if (!move_nodes(*level)) break;
        for (int& c : found_.community) c = label_[static_cast<std::size_t>(c)];
        Level& next = coarse_[depth % 2];
        gather(*level, next);
        level = &next;
        if (next.size == 1) break;
    }
    double q = 0;
    for (int c = 0; c < level->size; ++c) {
        const double share = static_cast<double>(level->strength(c)) / total_;
        q += level->inside(c) / total_ - share * share;
    }
    found_.modularity = q;
    return found_;
}

Blocs find_blocs(Louvain& louvain, const Eigen::ArrayXXf& weights, int seeds)
{
    louvain.take(weights);
    Blocs mean;
    double squares = 0;
    for (int s = 0; s < seeds; ++s) {
        const Partition& p = louvain.divide(static_cast<std::uint32_t>(s));
        mean.modularity += p.modularity;
        squares += p.modularity * p.modularity;
        mean.communities += p.num_larger_than(bloc_share);
    }
    mean.modularity /= seeds;
    mean.communities /= seeds;
    mean.spread = std::sqrt(std::max(0.0, squares / seeds - mean.modularity * mean.modularity));
    return mean;
}

}  // namespace comity::agents
