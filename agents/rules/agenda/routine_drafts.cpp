#include "agents/rules/agenda/routine_drafts.hpp"

#include <algorithm>
#include <numeric>

#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

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

/// Standard normals of a draft.
struct Deviates {
    double cut = 0, slope = 0, band = 0;
};

/// All that chance says of a meeting's routine drafts: the blocks of a slot, which stands in the place of an agent.
class Luck {
public:
    Luck(const Meeting& meeting, int count)
    {
        std::vector<std::uint64_t> slots(static_cast<std::size_t>(count));
        std::iota(slots.begin(), slots.end(), 0);
        const auto padded = static_cast<Eigen::Index>(sim::padded(slots.size()));
        word_.resize(padded, 4);
        normal_.resize(padded, 4);
        const sim::BlockBatch blocks(meeting.round.draws, Purpose::background_draft, slots);
        const auto first = 2 * static_cast<std::uint32_t>(meeting.forum.index);
        blocks.draw(first, sim::BlockWords{word_.data()});
        blocks.draw(first + 1, sim::BlockNormals{normal_.data()});
    }

    double arena(int slot) const { return word_(slot, 0) * 0x1p-32; }  ///< uniform
    double kind(int slot) const { return word_(slot, 1) * 0x1p-32; }   ///< uniform
    Deviates deviates(int slot) const { return {normal_(slot, 0), normal_(slot, 1), normal_(slot, 2)}; }

private:
    Eigen::Array<std::uint32_t, Eigen::Dynamic, 4> word_;  // [slot, word]
    Eigen::Array<float, Eigen::Dynamic, 4> normal_;        // [slot, normal]
};

void write_council(Draft& draft, const AgendaParams& p, const Deviates& z)
{
    draft.cut = p.council_cut_mean + p.council_cut_sd * z.cut;
    draft.slope = sim::exp(p.council_slope_mean + p.council_slope_sd * z.slope);
}

void write_negative(Draft& draft, const AgendaParams& p, const Deviates& z)
{
    draft.cut = p.negative_cut_shift + sim::exp(p.negative_cut_mean + p.negative_cut_sd * z.cut);
    draft.slope = -sim::exp(p.negative_slope_mean + p.negative_slope_sd * z.slope);
    draft.half_band = std::min(p.band_cap, sim::exp(p.negative_band_mean + p.negative_band_sd * z.band));
}

void write_positive(Draft& draft, const AgendaParams& p, const Deviates& z)
{
    draft.cut = p.positive_cut_shift - sim::exp(p.positive_cut_mean + p.positive_cut_sd * z.cut);
    draft.slope = sim::exp(p.positive_slope_mean + p.positive_slope_sd * z.slope);
    draft.half_band = std::min(p.band_cap, sim::exp(p.positive_band_mean + p.positive_band_sd * z.band));
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
    drafts.reserve(drafts.size() + static_cast<std::size_t>(count));
    for (int slot = 0; slot < count; ++slot) {
        const Deviates z = luck.deviates(slot);
        Draft draft = meeting.blank(DraftKind::background, arena_of(forum.business, luck.arena(slot)));
        draft.key = key(slot);
        draft.consent = forum.consent_bias;
        if (forum.rule == DecisionRule::council)
            write_council(draft, round.params, z);
        else if (luck.kind(slot) < round.params.negative_share)
            write_negative(draft, round.params, z);
        else
            write_positive(draft, round.params, z);
        announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

}  // namespace comity::agents
