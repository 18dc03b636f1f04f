#include "analysis/hindcast/ensemble_scores.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/contracts.hpp"
#include "sim/distributions.hpp"

namespace comity::analysis {
namespace {

/// `pairs`: what the distances between members, i < j, are divided by.
double crps(const Eigen::Ref<const Eigen::ArrayXd>& sorted, double observed, double pairs)
{
    // In the sum of x_j - x_i over i < j, member k (from 0) counts k times with + and m - 1 - k times with -.
    const auto m = static_cast<double>(sorted.size());
    return (sorted - observed).abs().mean() - (Eigen::ArrayXd::LinSpaced(sorted.size(), 1 - m, m - 1) * sorted).sum() / pairs;
}

double standard_normal_below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

}  // namespace

double quantile_of_sorted(std::span<const double> sorted, double level)
{
    sim::expects(!sorted.empty(), "one member or more");
    const double where = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(where);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (where - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double sorted_crps(const Eigen::Ref<const Eigen::ArrayXd>& sorted, double observed)
{
    const auto m = static_cast<double>(sorted.size());
    return crps(sorted, observed, m * m);
}

double fair_crps(std::vector<double> members, double observed)
{
    sim::expects(members.size() > 1, "two members or more");
    std::sort(members.begin(), members.end());
    const auto m = static_cast<double>(members.size());
    return crps(Eigen::Map<const Eigen::ArrayXd>(members.data(), static_cast<Eigen::Index>(members.size())), observed, m * (m - 1));
}

double normal_crps(double mean, double sd, double observed)
{
    sim::expects(sd > 0, "the law has a spread");
    const double z = (observed - mean) / sd;
    const double density = std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
    return sd * (z * (2 * standard_normal_below(z) - 1) + 2 * density - std::numbers::inv_sqrtpi);
}

double ensemble_pit(std::span<const double> members, double observed, double u)
{
    double below = 0, alike = 0;
    for (const double each : members) {
        below += each < observed;
        alike += each == observed;
    }
    return (below + u * (alike + 1)) / (static_cast<double>(members.size()) + 1);
}

Interval central_interval(std::vector<double> members, double share)
{
    std::sort(members.begin(), members.end());
    return {quantile_of_sorted(members, (1 - share) / 2), quantile_of_sorted(members, (1 + share) / 2)};
}

double median_of(std::vector<double> members)
{
    return central_interval(std::move(members), 0).low;
}

Interval normal_interval(double mean, double sd, double share)
{
    const double reach = sd * sim::normal_quantile((1 + share) / 2);
    return {mean - reach, mean + reach};
}

}  // namespace comity::analysis
