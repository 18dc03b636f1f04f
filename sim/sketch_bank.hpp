#pragma once
// Quantile sketches of many streams that take one value each at a time.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/column_kernel.hpp"
#include "sim/digest.hpp"

namespace comity::sim {

/// What a QuantileSketch for each stream would give, at a fraction of the time: values wait in rows as they come, and streams are sorted and
/// folded some at a time, side by side in the lanes of vector registers.
///
/// A NaN enters nothing. Exact up to QuantileSketch::exact_values values that are not NaN. Folding a block of rows is spread over the next rows to come, so
/// that no add() takes much longer than another.
///
/// Memory: per stream, up to exact_values + 64 doubles and at most Digest::compression centroids
class SketchBank {
public:
    explicit SketchBank(std::size_t num_streams);

    /// One value for each stream.
    void add(std::span<const double> values);
    /// Quantiles at ascending q in [0, 1], then the mean, of every stream: [stream][q.size() + 1]; NaN without values.
    std::vector<double> summaries(std::span<const double> q);

private:
    /// Streams in one group are sorted together.
    std::size_t num_groups() const { return totals_.size(); }
    void sort_group(std::size_t group, std::size_t first, std::size_t last, ColumnTotals& totals);
    std::span<const double> sorted(std::size_t k, std::size_t length) const;
    void fold_groups(std::size_t last_group);

    std::size_t num_streams_;
    std::size_t num_rows_ = 0;                // ever added
    std::size_t folded_ = 0;                  // rows in the digests of all groups
    std::size_t folded_groups_ = 0;           // groups whose digests have the next block too
    std::vector<std::vector<double>> rows_;   // [row, around a ring][stream]
    std::vector<ColumnTotals> totals_;        // [group], of the rows in its digests
    std::vector<Digest> digests_;             // [stream]

    // The group at hand.
    std::vector<const double*> sources_;
    std::vector<double> block_;               // [row][stream of the group]
    std::vector<double> sorted_;              // [stream of the group][row], ascending
};

}  // namespace comity::sim
