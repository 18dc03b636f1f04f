#include "agents/rules/agenda/routine_drafts.hpp"

#include <algorithm>

#include "agents/world.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

double uniform_of(std::uint32_t word)
{
    return word * 0x1p-32;
}

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

/// All that chance says of a meeting's routine drafts.
struct Luck {
    std::vector<sim::Block> kind;  // [slot]
    std::vector<double> normal;    // [slot, 3], padded

    Deviates deviates(int slot) const
    {
        const double* z = normal.data() + 3 * slot;
        return {z[0], z[1], z[2]};
    }
};

Luck draw_luck(const AgendaRound& round, int count, auto&& key)
{
    const auto n = static_cast<std::size_t>(count);
    Luck luck{std::vector<sim::Block>(n), std::vector<double>(sim::padded(3 * n), 0.5)};
    for (std::size_t slot = 0; slot < n; ++slot) {
        const sim::Block& kind = luck.kind[slot] = round.draws.block(Purpose::background_draft, 0, key(static_cast<int>(slot)));
        const sim::Block place = round.draws.block(Purpose::background_draft, 1, key(static_cast<int>(slot)));
        double* u = luck.normal.data() + 3 * slot;
        u[0] = sim::uniform_of(place[0], place[1]);
        u[1] = sim::uniform_of(place[2], place[3]);
        u[2] = sim::uniform_of(kind[2], kind[3]);
    }
    const std::vector<double> uniform = luck.normal;
    sim::kernels().normal_quantile(uniform.size(), uniform.data(), luck.normal.data());
    return luck;
}

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
    const Luck luck = draw_luck(round, count, key);
    for (int slot = 0; slot < count; ++slot) {
        const sim::Block& kind = luck.kind[static_cast<std::size_t>(slot)];
        const Deviates z = luck.deviates(slot);
        Draft draft = meeting.blank(DraftKind::background, arena_of(forum.business, uniform_of(kind[0])));
        draft.key = key(slot);
        draft.consent = forum.consent_bias;
        if (forum.rule == DecisionRule::council)
            write_council(draft, round.params, z);
        else if (uniform_of(kind[1]) < round.params.negative_share)
            write_negative(draft, round.params, z);
        else
            write_positive(draft, round.params, z);
        announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

}  // namespace comity::agents
