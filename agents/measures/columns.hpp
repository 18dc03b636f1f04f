#pragma once
// The columns that a measure fills, and how a run's column of values becomes outcomes.

#include <cmath>
#include <string>
#include <vector>

#include "agents/measures/metric.hpp"

namespace comity::agents {

/// Which outcomes a series gives; several are joined by `|`.
enum class Summary : unsigned {
    none = 0,
    end = 1,      ///< `NAME_end`: mean over the last four rounds
    mean = 2,     ///< `NAME_mean`: mean over the run
    lowest = 4,   ///< `NAME_min`
    highest = 8,  ///< `NAME_max`
    total = 16,   ///< `NAME_total`: sum over the run
};
constexpr Summary operator|(Summary a, Summary b) { return static_cast<Summary>(static_cast<unsigned>(a) | static_cast<unsigned>(b)); }
constexpr bool has(Summary set, Summary one) { return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0; }

/// A column of the series and the outcomes made of it.
struct Column {
    Metric metric;
    Summary summaries = Summary::none;
};

constexpr double unbounded = std::numeric_limits<double>::quiet_NaN();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// a / b, NaN where b is 0.
inline double ratio(double a, double b) { return b != 0 ? a / b : undefined; }

/// Writes values one after the other, `stride` apart: a row of a column-major table.
class RowWriter {
public:
    RowWriter(double* first, std::ptrdiff_t stride) : at_(first), stride_(stride) {}
    void put(double value)
    {
        *at_ = value;
        at_ += stride_;
    }
    const double* position() const { return at_; }

private:
    double* at_;
    std::ptrdiff_t stride_;
};

/// Additive counts of the last four rounds.
template <class Counts>
class YearWindow {
public:
    /// Puts a round's counts in the place of those of four rounds ago.
    void add(int round, const Counts& counts) { kept_[static_cast<std::size_t>(round % 4)] = counts; }
    Counts total() const
    {
        Counts sum = kept_[0];
        for (std::size_t k = 1; k < 4; ++k) sum += kept_[k];
        return sum;
    }
    void clear() { *this = {}; }

private:
    Counts kept_[4] = {};
};

/// The outcomes that the columns' summaries name, in order of columns, then of `Summary`.
std::vector<Metric> summary_metrics(const std::vector<Column>& columns);
/// Their values over `rounds` values of each column, which lie one after the other, columns `stride` apart; NaN values are left out.
void summarise(const std::vector<Column>& columns, const double* values, int rounds, std::ptrdiff_t stride, RowWriter& out);

}  // namespace comity::agents
