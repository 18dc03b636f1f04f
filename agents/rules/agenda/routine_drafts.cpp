#include "agents/rules/agenda/routine_drafts.hpp"

#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <numeric>
#include <vector>

#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
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

enum class Kind { council, negative, positive };

Kind kind_of(const Meeting& meeting, double uniform)
{
    if (meeting.rules.rule == DecisionRule::council) return Kind::council;
    return uniform < meeting.round.params.negative_share ? Kind::negative : Kind::positive;
}

/// Cuts, slopes and half-bands of a meeting's routine drafts, [slot]: exponentials of all slots at once.
class Laws {
public:
    Laws(const Meeting& meeting, const Luck& luck, int count)
        : count_(static_cast<std::size_t>(count)), height_(sim::padded(count_)), kind_(count_, meeting.room()), log_(3 * height_, meeting.room())
    {
        const AgendaParams& p = meeting.round.params;
        for (std::size_t s = 0; s < count_; ++s) {
            kind_[s] = kind_of(meeting, luck.kind(s));
            const auto set = [&](double cut, double slope, double band) {
                log_[s] = cut;
                log_[height_ + s] = slope;
                log_[2 * height_ + s] = band;
            };
            const double cut = luck.cut(s), slope = luck.slope(s), band = luck.band(s);
            switch (kind_[s]) {
                case Kind::council: set(0, p.council_slope_mean + p.council_slope_sd * slope, 0); break;
                case Kind::negative:
                    set(p.negative_cut_mean + p.negative_cut_sd * cut, p.negative_slope_mean + p.negative_slope_sd * slope,
                        p.negative_band_mean + p.negative_band_sd * band);
                    break;
                case Kind::positive:
                    set(p.positive_cut_mean + p.positive_cut_sd * cut, p.positive_slope_mean + p.positive_slope_sd * slope,
                        p.positive_band_mean + p.positive_band_sd * band);
                    break;
            }
        }
        sim::kernels().exp(log_.size(), log_.data(), log_.data());
    }

    void write(Draft& draft, const AgendaParams& p, const Luck& luck, std::size_t slot) const
    {
        const double cut = log_[slot], slope = log_[height_ + slot], band = log_[2 * height_ + slot];
        switch (kind_[slot]) {
            case Kind::council:
                draft.cut = p.council_cut_mean + p.council_cut_sd * luck.cut(slot);
                draft.slope = slope;
                return;
            case Kind::negative:
                draft.cut = p.negative_cut_shift + cut;
                draft.slope = -slope;
                break;
            case Kind::positive:
                draft.cut = p.positive_cut_shift - cut;
                draft.slope = slope;
                break;
        }
        draft.half_band = std::min(p.band_cap, band);
    }

private:
    std::size_t count_, height_;
    std::pmr::vector<Kind> kind_;
    std::pmr::vector<double> log_;  // cuts, slopes, half-bands: [3, slot], first their logarithms
};

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
    const Laws laws(meeting, luck, count);
    drafts.reserve(drafts.size() + static_cast<std::size_t>(count));
    for (int slot = 0; slot < count; ++slot) {
        const auto row = static_cast<std::size_t>(slot);
        Draft draft = meeting.blank(DraftKind::background, arena_of(forum.business, luck.arena(row)));
        draft.key = key(slot);
        draft.consent = forum.consent_bias;
        laws.write(draft, round.params, luck, row);
        announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

}  // namespace comity::agents
