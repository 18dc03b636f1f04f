#pragma once
// The worst cases of an ensemble in one number.

#include <limits>
#include <vector>

namespace comity::analysis {

/// Mean over the worst share of values, with its standard error; NaN where there are none.
struct TailMean {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double error = std::numeric_limits<double>::quiet_NaN();  ///< NaN with fewer than two values in the tail
};

/// CVaR_a = mean of the worst, that is largest, share 1 - a of the values; 1 to 100 at a = .95 give 98. NaN values are left out.
///
/// Where (1 - a) n is not whole the value at the edge counts in part; where it is below 1 the largest value is all there is.
/// error^2 = [var of the tail + a (CVaR_a - edge)^2] / ((1 - a) n)
/// Errors: expects 0 <= level < 1
/// Source: Rockafellar & Uryasev (2002), J. Bank. Financ. 26:1443; error: Manistre & Hancock (2005), N. Am. Actuar. J. 9(2):129
TailMean tail_mean(std::vector<double> values, double level);

}  // namespace comity::analysis
