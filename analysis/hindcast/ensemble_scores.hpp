#pragma once
// How well a forecast of a number foretold it: an ensemble of runs, or a normal law.

#include <span>
#include <vector>

#include <Eigen/Core>

namespace comity::analysis {

/// Quantile of ascending members, between neighbours by straight lines (type 7 of Hyndman & Fan 1996). Errors: expects one member or more
double quantile_of_sorted(std::span<const double> sorted, double level);

/// Continuous ranked probability score of a law that consists of its ascending members, each alike:
/// mean |x_i - y| - sum over i < j of |x_i - x_j| / m^2.
///
/// Source: Gneiting & Raftery (2007), J. Am. Stat. Assoc. 102:359
double sorted_crps(const Eigen::Ref<const Eigen::ArrayXd>& sorted, double observed);

/// The score of the law that an ensemble was drawn from, in the units of the number: the same with m (m - 1) for m^2. Fair: its
/// expectation does not depend on how many members there are.
///
/// Errors: expects two members or more
/// Source: Ferro (2014), Q. J. R. Meteorol. Soc. 140:1917
double fair_crps(std::vector<double> members, double observed);
/// The same of a normal law: s [z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi)], z = (y - m)/s. Errors: expects sd > 0
double normal_crps(double mean, double sd, double observed);

/// Probability integral transform: uniform on [0, 1] where the observed number is drawn as the members were,
/// (members below + u (members alike + 1))/(m + 1), with u uniform: randomised, so that it is exact for counts as well.
///
/// Source: Czado, Gneiting & Held (2009), Biometrics 65:1254, for counts; Talagrand, Vautard & Strauss (1997) for ranks
double ensemble_pit(std::span<const double> members, double observed, double u);

/// Central interval of a share of the members.
struct Interval {
    double low = 0, high = 0;
    bool contains(double value) const { return low <= value && value <= high; }
};
Interval central_interval(std::vector<double> members, double share);
/// Errors: expects one member or more
double median_of(std::vector<double> members);
/// The same of a normal law.
Interval normal_interval(double mean, double sd, double share);

}  // namespace comity::analysis
