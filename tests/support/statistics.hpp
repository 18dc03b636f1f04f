#pragma once
// Chance held against a closed form: each verdict is two-sided at a level of 1e-6.

#include <span>

namespace comity::tests {

constexpr double level = 1e-6;

/// Whether so many successes may come from independent trials of this chance: exact binomial tails, each at least level / 2.
bool plausible(long successes, long trials, double chance);

/// Whether a mean of `count` independent values may come from a law with this mean and s.d.: normal approximation, for count >= 100.
bool plausible_mean(double observed, long count, double mean, double sd);

/// Whether counts may come from a multinomial with these weights (unnormalised): Pearson's chi-square, for expected counts >= 5.
bool plausible_counts(std::span<const long> observed, std::span<const double> weights);

}  // namespace comity::tests
