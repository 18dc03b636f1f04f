// Bodies of agents/rules/vote_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/rules/vote_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::load;
using sim::Marks;
using sim::Reals;
using sim::store;
using sim::width;

void fill(std::size_t n, double a, double* y)
{
    for (std::size_t i = 0; i < n; i += width) store(y + i, Reals{} + a);
}

void first_term(std::size_t n, const double* x, double slope, double cut, double consent, double* z)
{
    for (std::size_t i = 0; i < n; i += width) store(z + i, slope * (load<Reals>(x + i) - cut) + consent);
}

void lobby(std::size_t n, double stakes, const double* leverage, double bandwagon, const double* weakness, double* z)
{
    for (std::size_t i = 0; i < n; i += width)
        store(z + i, load<Reals>(z + i) + (stakes * load<Reals>(leverage + i) + bandwagon * load<Reals>(weakness + i)));
}

void subtract(std::size_t n, double weight, const double* column, double* z)
{
    for (std::size_t i = 0; i < n; i += width) store(z + i, load<Reals>(z + i) - weight * load<Reals>(column + i));
}

void decide(std::size_t n, const double* z, const double* style, double half_band, const double* narrow, const double* cost,
            const double* uniform, const double* word, const double* absent_below, std::int8_t* votes)
{
    constexpr std::size_t block = 8 * sim::batch_step;
    std::int64_t drawn[block];  // wide as they are decided, narrowed in a loop of its own
    for (std::size_t start = 0; start < n; start += block) {
        const std::size_t end = n - start < block ? n : start + block;
        for (std::size_t i = start; i < end; i += width) {
            const Reals e = sim::exp_each(load<Reals>(z + i) + half_band * load<Reals>(style + i));
            const Reals u = load<Reals>(uniform + i);
            const Marks no = u * (1.0 + e * load<Reals>(cost + i)) < 1.0;
            const Marks yes = u * (1.0 + e * load<Reals>(narrow + i)) > 1.0;
            const Marks absent = load<Reals>(word + i) < load<Reals>(absent_below + i);
            store(drawn + (i - start), (absent & 2) | (~absent & (no - yes)));  // a mark is -1
        }
        for (std::size_t i = start; i < end; ++i) votes[i] = static_cast<std::int8_t>(drawn[i - start]);
    }
}

void chances(std::size_t n, const double* z, const double* style, double half_band, const double* narrow, double* yes, double* no)
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

void odds_of_no(std::size_t n, const double* z, const double* style, double half_band, double discount, double* odds)
{
    for (std::size_t i = 0; i < n; i += width)
        store(odds + i, discount * sim::exp_each(-(load<Reals>(z + i) + half_band * load<Reals>(style + i))));
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
const VoteKernel table{fill, first_term, lobby, subtract, decide, chances, odds_of_no, moments, product, count};

}  // namespace comity::agents::COMITY_VARIANT
