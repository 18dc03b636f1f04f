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
    double stakes = 0;               ///< y_g k
    const double* leverage = nullptr;
    double bandwagon = 0;            ///< y_g lam_B (2 p_ga - 1)
    const double* weakness = nullptr;
};

/// slope (x - cut) + consent, plus stakes leverage + bandwagon weakness of each pull, in their order.
struct LatentTerms {
    double slope = 0, cut = 0, consent = 0;
    const Pull* pull = nullptr;
    std::size_t num_pulls = 0;
};

/// What voters bring to a ballot, [n].
struct Voters {
    const double* z;
    const double* style;
    const double* narrow;  ///< e^(-2 delta), delta = half_band style
    const double* cost;    ///< e^c
    const std::uint64_t* absent_below;  ///< mark for the word of fate, up to 2^32
    double half_band;
};

/// What is drawn for each voter on a draft, [n]: words of 32 bits.
struct Lots {
    const std::uint64_t* vote;
    const std::uint64_t* fate;  ///< absence, and copying of those who are there
};
/// The uniform in (0, 1) that a word stands for.
constexpr double uniform_of_vote(std::uint64_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

/// Loops over the voters of a forum; n is a multiple of sim::batch_step unless said otherwise. Sums go in a fixed order.
struct VoteKernel {
    /// y = a
    void (*fill)(std::size_t n, double a, double* y);
    void (*latent)(std::size_t n, const double* x, const LatentTerms& terms, double* z);
    /// z -= weight column
    void (*subtract)(std::size_t n, double weight, const double* column, double* z);
    /// Votes: no if u < P(no), else yes if u > 1 - P(yes), else abstain; absent if the word of fate lies below the mark.
    ///
    /// With E = e^(z + delta): u < P(no) = 1 / (1 + E cost) where u (1 + E cost) < 1, u > 1 - P(yes) = 1 / (1 + E narrow) where
    /// u (1 + E narrow) > 1.
    void (*decide)(std::size_t n, const Voters& voters, const Lots& lots, std::int8_t* votes);
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
