#include "agents/rules/engage.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/country_kernel.hpp"
#include "agents/world.hpp"
#include "sim/contracts.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;

double root(double x, double exponent)
{
    if (x <= 0) return exponent == 0 ? 1 : 0;
    return exponent == 0.5 ? std::sqrt(x) : sim::power(x, exponent);
}

ArrayXd roots(const ArrayXd& x, double exponent)
{
    if (exponent == 0.5) return x.max(0).sqrt();
    return x.unaryExpr([&](double each) { return root(each, exponent); });
}

/// out_if e_if of one forum: engagement of members, and of the others times the forum's figure, [country]. `room` holds it where it is not
/// everybody's engagement as it stands.
const double* weights(const World& now, const Forum& forum, Eigen::Index f, ArrayXd& room)
{
    if (forum.universal) return now.engagement.col(f).data();
    room = now.engagement.col(f) * forum.outside_presence;
    for (const int i : now.roster[static_cast<std::size_t>(f)]) room(i) = now.engagement(i, f);
    return room.data();
}

/// Calls `pay(i, amount)` for each country that pays into a forum beside its dues, in the order of rows. `topup`: the forum's first top-up,
/// then the next forum's.
void each_payment(const World& now, int forum, const std::vector<int>& ambitious, std::vector<Payment>::const_iterator& topup, auto&& pay)
{
    const auto next = std::find_if(topup, now.topups.end(), [&](const Payment& payment) { return payment.forum.index != forum; });
    if (const double refill = now.refill(forum); refill > 0)
        for (const int i : ambitious) {
            double amount = now.fill_ambition(i) * refill;
            for (; topup != next && topup->country.index <= i; ++topup)
                if (topup->country.index == i)
                    amount += topup->amount;
                else
                    pay(topup->country.index, topup->amount);
            pay(i, amount);
        }
    for (; topup != next; ++topup) pay(topup->country.index, topup->amount);
}

/// Capability of a coalition that is present in a forum: the root is taken of the whole, since a sum of roots would favour the coalition
/// of many small members.
double pooled(const World& now, LeaderId leader, const double* weight)
{
    double capability = 0;
    for (const CountryId i : now.coalitions.members(leader)) capability += now.capability(i.index) * weight[i.index];
    return capability;
}

/// Skill of its most skilled member, 0 without any.
double best_skill(const World& now, LeaderId leader)
{
    double best = 0;
    for (const CountryId i : now.coalitions.members(leader)) best = std::max(best, now.diplomacy(i.index));
    return best;
}

}  // namespace

EngagementState engage(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums();
    EngagementState next{ArrayXXd(n, forums), ArrayXd::Zero(forums), ArrayXd::Zero(forums)};
    ArrayXd topped = ArrayXd::Zero(forums);
    for (const Payment& topup : now.topups) topped(topup.forum.index) += topup.amount;
    const double ambition = now.fill_ambition.sum();
    const ArrayXXd& target = now.rules.exit.on ? now.memberships.target : now.engagement_target;
    const double refilled = ambition > 0 ? params.refill : 0;
    for (int f = 0; f < forums; ++f) {
        const double gap = country_kernel().engage(static_cast<std::size_t>(n), target.col(f).data(), now.shock.engagement.data(),
                                                   now.engagement.col(f).data(), now.dues_paid.col(f).data(), setting.assessment.data(),
                                                   params.inertia, next.engagement.col(f).data());
        if (gap <= 0) continue;
        if (ambition > 0) next.refill(f) = refilled / ambition * gap;
        next.shortfall(f) = gap * (1 - std::min(1.0, refilled + topped(f) / gap));
    }
    return next;
}

Presence presence(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums(), leaders = setting.num_leaders();
    const double nu = params.presence_exponent;
    Presence made{ArrayXXd(n, forums), ArrayXXd(leaders, forums), ArrayXXd::Zero(leaders, forums), ArrayXd::Zero(n)};

    const ArrayXd skill = 0.5 + 0.5 * now.diplomacy;
    const ArrayXd alone = roots(now.capability, nu) * skill;  // presence of a full member that fills nothing
    ArrayXd unled(n);                                         // 1 for countries that no leader speaks for
    for (int i = 0; i < n; ++i) unled(i) = now.coalitions.leader_of({i}).exists() ? 0 : 1;
    ArrayXd room(n), leader_skill(leaders);
    for (int g = 0; g < leaders; ++g) leader_skill(g) = now.coalitions.members({g}).empty() ? 0 : 0.5 + 0.5 * best_skill(now, {g});
    std::vector<int> ambitious;
    ambitious.reserve(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i)
        if (now.fill_ambition(i) > 0) ambitious.push_back(i);
    auto topup = now.topups.begin();
    for (int f = 0; f < forums; ++f) {
        if (waits(now, setting, f)) {  // nobody is present before it opens
            made.country.col(f).setZero();
            made.leader.col(f).setZero();
            each_payment(now, f, {}, topup, [](int, double) {});
            continue;
        }
        const double* weight = weights(now, setting.institutions.forums[static_cast<std::size_t>(f)], f, room);
        for (int g = 0; g < leaders; ++g)
            made.leader(g, f) = root(pooled(now, {g}, weight), nu) * leader_skill(g);
        double* const here = made.country.col(f).data();
        double total = made.leader.col(f).sum() + country_kernel().weigh(static_cast<std::size_t>(n), alone.data(), weight, unled.data(), here);
        each_payment(now, f, ambitious, topup, [&](int i, double amount) {
            const double before = here[i];
            here[i] = root(now.capability(i) + amount, nu) * skill(i) * weight[i];
            total += unled(i) * (here[i] - before);
        });
        if (total > 0) made.share.col(f) = made.leader.col(f) / total;
    }
    sim::ensures(topup == now.topups.end(), "top-ups stand forum by forum");
    for (int g = 0; g < leaders; ++g)
        for (const CountryId i : now.coalitions.members({g})) made.overall(i.index) = made.country.row(i.index).sum();
    return made;
}

}  // namespace comity::agents
