#include "agents/rules/sustain_capacity.hpp"

#include <algorithm>
#include <vector>

#include "agents/world.hpp"

namespace comity::agents {
namespace {

constexpr int remembered = 4;  // rounds of business

bool from_leader(const Draft& draft) { return draft.kind == DraftKind::leader || draft.kind == DraftKind::club || draft.kind == DraftKind::cut; }

}  // namespace

std::vector<SharedMandate> shared_mandates(const Setting& setting)
{
    std::vector<SharedMandate> shared;
    shared.reserve(static_cast<std::size_t>(setting.num_forums()));
    for (int f = 0; f < setting.num_forums(); ++f)
        for (const Overlap& with : setting.institutions.forums[static_cast<std::size_t>(f)].overlaps) {
            const auto [first, second] = std::minmax({f, with.forum.index});
            const auto same = [&, a = first, b = second](const SharedMandate& each) { return each.first == a && each.second == b; };
            const auto known = std::find_if(shared.begin(), shared.end(), same);
            if (known == shared.end())
                shared.push_back({first, second, with.overlap});
            else
                known->overlap = std::max(known->overlap, with.overlap);
        }
    return shared;
}

RecentBusiness record_business(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes)
{
    struct Drafts {
        int tabled = 0, dead = 0, by_leaders = 0;
    };
    std::vector<Drafts> of(static_cast<std::size_t>(setting.num_forums()));
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        Drafts& drafts = of[static_cast<std::size_t>(agenda.drafts[v].forum.index)];
        ++drafts.tabled;
        drafts.dead += outcomes.of[v].adopted ? 0 : 1;
        drafts.by_leaders += from_leader(agenda.drafts[v]) ? 1 : 0;
    }
    RecentBusiness next = now.recent;
    const int newest = now.round % remembered;
    for (std::size_t f = 0; f < of.size(); ++f) {
        const auto row = static_cast<Eigen::Index>(f);
        next.dead_share(row, newest) = of[f].tabled > 0 ? static_cast<double>(of[f].dead) / of[f].tabled : -1;
        next.tabled(row, newest) = of[f].by_leaders;
    }
    return next;
}

Eigen::ArrayXd duplicate_load(const World& now, const Setting& setting)
{
    const int forums = setting.num_forums();
    Eigen::ArrayXd tabled = Eigen::ArrayXd::Zero(forums), load = Eigen::ArrayXd::Zero(forums);
    for (int k = 0; k < remembered; ++k) tabled += now.recent.tabled.col(k);
    const auto add = [&](int f, int other, double overlap) { load(f) += overlap * std::min(1.0, tabled(other) / std::max(1.0, tabled(f))); };
    for (const SharedMandate& shared : shared_mandates(setting)) {
        if (waits(now, setting, shared.first) || waits(now, setting, shared.second)) continue;
        add(shared.first, shared.second, shared.overlap);
        add(shared.second, shared.first, shared.overlap);
    }
    return load;
}

CapacityState sustain_capacity(const World& now, const Setting& setting, const CapacityParams& params)
{
    const int forums = setting.num_forums();
    const Eigen::ArrayXd load = duplicate_load(now, setting);
    CapacityState next{now.capacity, now.deadlock};
    for (int f = 0; f < forums; ++f) {
        if (waits(now, setting, f)) continue;
        double sum = 0;
        int rounds = 0;
        for (int k = 0; k < remembered; ++k)
            if (const double share = now.recent.dead_share(f, k); share >= 0) {
                sum += share;
                ++rounds;
            }
        if (rounds > 0) next.deadlock(f) = sum / rounds;  // otherwise it keeps its value

        const double c = now.capacity(f), shortfall = now.shortfall(f);
        const double erosion = params.deadlock_erosion * next.deadlock(f) + params.shortfall_erosion * shortfall + params.overlap_erosion * load(f);
        next.capacity(f) = std::clamp(c + params.recovery * (1 - shortfall) * (1 - c) - c * erosion, 0.0, 1.0);
    }
    return next;
}

double resting_capacity(double deadlock, double shortfall, double overlap, const CapacityParams& params)
{
    const double recovery = params.recovery * (1 - shortfall);
    const double erosion = params.deadlock_erosion * deadlock + params.shortfall_erosion * shortfall + params.overlap_erosion * overlap;
    return recovery + erosion > 0 ? recovery / (recovery + erosion) : 1;
}

}  // namespace comity::agents
