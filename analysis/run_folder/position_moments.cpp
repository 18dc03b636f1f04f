#include "analysis/run_folder/position_moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/contracts.hpp"

namespace comity::analysis {

void PositionMoments::add(std::span<const float> values)
{
    sim::expects(values.size() == mean_.size(), "one value for each cell");
    const double share = 1.0 / static_cast<double>(++count_);
    double* const mean = mean_.data();
    double* const squares = squares_.data();
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double off = static_cast<double>(values[k]) - mean[k];
        mean[k] += off * share;
        squares[k] += off * (static_cast<double>(values[k]) - mean[k]);
    }
}

std::vector<float> PositionMoments::mean() const
{
    if (count_ == 0) return std::vector<float>(mean_.size(), std::numeric_limits<float>::quiet_NaN());
    std::vector<float> result(mean_.size());
    std::transform(mean_.begin(), mean_.end(), result.begin(), [](double m) { return static_cast<float>(m); });
    return result;
}

std::vector<float> PositionMoments::standard_deviation() const
{
    if (count_ < 2) return std::vector<float>(squares_.size(), std::numeric_limits<float>::quiet_NaN());
    std::vector<float> result(squares_.size());
    const double freedom = static_cast<double>(count_ - 1);
    std::transform(squares_.begin(), squares_.end(), result.begin(),
                   [&](double m) { return static_cast<float>(std::sqrt(std::max(0.0, m) / freedom)); });
    return result;
}

}  // namespace comity::analysis
