#include "sim/quantile_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace comity::sim {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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

void QuantileSketch::fold()
{
    std::sort(buffer_.begin(), buffer_.end());
    digest_.fold(buffer_);
    buffer_.clear();
}

void QuantileSketch::merge(const QuantileSketch& other)
{
    nan_count_ += other.nan_count_;
    if (other.count_ == 0) return;
    if (other.digest_.count() > 0) {
        fold();
        digest_.merge(other.digest_);
        min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
        max_ = count_ == 0 ? other.max_ : std::max(max_, other.max_);
        count_ += other.digest_.count();
    }
    // The mean comes from the sums, so the other's buffer enters the digest here and the sum below.
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
    std::vector<double> waiting = buffer_;
    std::sort(waiting.begin(), waiting.end());
    digest_.quantiles(waiting, q, result);
}

double QuantileSketch::rank_error(double q) { return std::numbers::pi * std::sqrt(q * (1 - q)) / compression; }

}  // namespace comity::sim
