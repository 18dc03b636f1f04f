#pragma once
// Loops over countries and their ties as plain arrays, compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::agents {

/// Rows of ties: those of row i stand from start[i] up to start[i + 1].
struct TieRows {
    const std::int32_t* start;
    const std::uint32_t* offset;  ///< where the partner's numbers begin: CountryKernel::lanes times its row
    const double* weight;
};

/// The layers of a row of ties, and what each counts.
struct LayerTerms {
    const double *security, *trade, *caucus;
    double of_security, of_trade, of_caucus;
};

/// Which partners are heard, and how well.
struct HearingTerms {
    double reach;          ///< farthest distance of positions at which a partner counts, quantity by quantity
    const double* trust;   ///< laid out like x: what of the weight of partners at the L pole (above 0) still moves a country; null: all of it
};

/// A quantity of both readings of a norm: the one at the S pole and the one at the L pole.
struct Both {
    double minus = 0, plus = 0;
};

/// One norm under review (rule 4.7): what its two readings weigh, the same for all countries.
struct ReviewTerms {
    double own_weight = 0;  ///< of a country's own leaning
    Both common;            ///< of institutions, and of the world at large
    Both reach;             ///< of ties, at most
    double tolerance = 0;
};
constexpr std::int8_t undecided = 2;

/// What a position is made of in one arena (rule 4.3), [country].
struct PositionTerms {
    const double* mixed;           ///< (W x)_i
    const double* susceptibility;  ///< s_i
    const double* anchor;          ///< b_i
    const double* pull;            ///< of threat, in an arena of load 1
    const float* noise;            ///< N(0, 1)
    double load, noise_sd;
    double farthest;               ///< positions end here on either side
};

/// Sum of a row of ties, and the greatest of them as a share of it.
struct RowTotal {
    double sum = 0, most = 0;
};

/// Loops over countries, n of any number. Sums go in a fixed order.
struct CountryKernel {
    static constexpr std::size_t lanes = 4;  ///< quantities that are mixed at a time

    /// mixed[i] = sum_k weight_k x[partner_k] over the ties of each row, for four quantities at once, x and mixed laid out country by country.
    void (*mix)(std::size_t n, const TieRows& ties, const double* x, double* mixed);
    /// The same over partners that are heard: with c_k = weight_k [|x_i - x_partner| <= reach] and f_k = trust_i where
    /// x_partner > 0, else 1: mixed[i] = sum_k c_k f_k x_partner, heard[i] = sum_k c_k f_k, total[i] = sum_k c_k.
    void (*mix_heard)(std::size_t n, const TieRows& ties, const double* x, const HearingTerms& hearing, double* mixed, double* heard,
                      double* total);
    /// `count` columns of n numbers laid out country by country, `lanes` a country; lanes beyond `count` are 0.
    void (*interleave)(std::size_t n, std::size_t count, const double* columns, double* rows);
    /// result = of_others mixed + of_own x, columns of n numbers, but `mixed` laid out country by country.
    void (*blend)(std::size_t n, std::size_t count, const double* of_others, const double* mixed, const double* of_own, const double* x,
                  double* result);
    /// x_i = s_i (W x)_i + (1 - s_i) b_i - load pull_i + sd noise_i, no farther out than `farthest`; what is no number stays none. x may be
    /// what was mixed.
    void (*settle)(std::size_t n, const PositionTerms& terms, double* x);
    /// What each of the n countries `who` would take up under review where that is the same whatever its partners do, else `undecided`:
    /// `leaning` in [0, 1] is how far a country's position leans to the L pole, `own` the reading that it holds. `choice`, in the order of
    /// `who`, has room for padded(n).
    void (*foresee)(std::size_t n, const std::int32_t* who, const ReviewTerms& terms, const double* leaning, const double* threshold,
                    const std::int8_t* own, std::int8_t* choice);
    /// Sums of weight_k over the n ties to countries that have adopted either reading.
    Both (*sum_takers)(std::size_t n, const std::int32_t* to, const double* weight, const std::int8_t* adopted);
    /// n ties times the trust in each partner, as shares of their sum: weight_k = plain_k trust[to_k] / sum; all 0 where that is 0.
    RowTotal (*trust)(std::size_t n, const std::int32_t* to, const double* plain, const double* trust, double* weight);
    /// Engagement moves to its target (rule 4.4): t = target + shock within [0, 1], after = before + inertia (t - before). Returns what
    /// missing dues leave open, sum_i assessment_i (1 - paid_i), paid = dues where these are not negative, else after.
    double (*engage)(std::size_t n, const double* target, const double* shock, const double* before, const double* dues,
                     const double* assessment, double inertia, double* after);
    /// presence = alone weight; returns sum_i counted_i presence_i.
    double (*weigh)(std::size_t n, const double* alone, const double* weight, const double* counted, double* presence);
    double (*sum)(std::size_t n, const double* x);  ///< sum_i x_i
    /// A norm's pull on its adopters' anchors (rule 4.7): drift += pull gap where adopted gap > 0, gap = q - (anchor + drift - before).
    void (*drift_anchors)(std::size_t n, const std::int8_t* adopted, const double* anchor, const double* before, double q, double pull,
                          double* drift);
    /// n ties of all layers: weight_k = of_security security_k + of_trade trade_k + of_caucus caucus_k.
    void (*merge)(std::size_t n, const LayerTerms& terms, double* weight);
};

const CountryKernel& country_kernel(sim::Instructions which);
const CountryKernel& country_kernel();

}  // namespace comity::agents
