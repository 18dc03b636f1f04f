#include "sim/sketch_bank.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "sim/contracts.hpp"
#include "sim/quantile_sketch.hpp"

namespace comity::sim {
namespace {

constexpr std::size_t rows_in_block = QuantileSketch::exact_values;
constexpr std::size_t rows_to_fold_in = 64;  // over which a block's folding is spread
constexpr std::size_t ring = rows_in_block + rows_to_fold_in;

}  // namespace

SketchBank::SketchBank(std::size_t num_streams)
    : num_streams_(num_streams), rows_(ring), totals_((num_streams + columns_together - 1) / columns_together),
      digests_(num_groups() * columns_together), sources_(rows_in_block), block_(rows_in_block * columns_together), sorted_(block_.size())
{
}

void SketchBank::add(std::span<const double> values)
{
    expects(values.size() == num_streams_, "one value for each stream");
    auto& row = rows_[num_rows_ % ring];
    row.resize(digests_.size());
    std::copy(values.begin(), values.end(), row.begin());
    ++num_rows_;
    if (num_rows_ <= folded_ + rows_in_block) return;
    fold_groups(num_groups() * (num_rows_ - folded_ - rows_in_block) / rows_to_fold_in);
}

/// Sorts the streams of a group over some rows, and adds the rows to `totals`.
void SketchBank::sort_group(std::size_t group, std::size_t first, std::size_t last, ColumnTotals& totals)
{
    const std::size_t n = last - first, length = std::bit_ceil(n);
    for (std::size_t r = 0; r < n; ++r) sources_[r] = rows_[(first + r) % ring].data();
    column_kernel().gather(n, sources_.data(), group * columns_together, block_.data(), totals);
    std::fill_n(block_.data() + n * columns_together, (length - n) * columns_together, std::numeric_limits<double>::infinity());
    column_kernel().sort(length, block_.data());
    for (std::size_t r = 0; r < n; ++r)
        for (std::size_t k = 0; k < columns_together; ++k) sorted_[k * rows_in_block + r] = block_[r * columns_together + k];
}

/// The first values of a stream of the group last sorted; those that were missing have gone to the end.
std::span<const double> SketchBank::sorted(std::size_t k, std::size_t length) const { return {sorted_.data() + k * rows_in_block, length}; }

/// Folds the next block of rows in groups below `last_group`.
void SketchBank::fold_groups(std::size_t last_group)
{
    for (; folded_groups_ < last_group; ++folded_groups_) {
        ColumnTotals& totals = totals_[folded_groups_];
        const ColumnTotals before = totals;
        sort_group(folded_groups_, folded_, folded_ + rows_in_block, totals);
        for (std::size_t k = 0; k < columns_together; ++k) {
            const auto missing = static_cast<std::size_t>(totals.missing[k] - before.missing[k]);
            digests_[folded_groups_ * columns_together + k].fold(sorted(k, rows_in_block - missing));
        }
    }
    if (folded_groups_ < num_groups()) return;
    folded_groups_ = 0;
    folded_ += rows_in_block;
}

std::vector<double> SketchBank::summaries(std::span<const double> q)
{
    if (num_rows_ > folded_ + rows_in_block) fold_groups(num_groups());
    const std::size_t waiting = num_rows_ - folded_;
    std::vector<double> result(num_streams_ * (q.size() + 1));
    ColumnTotals totals;
    for (std::size_t stream = 0; stream < num_streams_; ++stream) {
        const std::size_t group = stream / columns_together, k = stream % columns_together;
        if (k == 0) {
            totals = totals_[group];
            sort_group(group, folded_, num_rows_, totals);
        }
        const auto missing = static_cast<std::size_t>(totals.missing[k] - totals_[group].missing[k]);
        const auto out = std::span(result).subspan(stream * (q.size() + 1), q.size() + 1);
        digests_[stream].quantiles(sorted(k, waiting - missing), q, out.first(q.size()));
        const auto count = static_cast<double>(static_cast<std::int64_t>(num_rows_) - totals.missing[k]);
        out.back() = count == 0 ? std::numeric_limits<double>::quiet_NaN() : (totals.sum[k] + totals.lost[k]) / count;
    }
    return result;
}

}  // namespace comity::sim
