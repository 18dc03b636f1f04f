#pragma once
// The centroids of a t-digest: what a quantile sketch remembers of values that it no longer holds.

#include <cstdint>
#include <span>
#include <vector>

namespace comity::sim {

/// Centroids of neighbouring values, small at the ends of the distribution and larger in its middle (sim/quantile_sketch.hpp has the bounds).
///
/// Source: Dunning and Ertl (2019), "Computing extremely accurate quantiles using t-digests", arXiv:1902.04023, algorithm 1. Their
///         interpolation is replaced by one between centres of rank, so that it is exact where centroids are single values.
class Digest {
public:
    static constexpr double compression = 200;
    /// So long as it has seen fewer values than this it holds them all.
    static constexpr std::int64_t exact_values = 512;

    /// Takes in a block of values in ascending order.
    void fold(std::span<const double> ascending);
    /// Takes in another's centroids as they are.
    void merge(const Digest& other);

    /// Values folded.
    std::int64_t count() const { return count_; }
    /// Quantiles at ascending q in [0, 1] of what was folded and of values that wait, in ascending order; NaN where there are none.
    void quantiles(std::span<const double> waiting, std::span<const double> q, std::span<double> result) const;

private:
    struct Centroid {
        double mean = 0;
        double weight = 0;
    };
    void blend(std::span<const double> ascending, std::vector<Centroid>& all) const;
    static void compress(std::vector<Centroid>& centroids, double total);

    std::vector<Centroid> centroids_;  // ascending
    std::int64_t count_ = 0;
    double min_ = 0;
    double max_ = 0;
};

}  // namespace comity::sim
