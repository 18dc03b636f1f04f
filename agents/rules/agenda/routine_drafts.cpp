#include "agents/rules/agenda/routine_drafts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory_resource>
#include <numeric>
#include <vector>

#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

/// The arena at which the running sum of shares passes u; the last one makes up for rounding.
ArenaId arena_of(const std::vector<ArenaShare>& business, double u)
{
    double sum = 0;
    for (const ArenaShare& part : business) {
        sum += part.share;
        if (u < sum) return part.arena;
    }
    return business.back().arena;
}

/// All that chance says of a meeting's routine drafts: the blocks of a slot, which stands in the place of an agent.
class Luck {
public:
    Luck(const Meeting& meeting, int count)
        : height_(sim::padded(static_cast<std::size_t>(count))), word_(4 * height_, meeting.room()), normal_(4 * height_, meeting.room())
    {
        std::pmr::vector<std::uint64_t> slots(static_cast<std::size_t>(count), meeting.room());
        std::iota(slots.begin(), slots.end(), 0);
        const sim::BlockBatch blocks(meeting.round.draws, Purpose::background_draft, slots, sim::kernels(), meeting.room());
        const auto first = 2 * static_cast<std::uint32_t>(meeting.forum.index);
        blocks.draw(first, sim::BlockWords{word_.data()});
        blocks.draw(first + 1, sim::BlockNormals{normal_.data()});
    }

    double arena(std::size_t slot) const { return word_[slot] * 0x1p-32; }            ///< uniform
    double kind(std::size_t slot) const { return word_[height_ + slot] * 0x1p-32; }  ///< uniform
    /// Standard normals.
    double cut(std::size_t slot) const { return normal_[slot]; }
    double slope(std::size_t slot) const { return normal_[height_ + slot]; }
    double band(std::size_t slot) const { return normal_[2 * height_ + slot]; }

private:
    std::size_t height_;
    std::pmr::vector<std::uint32_t> word_;  // [word, slot]
    std::pmr::vector<float> normal_;        // [word, slot]
};

/// A normal law of a logarithm.
struct Lognormal {
    double mean, sd;
};

/// Law of the drafts that one pole supports: cut shift - direction x lognormal, slope direction x lognormal, half-band lognormal.
struct Law {
    double direction, shift;
    Lognormal cut, slope, band;
};

Law negative_law(const AgendaParams& p)
{
    return {-1, p.negative_cut_shift, {p.negative_cut_mean, p.negative_cut_sd}, {p.negative_slope_mean, p.negative_slope_sd},
            {p.negative_band_mean, p.negative_band_sd}};
}

Law positive_law(const AgendaParams& p)
{
    return {1, p.positive_cut_shift, {p.positive_cut_mean, p.positive_cut_sd}, {p.positive_slope_mean, p.positive_slope_sd},
            {p.positive_band_mean, p.positive_band_sd}};
}

/// Gives drafts of an assembly their law; takes the exponentials of all slots at once.
class AssemblyLaws {
public:
    AssemblyLaws(const Meeting& meeting, const Luck& luck, int count)
        : laws_{negative_law(meeting.round.params), positive_law(meeting.round.params)},
          negative_share_(meeting.round.params.negative_share),
          band_cap_(meeting.round.params.band_cap),
          height_(sim::padded(static_cast<std::size_t>(count))),
          lognormal_(3 * height_, meeting.room())
    {
        for (std::size_t slot = 0; slot < static_cast<std::size_t>(count); ++slot) {
            const Law& law = law_of(luck, slot);
            lognormal_[slot] = law.cut.mean + law.cut.sd * luck.cut(slot);
            lognormal_[height_ + slot] = law.slope.mean + law.slope.sd * luck.slope(slot);
            lognormal_[2 * height_ + slot] = law.band.mean + law.band.sd * luck.band(slot);
        }
        sim::kernels().exp(lognormal_.size(), lognormal_.data(), lognormal_.data());
    }

    void write(Draft& draft, const Luck& luck, std::size_t slot) const
    {
        const Law& law = law_of(luck, slot);
        draft.cut = law.shift - law.direction * lognormal_[slot];
        draft.slope = law.direction * lognormal_[height_ + slot];
        draft.half_band = std::min(band_cap_, lognormal_[2 * height_ + slot]);
    }

private:
    const Law& law_of(const Luck& luck, std::size_t slot) const { return laws_[luck.kind(slot) < negative_share_ ? 0 : 1]; }

    std::array<Law, 2> laws_;  // negative, positive
    double negative_share_, band_cap_;
    std::size_t height_;
    std::pmr::vector<double> lognormal_;  // [3, slot]: cuts, slopes, half-bands
};

void write_council(Draft& draft, const AgendaParams& p, const Luck& luck, std::size_t slot)
{
    draft.cut = p.council_cut_mean + p.council_cut_sd * luck.cut(slot);
    draft.slope = sim::exp(p.council_slope_mean + p.council_slope_sd * luck.slope(slot));
}

}  // namespace

void table_routine_drafts(const Meeting& meeting, std::vector<Draft>& drafts)
{
    const AgendaRound& round = meeting.round;
    const Forum& forum = meeting.rules;
    if (forum.business.empty()) return;
    const double mean = forum.draft_rate * round.now.capacity(meeting.forum.index) * round.params.background_scale;
    const auto key = [&](int slot) { return draft_key(meeting.forum.index, background_sponsor, slot); };
    const int count = sim::poisson_quantile(mean, round.draws.uniform(Purpose::background_count, 0, key(0)));
    const Luck luck(meeting, count);
    const bool council = forum.rule == DecisionRule::council;
    const AssemblyLaws laws(meeting, luck, council ? 0 : count);
    drafts.reserve(drafts.size() + static_cast<std::size_t>(count));
    for (int slot = 0; slot < count; ++slot) {
        const auto row = static_cast<std::size_t>(slot);
        Draft draft = meeting.blank(DraftKind::background, arena_of(forum.business, luck.arena(row)));
        draft.key = key(slot);
        draft.consent = forum.consent_bias;
        if (council)
            write_council(draft, round.params, luck, row);
        else
            laws.write(draft, luck, row);
        announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

}  // namespace comity::agents
