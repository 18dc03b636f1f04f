#include "sim/quantile_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "sim/contracts.hpp"

namespace comity::sim {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// One step of the scale function k1 is an angle of 2 pi / compression; asin and sin of libm differ between processors, these do not.
constexpr double step_cos = 0.99950656036573155700;
constexpr double step_sin = 0.03141075907812829300;
static_assert(QuantileSketch::compression == 200);

/// The quantile at which a centroid that starts at `q` must end: k1(result) = k1(q) + 1, with sin(a + b) = sin a cos b + cos a sin b.
double end_of_centroid(double q)
{
    const double x = 2 * q - 1;
    if (x >= step_cos) return 1;
    return (x * step_cos + std::sqrt(std::max(0.0, 1 - x * x)) * step_sin + 1) / 2;
}

/// Merges neighbours of an ascending list while they fit one centroid.
template <class Centroid>
void compress(std::vector<Centroid>& centroids, double total)
{
    std::size_t last = 0;
    double before = 0;  // weight left of the open centroid
    double limit = total * end_of_centroid(0);
    for (std::size_t k = 1; k < centroids.size(); ++k) {
        auto& open = centroids[last];
        const auto next = centroids[k];
        if (before + open.weight + next.weight <= limit) {
            open.weight += next.weight;
            open.mean += (next.mean - open.mean) * next.weight / open.weight;
        } else {
            before += open.weight;
            limit = total * end_of_centroid(before / total);
            centroids[++last] = next;
        }
    }
    centroids.resize(centroids.empty() ? 0 : last + 1);
}

}  // namespace

void QuantileSketch::add(double value)
{
    if (std::isnan(value)) {
        ++nan_count_;
        return;
    }
    if (buffer_.size() == exact_values) fold();
    buffer_.push_back(value);
    min_ = count_ == 0 ? value : std::min(min_, value);
    max_ = count_ == 0 ? value : std::max(max_, value);
    ++count_;
    const double sum = sum_ + value;
    lost_ += std::abs(sum_) >= std::abs(value) ? (sum_ - sum) + value : (value - sum) + sum_;
    sum_ = sum;
}

void QuantileSketch::add(std::span<const double> values)
{
    for (const double value : values) add(value);
}

std::vector<QuantileSketch::Centroid> QuantileSketch::folded() const
{
    std::vector<double> values = buffer_;
    std::sort(values.begin(), values.end());
    std::vector<Centroid> all;
    all.reserve(centroids_.size() + values.size());
    auto old = centroids_.begin();
    for (const double value : values) {
        for (; old != centroids_.end() && old->mean <= value; ++old) all.push_back(*old);
        all.push_back({value, 1});
    }
    all.insert(all.end(), old, centroids_.end());
    if (!centroids_.empty() && !values.empty()) compress(all, static_cast<double>(count_));
    return all;
}

void QuantileSketch::fold()
{
    auto all = folded();
    if (centroids_.empty()) compress(all, static_cast<double>(count_));
    centroids_.assign(all.begin(), all.end());  // no more room than they need
    buffer_.clear();
}

void QuantileSketch::merge(const QuantileSketch& other)
{
    nan_count_ += other.nan_count_;
    if (other.count_ == 0) return;
    if (!other.centroids_.empty()) {
        auto all = folded();
        all.insert(all.end(), other.centroids_.begin(), other.centroids_.end());
        std::stable_sort(all.begin(), all.end(), [](const Centroid& a, const Centroid& b) { return a.mean < b.mean; });
        const auto folded_count = other.count_ - static_cast<std::int64_t>(other.buffer_.size());
        min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
        max_ = count_ == 0 ? other.max_ : std::max(max_, other.max_);
        count_ += folded_count;
        compress(all, static_cast<double>(count_));
        centroids_.assign(all.begin(), all.end());
        buffer_.clear();
    }
    // The mean comes from the sums, so the other's buffer enters the centroids here and the sum below.
    const double sum = sum_ + other.sum_;
    const double lost = lost_ + other.lost_ +
                        (std::abs(sum_) >= std::abs(other.sum_) ? (sum_ - sum) + other.sum_ : (other.sum_ - sum) + sum_);
    for (const double value : other.buffer_) add(value);
    sum_ = sum;
    lost_ = lost;
}

double QuantileSketch::mean() const { return count_ == 0 ? nan : (sum_ + lost_) / static_cast<double>(count_); }
double QuantileSketch::min() const { return count_ == 0 ? nan : min_; }
double QuantileSketch::max() const { return count_ == 0 ? nan : max_; }

double QuantileSketch::quantile(double q) const
{
    double result = 0;
    quantiles({&q, 1}, {&result, 1});
    return result;
}

void QuantileSketch::quantiles(std::span<const double> q, std::span<double> result) const
{
    expects(q.size() == result.size(), "one result for each q");
    if (count_ == 0) {
        std::fill(result.begin(), result.end(), nan);
        return;
    }
    const auto centroids = folded();
    // Ranks count from 0. A centroid's mean stands at the middle of its ranks; the smallest and largest value stand at the ends.
    const double top = static_cast<double>(count_ - 1);
    double left_rank = 0;
    double left_value = min_;
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
        const double right_value = k < centroids.size() ? centroids[k].mean : max_;
        if (right_rank <= left_rank || left_value == right_value)
            result[i] = right_value;
        else
            result[i] = left_value + (right_value - left_value) * ((rank - left_rank) / (right_rank - left_rank));
    }
}

double QuantileSketch::rank_error(double q) { return std::numbers::pi * std::sqrt(q * (1 - q)) / compression; }

}  // namespace comity::sim
