#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace comity::analysis {

/// Mean and standard deviation over runs of every cell of an array, by Welford's recurrence in order of the runs:
/// m_n = m_{n-1} + (x - m_{n-1}) / n and M_n = M_{n-1} + (x - m_{n-1})(x - m_n).
///
/// Source: Welford (1962), Technometrics 4(3), 419-420
class PositionMoments {
public:
    explicit PositionMoments(std::size_t num_cells) : mean_(num_cells, 0), squares_(num_cells, 0) {}
    void add(std::span<const float> values);

    /// NaN before the first run.
    std::vector<float> mean() const;
    /// Sample standard deviation, sqrt(M_n / (n - 1)); NaN before the second run.
    std::vector<float> standard_deviation() const;

private:
    std::int64_t count_ = 0;
    std::vector<double> mean_;
    std::vector<double> squares_;
};

}  // namespace comity::analysis
