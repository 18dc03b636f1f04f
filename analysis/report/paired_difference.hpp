#pragma once
// How far two scenarios lie apart in an outcome, run against run.

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// One outcome over the runs of one scenario; runs without a value (failed) are left out and counted.
struct OutcomeSummary {
    std::size_t runs = 0;
    std::size_t without_value = 0;
    double mean = missing;
    double sd = missing;
    double low = missing;   ///< 5 % quantile
    double high = missing;  ///< 95 % quantile
};

/// Mean, standard deviation (n - 1), and quantiles interpolated linearly between order statistics (Hyndman & Fan 1996, type 7).
OutcomeSummary summarise(const std::vector<double>& values);

inline constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

/// The row of another table that has the replicate of a row, for each row of the first; `no_row` where there is none.
std::vector<std::size_t> partner_rows(const std::vector<std::int64_t>& first_replicates, const std::vector<std::int64_t>& other_replicates);

/// Values of one run of the first scenario and of its partner.
struct Pair {
    double first = missing;
    double other = missing;
};

/// Values of the runs that two scenarios have in common, in the order of the first, where both have one; `partners` as partner_rows gives them.
std::vector<Pair> pairs_of(const std::vector<double>& first, const std::vector<double>& other, const std::vector<std::size_t>& partners);

/// The other scenario minus the first, over pairs that share their random draws.
struct PairedDifference {
    std::size_t pairs = 0;
    double mean = missing;
    double low = missing;           ///< 95 % interval of the mean difference, Student's t with pairs - 1 degrees of freedom
    double high = missing;
    double share_higher = missing;  ///< share of pairs in which the other scenario is higher
    double share_lower = missing;
    double standardised = missing;  ///< mean difference over the root mean square of the two standard deviations across runs
};

/// With d_n = other_n - first_n: mean(d) +- t_{.975, n-1} sd(d) / sqrt(n). One pair has no interval, no pair has nothing.
///
/// Where neither scenario varies, `standardised` is 0 for no difference and infinite otherwise, so that it still sorts.
PairedDifference paired_difference(const std::vector<Pair>& pairs);

/// `higher in 97 % of paired runs`, and where the mean points the other way or the pairs nowhere: `no clear direction: higher in 48 %,
/// lower in 52 % of paired runs`, or where many do not differ: `the same in 52 %, higher in 47 % and lower in under 1 % of paired runs`.
std::string in_words(const PairedDifference& difference);

}  // namespace comity::analysis
