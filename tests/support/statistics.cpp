#include "tests/support/statistics.hpp"

#include <cmath>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace comity::tests {

bool plausible(long successes, long trials, double chance)
{
    if (chance <= 0) return successes == 0;
    if (chance >= 1) return successes == trials;
    const auto k = static_cast<double>(successes), n = static_cast<double>(trials);
    const double at_most = successes >= trials ? 1 : boost::math::ibetac(k + 1, n - k, chance);
    const double at_least = successes <= 0 ? 1 : boost::math::ibeta(k, n - k + 1, chance);
    return at_most >= level / 2 && at_least >= level / 2;
}

bool plausible_mean(double observed, long count, double mean, double sd)
{
    const double z = std::abs(observed - mean) * std::sqrt(static_cast<double>(count)) / sd;
    return boost::math::erfc(z / std::sqrt(2.0)) >= level;  // false for NaN
}

bool plausible_counts(std::span<const long> observed, std::span<const double> weights)
{
    double total = 0, sum = 0;
    for (const long count : observed) total += static_cast<double>(count);
    for (const double weight : weights) sum += weight;
    double chi_square = 0;
    for (std::size_t k = 0; k < observed.size(); ++k) {
        const double expected = total * weights[k] / sum;
        const double difference = static_cast<double>(observed[k]) - expected;
        chi_square += difference * difference / expected;
    }
    return boost::math::gamma_q(static_cast<double>(observed.size() - 1) / 2, chi_square / 2) >= level;
}

}  // namespace comity::tests
