#include "sim/digest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/contracts.hpp"

namespace comity::sim {
namespace {

// One step of the scale function k1 is an angle of 2 pi / compression; asin and sin of libm differ between processors, these do not.
constexpr double step_cos = 0.99950656036573155700;
constexpr double step_sin = 0.03141075907812829300;
static_assert(Digest::compression == 200);

/// The quantile at which a centroid that starts at `q` must end: k1(result) = k1(q) + 1, with sin(a + b) = sin a cos b + cos a sin b.
double end_of_centroid(double q)
{
    const double x = 2 * q - 1;
    if (x >= step_cos) return 1;
    return (x * step_cos + std::sqrt(std::max(0.0, 1 - x * x)) * step_sin + 1) / 2;
}

}  // namespace

/// Centroids and single values in one ascending list; of equals the centroid comes first.
void Digest::blend(std::span<const double> ascending, std::vector<Centroid>& all) const
{
    all.resize(centroids_.size() + ascending.size());
    const Centroid* old = centroids_.data();
    const Centroid* const old_end = old + centroids_.size();
    const double* value = ascending.data();
    const double* const value_end = value + ascending.size();
    Centroid* to = all.data();
    while (old != old_end && value != value_end) {
        const bool from_old = old->mean <= *value;
        *to++ = {from_old ? old->mean : *value, from_old ? old->weight : 1.0};
        old += from_old;
        value += !from_old;
    }
    to = std::copy(old, old_end, to);
    for (; value != value_end; ++value) *to++ = {*value, 1};
}

/// Merges neighbours of an ascending list while they fit one centroid.
void Digest::compress(std::vector<Centroid>& centroids, double total)
{
    if (centroids.empty()) return;
    Centroid* to = centroids.data();
    double first = to->mean, beyond = 0;  // the open centroid's mean is first + beyond / weight: exact where all are equal
    double weight = to->weight;
    double before = 0;  // weight left of it
    const double share = 1 / total;
    double limit = total * end_of_centroid(0);
    const auto close = [&] { *to++ = {first + beyond / weight, weight}; };
    for (const Centroid next : std::span(centroids).subspan(1)) {
        const double together = weight + next.weight;
        if (before + together <= limit) {
            weight = together;
            beyond += (next.mean - first) * next.weight;
            continue;
        }
        close();
        before += weight;
        limit = total * end_of_centroid(before * share);
        first = next.mean;
        beyond = 0;
        weight = next.weight;
    }
    close();
    centroids.resize(static_cast<std::size_t>(to - centroids.data()));
}

void Digest::fold(std::span<const double> ascending)
{
    if (ascending.empty()) return;
    min_ = count_ == 0 ? ascending.front() : std::min(min_, ascending.front());
    max_ = count_ == 0 ? ascending.back() : std::max(max_, ascending.back());
    count_ += std::ssize(ascending);
    thread_local std::vector<Centroid> all;
    blend(ascending, all);
    if (count_ >= exact_values) compress(all, static_cast<double>(count_));
    centroids_ = std::vector<Centroid>(all.begin(), all.end());  // no more room than they need
}

void Digest::merge(const Digest& other)
{
    if (other.count_ == 0) return;
    min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
    max_ = count_ == 0 ? other.max_ : std::max(max_, other.max_);
    count_ += other.count_;
    const auto middle = centroids_.insert(centroids_.end(), other.centroids_.begin(), other.centroids_.end());
    std::inplace_merge(centroids_.begin(), middle, centroids_.end(), [](const Centroid& a, const Centroid& b) { return a.mean < b.mean; });
    if (count_ >= exact_values) compress(centroids_, static_cast<double>(count_));
}

void Digest::quantiles(std::span<const double> waiting, std::span<const double> q, std::span<double> result) const
{
    expects(q.size() == result.size(), "one result for each q");
    const auto total = count_ + std::ssize(waiting);
    if (total == 0) {
        std::fill(result.begin(), result.end(), std::numeric_limits<double>::quiet_NaN());
        return;
    }
    thread_local std::vector<Centroid> centroids;
    blend(waiting, centroids);
    if (total > exact_values && !waiting.empty()) compress(centroids, static_cast<double>(total));
    const double smallest = waiting.empty() || (count_ > 0 && min_ < waiting.front()) ? min_ : waiting.front();
    const double largest = waiting.empty() || (count_ > 0 && max_ > waiting.back()) ? max_ : waiting.back();
    // Ranks count from 0. A centroid's mean stands at the middle of its ranks; the smallest and largest value stand at the ends.
    const double top = static_cast<double>(total - 1);
    double left_rank = 0;
    double left_value = smallest;
    double before = 0;
    std::size_t k = 0;
    for (std::size_t i = 0; i < q.size(); ++i) {
        expects(0 <= q[i] && q[i] <= 1 && (i == 0 || q[i - 1] <= q[i]), "ascending q in [0, 1]");
        const double rank = q[i] * top;
        for (; k < centroids.size(); ++k) {
            const double centre = before + (centroids[k].weight - 1) / 2;
            if (centre >= rank) break;
            left_rank = centre;
            left_value = centroids[k].mean;
            before += centroids[k].weight;
        }
        const double right_rank = k < centroids.size() ? before + (centroids[k].weight - 1) / 2 : top;
        const double right_value = k < centroids.size() ? centroids[k].mean : largest;
        if (right_rank <= left_rank || left_value == right_value)
            result[i] = right_value;
        else
            result[i] = left_value + (right_value - left_value) * ((rank - left_rank) / (right_rank - left_rank));
    }
}

}  // namespace comity::sim
