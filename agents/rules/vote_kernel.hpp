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

/// Loops over the voters of a forum; n is a multiple of sim::batch_step unless said otherwise. Sums go in a fixed order.
struct VoteKernel {
    /// y = a
    void (*fill)(std::size_t n, double a, double* y);
    /// z = slope (x - cut) + consent
    void (*first_term)(std::size_t n, const double* x, double slope, double cut, double consent, double* z);
    /// z += stakes leverage + bandwagon weakness
    void (*lobby)(std::size_t n, double stakes, const double* leverage, double bandwagon, const double* weakness, double* z);
    /// z -= weight column
    void (*subtract)(std::size_t n, double weight, const double* column, double* z);
    /// Votes: no if u < P(no), else yes if u > 1 - P(yes), else abstain; absent if the word lies below the mark.
    ///
    /// With E = e^(z + delta): u < P(no) = 1 / (1 + E cost) where u (1 + E cost) < 1, u > 1 - P(yes) = 1 / (1 + E narrow) where
    /// u (1 + E narrow) > 1; cost = e^c, narrow = e^(-2 delta), delta = half_band style.
    void (*decide)(std::size_t n, const double* z, const double* style, double half_band, const double* narrow, const double* cost,
                   const double* uniform, const double* word, const double* absent_below, std::int8_t* votes);
    /// P(yes) = L(z - delta), P(no) = L(-z - delta)
    void (*chances)(std::size_t n, const double* z, const double* style, double half_band, const double* narrow, double* yes, double* no);
    /// Odds of no, discount e^-(z + delta)
    void (*odds_of_no)(std::size_t n, const double* z, const double* style, double half_band, double discount, double* odds);
    Moments (*moments)(std::size_t n, const double* yes, const double* no, double factor);
    /// prod (1 + odds)
    double (*product)(std::size_t n, const double* odds);
    /// Counts the votes of any number of countries.
    Counts (*count)(std::size_t n, const std::int8_t* votes);
};

const VoteKernel& vote_kernel(sim::Instructions which);
const VoteKernel& vote_kernel();

}  // namespace comity::agents
