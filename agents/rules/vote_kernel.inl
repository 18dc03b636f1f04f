// Bodies of agents/rules/vote_kernel.hpp; see sim/kernels.inl for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/rules/vote_kernel.hpp"
#include "sim/elementary.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

void first_term(std::size_t n, const double* __restrict x, double slope, double cut, double consent, double* __restrict z)
{
    for (std::size_t i = 0; i < n; ++i) z[i] = slope * (x[i] - cut) + consent;
}

void lobby(std::size_t n, double line, double stakes, const double* __restrict leverage, const double* __restrict bandwagon,
           double* __restrict z)
{
    for (std::size_t i = 0; i < n; ++i) z[i] += line * (stakes * leverage[i] + bandwagon[i]);
}

void subtract(std::size_t n, double weight, const double* __restrict column, double* __restrict z)
{
    for (std::size_t i = 0; i < n; ++i) z[i] -= weight * column[i];
}

void decide(std::size_t n, const double* __restrict z, const double* __restrict style, double half_band, const double* __restrict narrow,
            const double* __restrict cost, const double* __restrict uniform, const double* __restrict word, const double* __restrict absent_below,
            std::int8_t* __restrict votes)
{
    constexpr std::size_t block = 64;
    std::int64_t drawn[block];
    for (std::size_t start = 0; start < n; start += block) {
        const std::size_t length = n - start < block ? n - start : block;
        for (std::size_t k = 0; k < length; ++k) {
            const std::size_t i = start + k;
            const double e = sim::exp(z[i] + half_band * style[i]);
            const std::int64_t no = uniform[i] * (1 + e * cost[i]) < 1 ? 1 : 0;
            const std::int64_t yes = uniform[i] * (1 + e * narrow[i]) > 1 ? 1 : 0;
            drawn[k] = word[i] < absent_below[i] ? 2 : yes - no;
        }
        for (std::size_t k = 0; k < length; ++k) votes[start + k] = static_cast<std::int8_t>(drawn[k]);
    }
}

void chances(std::size_t n, const double* __restrict z, const double* __restrict style, double half_band, const double* __restrict narrow,
             double* __restrict yes, double* __restrict no)
{
    for (std::size_t i = 0; i < n; ++i) {
        double a = z[i] + half_band * style[i];
        a = a > 300 ? 300 : a;  // so that the product below stays finite
        const double e = sim::exp(a);
        const double not_no = 1 + e;
        const double not_yes = 1 + e * narrow[i];
        const double inverse = 1 / (not_no * not_yes);
        yes[i] = e * narrow[i] * not_no * inverse;
        no[i] = not_yes * inverse;
    }
}

void odds_of_no(std::size_t n, const double* __restrict z, const double* __restrict style, double half_band, double discount,
                double* __restrict odds)
{
    for (std::size_t i = 0; i < n; ++i) odds[i] = discount * sim::exp(-(z[i] + half_band * style[i]));
}

// Partial sums stand in whole registers, so that the order of summation is the same in both variants.
#if defined(__AVX2__)
constexpr std::size_t width = 4;
#else
constexpr std::size_t width = 2;
#endif
constexpr std::size_t registers = sim::batch_step / width;
using Reals [[gnu::vector_size(width * 8)]] = double;

COMITY_INLINE Reals load(const double* from)
{
    Reals made;
    __builtin_memcpy(&made, from, sizeof made);
    return made;
}

Moments moments(std::size_t n, const double* __restrict yes, const double* __restrict no, double factor)
{
    Reals mean[registers] = {}, square[registers] = {};
    for (std::size_t i = 0; i < n; i += sim::batch_step)
        for (std::size_t r = 0; r < registers; ++r) {
            const Reals y = load(yes + i + r * width), m = load(no + i + r * width);
            const Reals mu = y - factor * m;
            mean[r] += mu;
            square[r] += y + factor * factor * m - mu * mu;
        }
    Moments sum;
    for (std::size_t l = 0; l < sim::batch_step; ++l) {
        sum.mean += mean[l / width][l % width];
        sum.variance += square[l / width][l % width];
    }
    return sum;
}

double product(std::size_t n, const double* __restrict odds)
{
    Reals part[registers];
    for (auto& p : part) p = Reals{} + 1;
    for (std::size_t i = 0; i < n; i += sim::batch_step)
        for (std::size_t r = 0; r < registers; ++r) part[r] *= 1 + load(odds + i + r * width);
    double whole = 1;
    for (std::size_t l = 0; l < sim::batch_step; ++l) whole *= part[l / width][l % width];
    return whole;
}

Counts count(std::size_t n, const std::int8_t* votes)
{
    Counts sum;
    constexpr std::size_t block = 120;  // so that a count fits in a byte
    for (std::size_t start = 0; start < n; start += block) {
        const std::size_t end = n - start < block ? n : start + block;
        std::int8_t yes = 0, no = 0, abstain = 0, absent = 0;
        for (std::size_t i = start; i < end; ++i) {
            yes = static_cast<std::int8_t>(yes + (votes[i] == 1));
            no = static_cast<std::int8_t>(no + (votes[i] == -1));
            abstain = static_cast<std::int8_t>(abstain + (votes[i] == 0));
            absent = static_cast<std::int8_t>(absent + (votes[i] == 2));
        }
        sum.yes += yes;
        sum.no += no;
        sum.abstain += abstain;
        sum.absent += absent;
    }
    return sum;
}

}  // namespace

extern const VoteKernel table;
const VoteKernel table{first_term, lobby, subtract, decide, chances, odds_of_no, moments, product, count};

}  // namespace comity::agents::COMITY_VARIANT
