#include "analysis/hindcast/grouped_mean.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace comity::analysis {

Estimate mean_over(const std::vector<Scored>& all, std::uint64_t seed)
{
    constexpr int samples = 1000;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::map<int, std::array<double, 2>> groups;  // sum and number
    for (const Scored& each : all)
        if (!std::isnan(each.value)) {
            groups[each.together][0] += each.value;
            groups[each.together][1] += 1;
        }
    if (groups.empty()) return {unknown, unknown, unknown};
    Eigen::MatrixX2d sums(static_cast<Eigen::Index>(groups.size()), 2);
    Eigen::Index row = 0;
    for (const auto& [group, sum] : groups) sums.row(row++) << sum[0], sum[1];
    const Eigen::MatrixX2d drawn = resampled(samples, static_cast<int>(groups.size()), seed) * sums;
    std::vector<double> means;
    for (Eigen::Index k = 0; k < drawn.rows(); ++k) means.push_back(drawn(k, 0) / drawn(k, 1));
    return percentile_estimate(sums.col(0).sum() / sums.col(1).sum(), std::move(means));
}

}  // namespace comity::analysis
