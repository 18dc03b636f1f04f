#include "agents/rules/adopt_norms.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "agents/country_kernel.hpp"
#include "agents/influence.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"
#include "sim/kernels.hpp"
#include "sim/room.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;

constexpr double position_slope = 1.5, status_quo_slope = 2;  // of the two logistic terms of the pressure

/// L(1.5 x_ia), how far positions lean to the L pole, [country, arena].
ArrayXXd leanings(const ArrayXXd& position)
{
    const Eigen::Index cells = position.size();
    ArrayXd leaning = ArrayXd::Zero(static_cast<Eigen::Index>(sim::padded(static_cast<std::size_t>(cells))));
    leaning.head(cells) = position_slope * position.reshaped();
    sim::kernels().logistic(static_cast<std::size_t>(leaning.size()), leaning.data(), leaning.data());
    return leaning.head(cells).reshaped(position.rows(), position.cols());
}

/// What adoption under review sees: the world as it was.
struct View {
    const ArrayXXd& leaning;
    const ArrayXd& status_quo;
    const AdoptionTable& adopted;
    const Setting& setting;
    const Influence& influence;
    const AdoptionParams& params;
};

/// How many have adopted each reading of a norm, which is coded like a vote.
Counts count_takers(const View& see, Eigen::Index m) { return vote_kernel().count(static_cast<std::size_t>(see.adopted.rows()), see.adopted.col(m).data()); }

/// w_q L(2 sg q) + w_s (1 - tie share) world share, and what ties can add at most.
ReviewTerms review_terms(const View& see, Eigen::Index m, const Counts& takers)
{
    const Eigen::Index n = see.adopted.rows();
    const AdoptionParams& p = see.params;
    const double social = std::max(0.0, 1 - p.own_weight - p.institution_weight);
    const double world = social * (1 - p.tie_share) / static_cast<double>(n);
    const double toward_plus = sim::logistic(status_quo_slope * see.status_quo(m));
    return {p.own_weight,
            {p.institution_weight * (1 - toward_plus) + world * takers.no, p.institution_weight * toward_plus + world * takers.yes},
            {takers.no > 0 ? social * p.tie_share : 0, takers.yes > 0 ? social * p.tie_share : 0},
            p.tolerance};
}

/// Tie-weighted shares of adopters among the partners of i.
Both tied_shares(const Influence& influence, std::span<const std::int8_t> adopted, int i)
{
    const auto partners = influence.partners(i);
    return country_kernel().sum_takers(partners.size(), partners.data(), influence.weights(i).data(), adopted.data());
}

/// What a country takes up under these pressures: the reading under more pressure where that reaches the threshold; otherwise it drops
/// its own once that falls short by more than the tolerance.
std::int8_t choose(Both pressure, double threshold, double tolerance, std::int8_t own)
{
    if (pressure.plus == pressure.minus) return own;
    const bool to_plus = pressure.plus > pressure.minus;
    if ((to_plus ? pressure.plus : pressure.minus) >= threshold) return to_plus ? 1 : -1;
    const double held = own > 0 ? pressure.plus : pressure.minus;
    return own != 0 && held < threshold - tolerance ? std::int8_t{0} : own;
}

Both pressures(const ReviewTerms& terms, double leaning, Both tied)
{
    return {terms.own_weight * (1 - leaning) + terms.common.minus + terms.reach.minus * tied.minus,
            terms.own_weight * leaning + terms.common.plus + terms.reach.plus * tied.plus};
}

/// What a country takes up where its partners decide.
std::int8_t review(const View& see, const ReviewTerms& terms, double leaning, std::span<const std::int8_t> adopted, int i)
{
    const Both pressure = pressures(terms, leaning, tied_shares(see.influence, adopted, i));
    return choose(pressure, see.setting.threshold(i), terms.tolerance, adopted[static_cast<std::size_t>(i)]);
}

/// The same with chance: one uniform u decides between adopting the reading under more pressure, keeping one's own, and dropping it.
std::int8_t choose_softly(Both pressure, double threshold, const AdoptionParams& params, std::int8_t own, double u)
{
    if (pressure.plus == pressure.minus) return own;
    const bool to_plus = pressure.plus > pressure.minus;
    const double adopts = sim::logistic(params.sharpness * ((to_plus ? pressure.plus : pressure.minus) - threshold));
    if (u < adopts) return to_plus ? 1 : -1;
    const double held = own > 0 ? pressure.plus : pressure.minus;
    const double drops = (1 - adopts) * sim::logistic(params.sharpness * (threshold - params.tolerance - held));
    return own != 0 && 1 - u < drops ? std::int8_t{0} : own;
}

/// What a country at risk takes up by contagion: the reading under more pressure, where u lies below the chance of its rate.
std::int8_t catch_up(Both pressure, Both share, const AdoptionParams& params, std::int8_t own, double u)
{
    if (pressure.plus == pressure.minus) return own;
    const bool to_plus = pressure.plus > pressure.minus;
    const double rate = params.innovation + params.imitation * (to_plus ? share.plus : share.minus);
    return u < 1 - sim::exp(-rate) ? (to_plus ? std::int8_t{1} : std::int8_t{-1}) : own;
}

/// One round of a form that chance decides, norms four by four as their draws come.
AdoptionTable draw_all(const View& see, const sim::Draws& draws, Purpose purpose)
{
    const AdoptionParams& params = see.params;
    const bool by_contagion = params.form == AdoptionForm::contagion;
    AdoptionTable next = see.adopted;
    const sim::BlockBatch blocks(draws, purpose, see.setting.agent);
    const double at_risk = by_contagion ? 1 - sim::exp(-(params.innovation + params.imitation)) : params.review;  // at most, whatever the shares
    const double mark = static_cast<double>(sim::mark_of(at_risk)), scale = by_contagion ? 0x1p32 : mark;
    const auto n = static_cast<std::size_t>(next.rows());
    sim::Column<std::uint32_t> words(4 * sim::padded(n));
    for (Eigen::Index m = 0; m < next.cols(); ++m) {
        if (m % 4 == 0) blocks.draw(static_cast<std::uint32_t>(m / 4), sim::BlockWords{words.data()});
        const std::uint32_t* word = words.data() + sim::padded(n) * static_cast<std::size_t>(m % 4);
        const std::span<const std::int8_t> adopted(see.adopted.col(m).data(), n);
        const double* leaning = see.leaning.col(see.setting.institutions.norms[static_cast<std::size_t>(m)].arena.index).data();
        const Counts takers = count_takers(see, m);
        const ReviewTerms terms = review_terms(see, m, takers);
        const double of_world = (1 - params.tie_share) / static_cast<double>(n);
        for (int i = 0; i < next.rows(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (!(word[at] < mark)) continue;
            const double u = (word[at] + 0.5) / scale;
            const Both tied = tied_shares(see.influence, adopted, i);
            const Both pressure = pressures(terms, leaning[i], tied);
            const Both share{of_world * takers.no + params.tie_share * tied.minus, of_world * takers.yes + params.tie_share * tied.plus};
            next(i, m) = by_contagion ? catch_up(pressure, share, params, adopted[at], u)
                                      : choose_softly(pressure, see.setting.threshold(i), params, adopted[at], u);
        }
    }
    return next;
}

/// One round of reviews, norms four by four as their draws come.
AdoptionTable review_all(const View& see, const sim::Draws& draws, Purpose purpose)
{
    AdoptionTable next = see.adopted;
    const sim::BlockBatch blocks(draws, purpose, see.setting.agent);
    const std::uint64_t mark = sim::mark_of(see.params.review);
    sim::Chosen room(blocks.size());
    const auto n = static_cast<std::size_t>(next.rows());
    std::vector<std::int8_t> foreseen(sim::padded(n));
    for (Eigen::Index first = 0; first < next.cols(); first += 4) {
        const auto chosen = blocks.choose(static_cast<std::uint32_t>(first / 4), mark, room);
        const Eigen::Index end = std::min(first + 4, next.cols());
        for (Eigen::Index m = first; m < end; ++m) {
            const std::span<const std::int8_t> adopted(see.adopted.col(m).data(), n);
            const double* leaning = see.leaning.col(see.setting.institutions.norms[static_cast<std::size_t>(m)].arena.index).data();
            const ReviewTerms terms = review_terms(see, m, count_takers(see, m));
            const std::span<const std::int32_t> reviewing = chosen[static_cast<std::size_t>(m - first)];
            country_kernel().foresee(reviewing.size(), reviewing.data(), terms, leaning, see.setting.threshold.data(), adopted.data(),
                                     foreseen.data());
            for (std::size_t c = 0; c < reviewing.size(); ++c) {
                const std::int32_t i = reviewing[c];
                next(i, m) = foreseen[c] == undecided ? review(see, terms, leaning[i], adopted, i) : foreseen[c];
            }
        }
    }
    return next;
}

/// One round of the rule in its form.
AdoptionTable take_up(const View& see, const sim::Draws& draws, Purpose purpose)
{
    return see.params.form == AdoptionForm::threshold ? review_all(see, draws, purpose) : draw_all(see, draws, purpose);
}

/// Drift of adopters' anchors towards the status quo they adopted, norm by norm, never against the adopted reading.
void drift_anchors(const World& now, const Setting& setting, double rate, ArrayXXd& drift)
{
    for (Eigen::Index m = 0; m < now.adopted.cols(); ++m) {
        const ArenaId arena = setting.institutions.norms[static_cast<std::size_t>(m)].arena;
        const double pull = rate * setting.institutions.arenas[static_cast<std::size_t>(arena.index)].load;
        if (pull == 0) continue;
        country_kernel().drift_anchors(static_cast<std::size_t>(now.adopted.rows()), now.adopted.col(m).data(),
                                       now.anchor.col(arena.index).data(), now.anchor_drift.col(arena.index).data(), now.status_quo(m), pull,
                                       drift.col(arena.index).data());
    }
}

}  // namespace

const std::vector<std::string>& choices(AdoptionForm)
{
    static const std::vector<std::string> words{"threshold", "logistic", "contagion"};
    return words;
}

AdoptionState adopt_norms(const World& now, const Setting& setting, const Influence& influence, const AdoptionParams& params,
                          const sim::Draws& draws)
{
    const ArrayXXd leaning = leanings(now.position);
    const View see{leaning, now.status_quo, now.adopted, setting, influence, params};
    AdoptionState next{take_up(see, draws, Purpose::adoption), now.anchor_drift};
    if (params.anchor_drift > 0) drift_anchors(now, setting, params.anchor_drift, next.anchor_drift);
    return next;
}

AdoptionTable settled_adoption(const World& start, const Setting& setting, const Influence& influence, const AdoptionParams& params,
                               std::uint64_t seed, int rounds)
{
    AdoptionTable adopted = AdoptionTable::Zero(setting.num_countries(), setting.num_norms());
    const ArrayXXd leaning = leanings(start.position);
    for (int t = 0; t < rounds; ++t) {
        const View see{leaning, start.status_quo, adopted, setting, influence, params};
        adopted = take_up(see, sim::Draws(seed, 0, t), Purpose::initial_adoption);
    }
    return adopted;
}

ArrayXd adoption_thresholds(const Setting& setting, const AdoptionParams& params, std::uint64_t seed)
{
    const sim::Draws draws(seed, 0, 0);
    ArrayXd threshold(setting.num_countries());
    for (Eigen::Index i = 0; i < threshold.size(); ++i) {
        const double u = draws.uniform(Purpose::threshold, setting.agent[static_cast<std::size_t>(i)]);
        threshold(i) = std::clamp(params.threshold_mean + params.threshold_sd * sim::normal_quantile(u), 0.0, 1.0);
    }
    return threshold;
}

}  // namespace comity::agents
