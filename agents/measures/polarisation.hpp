#pragma once
// Group 3: how positions spread and split.

#include <array>
#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/columns.hpp"
#include "agents/measures/sides.hpp"

namespace comity::agents {

constexpr double polarisation_alpha = 1.3;
/// Esteban-Ray polarisation of two equal halves at the ends of [-4, 4]: the greatest there is.
double greatest_polarisation();

/// sum_i sum_j w_i^(1+al) w_j |x_i - x_j| over bins with shares w_i at positions x_i, al = 1.3.
///
/// Source: Esteban & Ray (1994), Econometrica 62(4):819, eq. 3, K = 1
double esteban_ray(const Eigen::ArrayXd& shares, const Eigen::ArrayXd& positions);

/// (skew^2 + 1) / (kurt + 3 (n-1)^2 / ((n-2)(n-3))), sample skewness and excess kurtosis; NaN for n < 4 or equal values.
///
/// Source: SAS/STAT 9.2 User's Guide, the CLUSTER procedure; Pfister et al. (2013), Front. Psychol. 4:700
double bimodality(const double* x, int n);

/// Esteban-Ray polarisation of positions in [-4, 4] in bins 0.25 wide, each at its lower edge.
class Binned {
public:
    explicit Binned(int num_countries);
    double esteban_ray(const double* x, int n);

private:
    static constexpr int num_bins = 33;
    std::vector<double> raised_;  // (k / N)^(1 + al)
    std::vector<std::int32_t> bin_;
    std::array<std::array<int, num_bins>, 2> count_{};
};

/// Columns of positions by arena.
class PolarisationMeasure {
public:
    PolarisationMeasure(const Setting& setting, const Sides& sides);
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row);
    /// Esteban-Ray polarisation over its greatest value, mean over the arenas that the contest touches, of the last round observed.
    double share_of_greatest() const { return share_of_greatest_; }

private:
    const Setting* setting_;
    const Sides* sides_;
    Binned binned_;
    Eigen::ArrayXXd side_mean_;  // [leader, arena]
    double share_of_greatest_ = undefined;
};

}  // namespace comity::agents
