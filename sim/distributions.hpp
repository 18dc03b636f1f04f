#pragma once
// Variates from uniforms: our own, so the same everywhere. One uniform makes one variate, by inversion.

#include <span>

namespace comity::sim {

/// Standard normal quantile of u in [0, 1); 0 is taken as 2^-54.
///
/// Source: Wichura (1988), Applied Statistics 37:477, AS 241 (PPND16); relative error about 1e-16.
double normal_quantile(double u);

/// P(Z <= z) of a standard normal Z; absolute error below 1e-14.
///
/// Source: Hart (1968), Computer Approximations, function 5666, in the form of West (2005), Wilmott Magazine, May, 70-76.
double normal_cdf(double z);

/// The smallest k with P(K <= k) > u, K Poisson with the given mean in [0, 10,000]. More mean never lowers k.
int poisson_quantile(double mean, double u);

/// The index at which the running sum of `weights` passes u times their total; zero weights are never chosen. -1 if all are zero.
int categorical(std::span<const double> weights, double u);

}  // namespace comity::sim
