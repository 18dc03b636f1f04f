#pragma once
// The loops over voters of rule 4.6 as plain arrays, compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::agents {

/// Mean and variance of yes - factor x no.
struct Moments {
    double mean = 0, variance = 0;
};

/// How many voted which way.
struct Counts {
    int yes = 0, no = 0, abstain = 0, absent = 0;
};

/// What a leader with an announced line adds to the latents of voters.
struct Pull {
    double stakes = 0;  ///< y_g k
    const double* leverage = nullptr;
};

/// slope (x - cut) + consent + bandwagon weakness, plus stakes leverage of each pull, in their order.
struct LatentTerms {
    double slope = 0, cut = 0, consent = 0;
    double bandwagon = 0;  ///< sum_g y_g lam_B (2 p_ga - 1)
    const double* weakness = nullptr;
    const Pull* pull = nullptr;
    std::size_t num_pulls = 0;
};

/// What voters bring to a ballot, [n].
struct Voters {
    const double* z;
    const double* style;
    const float* cost;                 ///< c
    const std::int32_t* absent_below;  ///< fate_mark of absence
    double half_band;
};

/// What is drawn for each voter on a draft, [n]: words of 32 bits.
struct Lots {
    const std::uint32_t* vote;
    const std::uint32_t* fate;  ///< absence, and copying of those who are there: the first fate_bits count
};
constexpr int fate_bits = 30;  // so that the mark of certainty, 2^30, is a number like others

/// s.d. of a vote's noise under the probit: chances then differ least from those of the logit, by .0095 at most.
///
/// Source: Camilli (1994), J. Educ. Behav. Stat. 19:293. Amemiya (1981), J. Econ. Lit. 19:1483, has 1.6, which fits the middle alone; equal
/// variances would ask for pi / sqrt 3.
constexpr double probit_scale = 1.702;

/// The loops that know the law F of a vote's noise, which is symmetric: F(y) = L(y), or Phi(y / probit_scale).
struct NoiseKernel {
    /// With the noise l = F^-1(1 - u) and delta = half_band style: yes if z - delta > l, no if z + delta + c < l, else abstain; absent if
    /// fate lies below its mark. In single precision: chances are within 1e-6 of the law.
    void (*decide)(std::size_t n, const Voters& voters, const Lots& lots, std::int8_t* votes);
    /// P(yes) = F(z - delta), P(no) = F(-z - delta). `narrow`: e^(-2 delta), for the logit alone.
    void (*chances)(std::size_t n, const double* z, const double* style, double half_band, const double* narrow, double* yes, double* no);
    /// Odds of no, F(-y) / F(y) with y = z + delta + cost.
    void (*odds_of_no)(std::size_t n, const double* z, const double* style, double half_band, double cost, double* odds);
};

/// Loops over the voters of a forum; n is a multiple of sim::batch_step unless said otherwise. Sums go in a fixed order.
struct VoteKernel {
    void (*latent)(std::size_t n, const double* x, const LatentTerms& terms, double* z);
    /// z -= weight column
    void (*subtract)(std::size_t n, double weight, const double* column, double* z);
    Moments (*moments)(std::size_t n, const double* yes, const double* no, double factor);
    /// prod (1 + odds)
    double (*product)(std::size_t n, const double* odds);
    /// Counts the votes of any number of countries.
    Counts (*count)(std::size_t n, const std::int8_t* votes);
    NoiseKernel logit, probit;
};

const VoteKernel& vote_kernel(sim::Instructions which);
const VoteKernel& vote_kernel();

}  // namespace comity::agents
