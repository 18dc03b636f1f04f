// Bodies of agents/rules/vote_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/rules/vote_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::Floats;
using sim::Ints;
using sim::load;
using sim::Reals;
using sim::store;
using sim::width;

/// A number that is known when the loop is made.
template <std::size_t number>
struct Size {
    constexpr operator std::size_t() const { return number; }
};

void latent(std::size_t n, const double* x, const LatentTerms& terms, double* z)
{
    const LatentTerms t = terms;  // z could be the terms, for all that the compiler knows
    const auto some = [&](auto registers, std::size_t i) {
        Reals sum[registers];
        for (std::size_t r = 0; r < registers; ++r) {
            const std::size_t at = i + r * width;
            sum[r] = t.slope * (load<Reals>(x + at) - t.cut) + t.consent + t.bandwagon * load<Reals>(t.weakness + at);
        }
        for (const Pull* p = t.pull; p != t.pull + t.num_pulls; ++p)
            for (std::size_t r = 0; r < registers; ++r) sum[r] += p->stakes * load<Reals>(p->leverage + i + r * width);
        for (std::size_t r = 0; r < registers; ++r) store(z + i + r * width, sum[r]);
    };
    constexpr std::size_t together = 4;  // registers at a time, so that a pull is fetched but once for all
    std::size_t i = 0;
    for (; i + together * width <= n; i += together * width) some(Size<together>{}, i);
    for (; i < n; i += width) some(Size<1>{}, i);
}

void subtract(std::size_t n, double weight, const double* column, double* z)
{
    for (std::size_t i = 0; i < n; i += width) store(z + i, load<Reals>(z + i) - weight * load<Reals>(column + i));
}

COMITY_INLINE Floats logistic_noise(Ints words) { return sim::logistics_of_words(words); }
COMITY_INLINE Floats normal_noise(Ints words) { return static_cast<float>(probit_scale) * sim::normals_of_words(words); }

template <Floats (*noise_of)(Ints)>
void decide(std::size_t n, const Voters& all, const Lots& lots, std::int8_t* votes)
{
    const Voters voters = all;  // votes could be the voters, for all that the compiler knows
    const Lots drawn = lots;
    for (std::size_t i = 0; i < n; i += width) {
        const Floats noise = noise_of(load<Ints>(drawn.vote + i));
        const Reals z = load<Reals>(voters.z + i), delta = voters.half_band * load<Reals>(voters.style + i);
        const Ints yes = sim::as_floats(z - delta) > noise;
        const Ints no = sim::as_floats(z + delta) + load<Floats>(voters.cost + i) < noise;
        const Ints fate = (load<Ints>(drawn.fate + i) >> (32 - fate_bits)) & ((1 << fate_bits) - 1);
        const Ints absent = fate < load<Ints>(voters.absent_below + i);
        sim::store_bytes(votes + i, (absent & 2) | (~absent & (no - yes)));  // a mark is -1
    }
}

void logit_chances(std::size_t n, const double* z, const double* style, double half_band, const double* narrow, double* yes, double* no)
{
    constexpr double limit = 300;  // so that the product below stays finite
    for (std::size_t i = 0; i < n; i += width) {
        const Reals e = sim::exp_each(sim::clipped(load<Reals>(z + i) + half_band * load<Reals>(style + i), -limit, limit));
        const Reals shifted = e * load<Reals>(narrow + i);
        const Reals not_no = 1.0 + e;
        const Reals not_yes = 1.0 + shifted;
        const Reals inverse = 1.0 / (not_no * not_yes);
        store(yes + i, shifted * not_no * inverse);
        store(no + i, not_yes * inverse);
    }
}

void probit_chances(std::size_t n, const double* z, const double* style, double half_band, const double*, double* yes, double* no)
{
    for (std::size_t i = 0; i < n; i += width) {
        const Reals v = load<Reals>(z + i), delta = half_band * load<Reals>(style + i);
        store(yes + i, sim::normal_cdf_each((v - delta) / probit_scale));
        store(no + i, sim::normal_cdf_each(-(v + delta) / probit_scale));
    }
}

void logit_odds_of_no(std::size_t n, const double* z, const double* style, double half_band, double cost, double* odds)
{
    const double discount = sim::exp(-cost);
    for (std::size_t i = 0; i < n; i += width)
        store(odds + i, discount * sim::exp_each(-(load<Reals>(z + i) + half_band * load<Reals>(style + i))));
}

void probit_odds_of_no(std::size_t n, const double* z, const double* style, double half_band, double cost, double* odds)
{
    for (std::size_t i = 0; i < n; i += width) {
        const Reals no = sim::normal_cdf_each(-(load<Reals>(z + i) + half_band * load<Reals>(style + i) + cost) / probit_scale);
        store(odds + i, no / (1.0 - no));  // infinite where no is certain
    }
}

// Partial sums: as many as a step of the batch, however wide a register, so that all variants sum in the same order.
constexpr std::size_t registers = sim::batch_step / width;

Moments moments(std::size_t n, const double* yes, const double* no, double factor)
{
    Reals mean[registers] = {}, square[registers] = {};
    for (std::size_t i = 0; i < n; i += sim::batch_step)
        for (std::size_t r = 0; r < registers; ++r) {
            const Reals y = load<Reals>(yes + i + r * width), m = load<Reals>(no + i + r * width);
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

double product(std::size_t n, const double* odds)
{
    Reals part[registers];
    for (auto& p : part) p = Reals{} + 1.0;
    for (std::size_t i = 0; i < n; i += sim::batch_step)
        for (std::size_t r = 0; r < registers; ++r) part[r] *= 1.0 + load<Reals>(odds + i + r * width);
    double whole = 1;
    for (std::size_t l = 0; l < sim::batch_step; ++l) whole *= part[l / width][l % width];
    return whole;
}

constexpr std::size_t side = width < 4 ? 16 : 32;  // votes beside each other
using Bytes [[gnu::vector_size(side)]] = std::int8_t;

/// How many votes of a register are marked, up to 255 times over: `marks` are sums of -1.
COMITY_INLINE int total(Bytes marks)
{
    using Halves [[gnu::vector_size(side)]] = std::uint64_t;
    constexpr std::uint64_t even = 0x00ff00ff00ff00ff, ones = 0x0001000100010001;
    const Halves x = reinterpret_cast<Halves>(-marks);
    const Halves pairs = (x & even) + ((x >> 8) & even);
    std::uint64_t sum = 0;  // four in one word; they fit, since all bytes add up to less than 2^16
    for (std::size_t h = 0; h < side / 8; ++h) sum += pairs[h];
    return static_cast<int>((sum * ones) >> 48);
}

Counts count(std::size_t n, const std::int8_t* votes)
{
    constexpr std::size_t block = 120 * side;  // so that a count fits in a byte
    Counts sum;
    std::size_t i = 0;
    while (i + side <= n) {
        Bytes yes{}, no{}, abstain{}, absent{};  // a mark is -1
        for (const std::size_t end = i + block; i + side <= n && i < end; i += side) {
            const Bytes v = load<Bytes>(votes + i);
            yes += v == 1;
            no += v == -1;
            abstain += v == 0;
            absent += v == 2;
        }
        sum.yes += total(yes);
        sum.no += total(no);
        sum.abstain += total(abstain);
        sum.absent += total(absent);
    }
    for (; i < n; ++i) {
        sum.yes += votes[i] == 1;
        sum.no += votes[i] == -1;
        sum.abstain += votes[i] == 0;
        sum.absent += votes[i] == 2;
    }
    return sum;
}

}  // namespace

extern const VoteKernel table;
const VoteKernel table{latent, subtract, moments, product, count,
                       {decide<logistic_noise>, logit_chances, logit_odds_of_no},
                       {decide<normal_noise>, probit_chances, probit_odds_of_no}};

}  // namespace comity::agents::COMITY_VARIANT
