// Bodies of agents/country_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/country_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::load;
using sim::Marks;
using sim::Reals;
using sim::store;
using sim::width;

constexpr std::size_t lanes = CountryKernel::lanes;
using Four [[gnu::vector_size(lanes * sizeof(double))]] = double;
// By reference, since the baseline has no register of four to hand over.
COMITY_INLINE void get(Four& to, const double* from) { __builtin_memcpy(&to, from, sizeof to); }
COMITY_INLINE void put(double* to, const Four& from) { __builtin_memcpy(to, &from, sizeof from); }

using Places [[gnu::vector_size(sizeof(Four))]] = std::int64_t;

// Four sums run side by side, since one would wait for each addition; their order is part of the results. How much it reads limits the
// loop, so four weights are read at once and spread from their register.
void mix(std::size_t n, const TieRows& ties, const double* x, double* mixed)
{
    for (std::size_t i = 0; i < n; ++i) {
        Four sum[4] = {}, weight, partner;
        const auto end = static_cast<std::size_t>(ties.start[i + 1]);
        auto k = static_cast<std::size_t>(ties.start[i]);
        for (const std::size_t fours = end - (end - k) % 4; k < fours; k += 4) {
            get(weight, ties.weight + k);
            for (std::size_t s = 0; s < 4; ++s) {
                get(partner, x + ties.offset[k + s]);
                sum[s] += __builtin_shuffle(weight, Places{} + static_cast<std::int64_t>(s)) * partner;
            }
        }
        for (; k < end; ++k) {
            get(partner, x + ties.offset[k]);
            sum[0] += ties.weight[k] * partner;
        }
        put(mixed + lanes * i, (sum[0] + sum[1]) + (sum[2] + sum[3]));
    }
}

/// The loop of mix_heard. What tells no partners apart is left out: a reach without end, trust in all.
template <bool Bounded, bool Trusting>
void mix_heard_by(std::size_t n, const TieRows& ties, const double* x, const HearingTerms& hearing, double* mixed, double* heard, double* total)
{
    constexpr std::int64_t without_sign = 0x7fffffffffffffff;
    const double reach = hearing.reach;
    for (std::size_t i = 0; i < n; ++i) {
        Four sum = {}, moving = {}, counted = {}, own, trust = {}, weights;
        get(own, x + lanes * i);
        if constexpr (Trusting) get(trust, hearing.trust + lanes * i);
        const auto hear = [&](const Four& weight, std::size_t k) {
            Four partner;
            get(partner, x + ties.offset[k]);
            Four near = weight;
            if constexpr (Bounded) near = (Four)((Places)(partner - own) & without_sign) <= reach ? weight : Four{};
            Four felt = near;
            if constexpr (Trusting) felt = partner > 0.0 ? near * trust : near;
            sum += felt * partner;
            counted += near;
            if constexpr (Trusting) moving += felt;
        };
        const auto end = static_cast<std::size_t>(ties.start[i + 1]);
        auto k = static_cast<std::size_t>(ties.start[i]);
        for (const std::size_t fours = end - (end - k) % 4; k < fours; k += 4) {
            get(weights, ties.weight + k);
            for (std::size_t s = 0; s < 4; ++s) hear(__builtin_shuffle(weights, Places{} + static_cast<std::int64_t>(s)), k + s);
        }
        for (; k < end; ++k) hear(Four{} + ties.weight[k], k);
        put(mixed + lanes * i, sum);
        put(heard + lanes * i, Trusting ? moving : counted);
        put(total + lanes * i, counted);
    }
}

void mix_heard(std::size_t n, const TieRows& ties, const double* x, const HearingTerms& hearing, double* mixed, double* heard, double* total)
{
    const bool bounded = hearing.reach < __builtin_inf();
    const auto mix = bounded ? (hearing.trust ? mix_heard_by<true, true> : mix_heard_by<true, false>)
                             : (hearing.trust ? mix_heard_by<false, true> : mix_heard_by<false, false>);
    mix(n, ties, x, hearing, mixed, heard, total);
}

/// Rows become columns.
COMITY_INLINE void transpose(Four (&x)[lanes])
{
    const Four a = __builtin_shuffle(x[0], x[1], Places{0, 4, 2, 6}), b = __builtin_shuffle(x[0], x[1], Places{1, 5, 3, 7});
    const Four c = __builtin_shuffle(x[2], x[3], Places{0, 4, 2, 6}), d = __builtin_shuffle(x[2], x[3], Places{1, 5, 3, 7});
    x[0] = __builtin_shuffle(a, c, Places{0, 1, 4, 5});
    x[1] = __builtin_shuffle(b, d, Places{0, 1, 4, 5});
    x[2] = __builtin_shuffle(a, c, Places{2, 3, 6, 7});
    x[3] = __builtin_shuffle(b, d, Places{2, 3, 6, 7});
}

void interleave(std::size_t n, std::size_t count, const double* columns, double* rows)
{
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        Four part[lanes] = {};
        for (std::size_t c = 0; c < count; ++c) get(part[c], columns + c * n + i);
        transpose(part);
        for (std::size_t r = 0; r < lanes; ++r) put(rows + lanes * (i + r), part[r]);
    }
    for (; i < n; ++i)
        for (std::size_t c = 0; c < lanes; ++c) rows[lanes * i + c] = c < count ? columns[c * n + i] : 0;
}

void blend(std::size_t n, std::size_t count, const double* of_others, const double* mixed, const double* of_own, const double* x, double* result)
{
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        Four part[lanes];
        for (std::size_t r = 0; r < lanes; ++r) get(part[r], mixed + lanes * (i + r));
        transpose(part);
        Four others, own, before;
        get(others, of_others + i);
        get(own, of_own + i);
        for (std::size_t c = 0; c < count; ++c) {
            get(before, x + c * n + i);
            put(result + c * n + i, others * part[c] + own * before);
        }
    }
    for (; i < n; ++i)
        for (std::size_t c = 0; c < count; ++c) result[c * n + i] = of_others[i] * mixed[lanes * i + c] + of_own[i] * x[c * n + i];
}

void settle(std::size_t n, const PositionTerms& terms, double* x)
{
    const PositionTerms t = terms;  // x could be the terms, for all that the compiler knows
    std::size_t i = 0;
    for (; i + width <= n; i += width) {
        const Reals s = load<Reals>(t.susceptibility + i), noise = __builtin_convertvector(load<sim::Floats>(t.noise + i), Reals);
        const Reals settled = s * load<Reals>(t.mixed + i) + (1.0 - s) * load<Reals>(t.anchor + i) - t.load * load<Reals>(t.pull + i);
        store(x + i, sim::clipped(settled + t.noise_sd * noise, -t.farthest, t.farthest));
    }
    for (; i < n; ++i) {
        const double settled = t.susceptibility[i] * t.mixed[i] + (1 - t.susceptibility[i]) * t.anchor[i] - t.load * t.pull[i];
        const double moved = settled + t.noise_sd * static_cast<double>(t.noise[i]);
        x[i] = moved < -t.farthest ? -t.farthest : moved > t.farthest ? t.farthest : moved;
    }
}

Both sum_takers(std::size_t n, const std::int32_t* to, const double* weight, const std::int8_t* adopted)
{
    using Pair [[gnu::vector_size(sizeof(Both))]] = double;
    static constexpr double ends[4] = {1, 0, 0, 1};
    const double* const none = ends + 1;  // the pair from here on counts for no reading, one place off for that of a pole
    Pair sum[4] = {};
    const auto add = [&](Pair& part, std::size_t k) { part += weight[k] * load<Pair>(none + adopted[to[k]]); };
    std::size_t k = 0;
    for (; k + 4 <= n; k += 4)
        for (std::size_t s = 0; s < 4; ++s) add(sum[s], k + s);
    for (; k < n; ++k) add(sum[0], k);
    const Pair whole = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    return {whole[0], whole[1]};
}

using Bytes [[gnu::vector_size(width)]] = std::int8_t;

/// One register of countries.
COMITY_INLINE Bytes foreseen(const ReviewTerms& t, Reals leaning, Reals threshold, Bytes own)
{
    const auto reading = __builtin_convertvector(own, Marks);
    const Reals minus = t.own_weight * (1.0 - leaning) + t.common.minus, plus = t.own_weight * leaning + t.common.plus;
    const Reals most_minus = minus + t.reach.minus, most_plus = plus + t.reach.plus, tolerated = threshold - t.tolerance;
    const Marks none = (reading == 0) & (most_minus < threshold) & (most_plus < threshold);
    const Marks to_plus = (plus > most_minus) & ((plus >= threshold) | ((reading > 0) & (plus >= tolerated)));
    const Marks to_minus = (minus > most_plus) & ((minus >= threshold) | ((reading < 0) & (minus >= tolerated)));
    // Marks are -1, and at most one holds.
    return __builtin_convertvector(to_minus - to_plus + (~(none | to_plus | to_minus) & undecided), Bytes);
}

/// The numbers of a register of countries.
template <class Vector, class Element>
COMITY_INLINE Vector gathered(const Element* x, const std::int32_t* who)
{
    Vector made{};
    for (std::size_t l = 0; l < width; ++l) made[l] = x[who[l]];
    return made;
}

void foresee(std::size_t n, const std::int32_t* who, const ReviewTerms& terms, const double* leaning, const double* threshold,
             const std::int8_t* own, std::int8_t* choice)
{
    const ReviewTerms t = terms;  // choice could be the terms, for all that the compiler knows
    const auto foresee_from = [&](const std::int32_t* first) {
        return foreseen(t, gathered<Reals>(leaning, first), gathered<Reals>(threshold, first), gathered<Bytes>(own, first));
    };
    std::size_t c = 0;
    for (; c + width <= n; c += width) store(choice + c, foresee_from(who + c));
    if (c == n) return;
    std::int32_t rest[width];
    for (std::size_t l = 0; l < width; ++l) rest[l] = who[c + l < n ? c + l : c];
    store(choice + c, foresee_from(rest));
}

constexpr std::size_t step = sim::batch_step;  // numbers summed side by side, however wide a register

/// Sums term(i) over i < n: eight sums side by side, then what is left over, so that all variants add in the same order.
template <class Wide, class One>
COMITY_INLINE double sum_of(std::size_t n, Wide&& wide, One&& one)
{
    Reals part[step / width] = {};
    std::size_t i = 0;
    for (; i + step <= n; i += step)
        for (std::size_t r = 0; r < step / width; ++r) part[r] += wide(i + r * width);
    double sum = 0;
    for (std::size_t l = 0; l < step; ++l) sum += part[l / width][l % width];
    for (; i < n; ++i) sum += one(i);
    return sum;
}

RowTotal trust(std::size_t n, const std::int32_t* to, const double* plain, const double* trust, double* weight)
{
    RowTotal row;
    row.sum = sum_of(
        n,
        [&](std::size_t k) {
            const Reals felt = load<Reals>(plain + k) * gathered<Reals>(trust, to + k);
            store(weight + k, felt);
            return felt;
        },
        [&](std::size_t k) { return weight[k] = plain[k] * trust[to[k]]; });
    if (!(row.sum > 0)) return row;
    const double scale = 1 / row.sum;
    Reals most = {};
    std::size_t k = 0;
    for (; k + width <= n; k += width) {
        const Reals share = load<Reals>(weight + k) * scale;
        most = share > most ? share : most;
        store(weight + k, share);
    }
    for (std::size_t l = 0; l < width; ++l) row.most = most[l] > row.most ? most[l] : row.most;
    for (; k < n; ++k) {
        weight[k] *= scale;
        row.most = weight[k] > row.most ? weight[k] : row.most;
    }
    return row;
}

double engage(std::size_t n, const double* target, const double* shock, const double* before, const double* dues, const double* assessment,
              double inertia, double* after)
{
    return sum_of(
        n,
        [&](std::size_t i) {
            const Reals e = load<Reals>(before + i);
            const Reals t = sim::clipped(load<Reals>(target + i) + load<Reals>(shock + i), 0, 1);
            const Reals next = e + inertia * (t - e), due = load<Reals>(dues + i);
            store(after + i, next);
            return load<Reals>(assessment + i) * (1.0 - (due >= 0.0 ? due : next));
        },
        [&](std::size_t i) {
            const double t = target[i] + shock[i];
            after[i] = before[i] + inertia * ((t < 0 ? 0 : t > 1 ? 1 : t) - before[i]);
            return assessment[i] * (1 - (dues[i] >= 0 ? dues[i] : after[i]));
        });
}

double weigh(std::size_t n, const double* alone, const double* weight, const double* counted, double* presence)
{
    return sum_of(
        n,
        [&](std::size_t i) {
            const Reals p = load<Reals>(alone + i) * load<Reals>(weight + i);
            store(presence + i, p);
            return load<Reals>(counted + i) * p;
        },
        [&](std::size_t i) {
            presence[i] = alone[i] * weight[i];
            return counted[i] * presence[i];
        });
}

double sum(std::size_t n, const double* x)
{
    return sum_of(n, [&](std::size_t i) { return load<Reals>(x + i); }, [&](std::size_t i) { return x[i]; });
}

void drift_anchors(std::size_t n, const std::int8_t* adopted, const double* anchor, const double* before, double q, double pull, double* drift)
{
    std::size_t i = 0;
    for (; i + width <= n; i += width) {
        const Reals y = __builtin_convertvector(load<Bytes>(adopted + i), Reals), so_far = load<Reals>(drift + i);
        const Reals gap = q - (load<Reals>(anchor + i) + (so_far - load<Reals>(before + i)));
        store(drift + i, so_far + (y * gap > 0.0 ? pull * gap : Reals{}));
    }
    for (; i < n; ++i) {
        const double gap = q - (anchor[i] + (drift[i] - before[i]));
        drift[i] += adopted[i] * gap > 0 ? pull * gap : 0;
    }
}

void merge(std::size_t n, const LayerTerms& terms, double* weight)
{
    const LayerTerms t = terms;
    std::size_t k = 0;
    for (; k + width <= n; k += width)
        store(weight + k, t.of_security * load<Reals>(t.security + k) + t.of_trade * load<Reals>(t.trade + k) + t.of_caucus * load<Reals>(t.caucus + k));
    for (; k < n; ++k) weight[k] = t.of_security * t.security[k] + t.of_trade * t.trade[k] + t.of_caucus * t.caucus[k];
}

}  // namespace

extern const CountryKernel country_table;
const CountryKernel country_table{mix, mix_heard, interleave, blend, settle, foresee, sum_takers, trust, engage, weigh, sum, drift_anchors, merge};

}  // namespace comity::agents::COMITY_VARIANT
