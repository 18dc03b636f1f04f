#include "agents/measures/blocs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "agents/measures/bloc_kernel.hpp"
#include "sim/philox.hpp"

namespace comity::agents {
namespace {

constexpr float barred = -1e30F;
constexpr int most_passes = 100;
constexpr int visits_per_marking = 6;  // to mark all who are eager takes about as long
constexpr float least_share = 1e-5F;  // of a node's strength: a lesser gain is rounding

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Fisher-Yates, with a block of Philox for every four places.
void order_visits(int n, std::uint32_t seed, std::uint32_t level, std::vector<int>& order)
{
    order.resize(at(n));
    std::iota(order.begin(), order.end(), 0);
    sim::Block block{};
    for (std::uint32_t k = 0; k + 1 < static_cast<std::uint32_t>(n); ++k) {
        if (k % 4 == 0) block = sim::philox({k / 4, level, 0, 0}, {seed, 0});
        const std::uint64_t left = static_cast<std::uint64_t>(n) - k;
        const auto pick = k + static_cast<std::uint32_t>((block[k % 4] * left) >> 32);
        std::swap(order[k], order[pick]);
    }
}

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

void Louvain::Level::resize(int nodes)
{
    size = nodes;
    rows = padded_nodes(at(nodes));
    const auto length = static_cast<Eigen::Index>(rows);
    ties.setZero(length, nodes);
    strongest.setZero(length);
    least_gain.setZero(length);
    inside.setZero(nodes);
}

Louvain::Louvain() : loops_(&bloc_kernel()) {}

void Louvain::take(const Eigen::ArrayXXf& weights, std::span<const int> order)
{
    const auto n = static_cast<int>(weights.rows());
    if (n != graph_.size) {
        first_orders_.clear();
        graph_.resize(n);
    }
    total_ = 0;
    Eigen::ArrayXf strength = Eigen::ArrayXf::Zero(graph_.ties.rows());
    for (int i = 0; i < n; ++i) {
        if (order.empty())
            graph_.ties.col(i).head(n) = weights.col(i);
        else
            for (int k = 0; k < n; ++k) graph_.ties(k, i) = weights(order[at(k)], order[at(i)]);
        graph_.ties(i, i) = 0;
        const double sum = loops_->sum(graph_.rows, graph_.ties.col(i).data());
        strength(i) = static_cast<float>(sum);
        graph_.inside(i) = -sum * sum;
        total_ += sum;
    }
    slot_ties_.resize(graph_.ties.rows(), n / 2 + 1);
    bar_.resize(graph_.ties.rows());
    nothing_.setZero(graph_.ties.rows());
    if (total_ <= 0) return;
    graph_.inside /= total_;
    graph_.least_gain = least_share * strength;
    for (int i = 0; i < n; ++i) {
        auto ties = graph_.ties.col(i);
        ties -= strength(i) / static_cast<float>(total_) * strength;
        ties(i) = 0;
        graph_.strongest(i) = loops_->greatest_sum(graph_.rows, ties.data(), nothing_.data());
    }
}

const std::vector<int>& Louvain::first_order(std::uint32_t seed)
{
    std::vector<int>& order = first_orders_[seed];
    if (order.empty()) order_visits(graph_.size, seed, 0, order);
    return order;
}

/// Moves nodes until none gains, and numbers the communities. Whether anything moved.
bool Louvain::move_nodes(const Level& level, const std::vector<int>& order)
{
    const int n = level.size;
    slot_.assign(level.rows, -1);
    eager_.resize(level.rows);
    slot_size_.resize(at(n / 2 + 1));
    num_open_ = 0;
    bar_.setConstant(barred);
    bar_.head(n).setZero();
    num_alone_ = n;
    bool any = false, moving = true;
    bool marked = false;  // eager_ holds for the communities as they are
    int idle = 0;         // visits in a row that moved nobody
    for (int pass = 0; pass < most_passes && moving; ++pass) {
        moving = false;  // a pass that moves nobody would be the same again
        for (const int i : order) {
            if (marked && eager_[at(i)] == 0) continue;
            if (visit(level, i)) {
                any = moving = true;
                marked = false;
                idle = 0;
            } else if (!marked && ++idle >= visits_per_marking) {
                marked = mark_eager(level);
                if (marked) continue;
                moving = false;
                break;
            }
        }
    }
    number_communities(n);
    return any;
}

/// Marks the nodes that may want to move. Whether there are any.
bool Louvain::mark_eager(const Level& level)
{
    const OpenCommunities communities{slot_ties_.data(), static_cast<std::size_t>(slot_ties_.rows()), num_open_};
    const auto& offer = num_alone_ > 0 ? level.strongest : nothing_;
    return loops_->mark_eager(level.rows, communities, slot_.data(), offer.data(), level.least_gain.data(), eager_.data());
}

/// Moves a node to where modularity gains most, if it gains. Whether it did.
bool Louvain::visit(const Level& level, int i)
{
    const float* worth = slot_ties_.data() + i;
    const int own = slot_[at(i)];
    const float stay = own >= 0 ? slot_ties_(i, own) : 0;
    float best = 0;  // alone
    int slot = -1;
    for (int s = 0; s < num_open_; ++s, worth += slot_ties_.rows()) {
        slot = *worth > best ? s : slot;
        best = *worth > best ? *worth : best;
    }
    // Nobody can offer more than the strongest tie; once there are communities, that seldom matters.
    const int other = num_alone_ > 0 && level.strongest(i) > best ? strongest_alone(level, i, best) : -1;
    if (!(best > stay + level.least_gain(i))) return false;
    if (own >= 0 && leave(level, i) && slot == num_open_) slot = own;  // the last slot took the place of the one given up
    if (other >= 0) slot = open_slot(level, other);
    if (slot >= 0) join(level, i, slot);
    return true;
}

/// The node by itself with which `i` has the greatest tie, where that is above `above`, which is raised to it; otherwise -1.
int Louvain::strongest_alone(const Level& level, int i, float& above) const
{
    const float* ties = level.ties.col(i).data();
    const float strongest = loops_->greatest_sum(level.rows, ties, bar_.data());
    if (!(strongest > above)) return -1;
    above = strongest;
    return static_cast<int>(loops_->place_of_sum(level.rows, ties, bar_.data(), strongest));
}

/// Whether the slot that the node was in was closed.
bool Louvain::leave(const Level& level, int i)
{
    const int slot = slot_[at(i)];
    loops_->subtract(level.rows, level.ties.col(i).data(), slot_ties_.col(slot).data());
    slot_[at(i)] = -1;
    bar_(i) = 0;
    ++num_alone_;
    if (--slot_size_[at(slot)] > 1) return false;
    close_slot(slot);
    return true;
}

/// Leaves the last member alone, and gives the slot to the community that has the last one.
void Louvain::close_slot(int slot)
{
    const auto last = std::find(slot_.begin(), slot_.end(), slot) - slot_.begin();
    slot_[static_cast<std::size_t>(last)] = -1;
    bar_(last) = 0;
    ++num_alone_;
    if (--num_open_ == slot) return;
    std::replace(slot_.begin(), slot_.end(), num_open_, slot);
    slot_size_[at(slot)] = slot_size_[at(num_open_)];
    slot_ties_.col(slot) = slot_ties_.col(num_open_);
}

/// A slot for a community that begins with one node.
int Louvain::open_slot(const Level& level, int first)
{
    slot_ties_.col(num_open_).setZero();
    slot_size_[at(num_open_)] = 0;
    join(level, first, num_open_);
    return num_open_++;
}

void Louvain::join(const Level& level, int i, int slot)
{
    loops_->add(level.rows, level.ties.col(i).data(), slot_ties_.col(slot).data());
    slot_[at(i)] = slot;
    ++slot_size_[at(slot)];
    bar_(i) = barred;
    --num_alone_;
}

/// Fills label_, in order of the first members.
void Louvain::number_communities(int n)
{
    label_.resize(at(n));
    label_of_slot_.assign(slot_size_.size(), -1);
    num_labels_ = 0;
    for (std::size_t i = 0; i < label_.size(); ++i) {
        int alone = -1;
        int& label = slot_[i] < 0 ? alone : label_of_slot_[at(slot_[i])];
        if (label < 0) label = num_labels_++;
        label_[i] = label;
    }
}

/// Communities become nodes.
void Louvain::gather(const Level& from, Level& to)
{
    to.resize(num_labels_);
    const auto add = [&](const float* ties, int label) {
        float* sum = to.ties.col(label).data();
        for (int j = 0; j < from.size; ++j) sum[label_[at(j)]] += ties[j];
    };
    for (int i = 0; i < from.size; ++i) {
        const int label = label_[at(i)];
        to.least_gain(label) += from.least_gain(i);
        to.inside(label) += from.inside(i);
        if (slot_[at(i)] < 0) add(from.ties.col(i).data(), label);
    }
    for (int s = 0; s < num_open_; ++s) add(slot_ties_.col(s).data(), label_of_slot_[at(s)]);
    to.inside += to.ties.matrix().diagonal().array().cast<double>();
    to.ties.matrix().diagonal().setZero();
    for (int a = 0; a < to.size; ++a) to.strongest(a) = loops_->greatest_sum(to.rows, to.ties.col(a).data(), nothing_.data());
}

const Partition& Louvain::divide(std::uint32_t seed)
{
    found_.community.resize(at(graph_.size));
    std::iota(found_.community.begin(), found_.community.end(), 0);
    found_.modularity = 0;
    if (total_ <= 0) return found_;
    const Level* level = &graph_;
    for (std::uint32_t depth = 0; level->size > 1; ++depth) {
        if (depth > 0) order_visits(level->size, seed, depth, order_);
        if (!move_nodes(*level, depth > 0 ? order_ : first_order(seed))) break;
        for (int& c : found_.community) c = label_[at(c)];
        Level& next = coarse_[depth % 2];
        gather(*level, next);
        level = &next;
    }
    found_.modularity = level->inside.sum() / total_;
    return found_;
}

Blocs find_blocs(Louvain& louvain, const Eigen::ArrayXXf& weights, int seeds, std::span<const int> order)
{
    louvain.take(weights, order);
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
