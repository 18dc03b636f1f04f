#include "agents/rules/engage.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
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

/// Forum by forum, each country once, in the order of rows; what one country pays into one forum is added up as it came.
std::vector<Payment> merged(std::vector<Payment> payments)
{
    const auto place = [](const Payment& payment) { return std::pair(payment.forum.index, payment.country.index); };
    std::stable_sort(payments.begin(), payments.end(), [&](const Payment& a, const Payment& b) { return place(a) < place(b); });
    std::vector<Payment> sums;
    for (const Payment& payment : payments)
        if (!sums.empty() && place(sums.back()) == place(payment))
            sums.back().amount += payment.amount;
        else
            sums.push_back(payment);
    return sums;
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

/// Capability of a coalition that is present in a forum: the root is taken of the whole, since a sum of roots would favour the coalition
/// of many small members.
double pooled(const World& now, const Leader& leader, const double* weight)
{
    double capability = 0;
    for (const CountryId i : leader.members) capability += now.capability(i.index) * weight[i.index];
    return capability;
}

/// Skill of its most skilled member, 0 without any.
double best_skill(const Leader& leader, const ArrayXd& diplomacy)
{
    double best = 0;
    for (const CountryId i : leader.members) best = std::max(best, diplomacy(i.index));
    return best;
}

}  // namespace

EngagementState engage(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums();
    EngagementState next{ArrayXXd(n, forums), merged(now.topups), ArrayXd::Zero(forums)};
    ArrayXd topped = ArrayXd::Zero(forums);
    for (const Payment& topup : next.filled) topped(topup.forum.index) += topup.amount;
    const double ambition = now.fill_ambition.sum();
    const double refill = ambition > 0 ? params.refill : 0;
    std::vector<int> ambitious;
    for (int i = 0; i < n; ++i)
        if (now.fill_ambition(i) > 0) ambitious.push_back(i);
    next.filled.reserve(next.filled.size() + ambitious.size() * static_cast<std::size_t>(forums));
    for (int f = 0; f < forums; ++f) {
        const double gap = country_kernel().engage(static_cast<std::size_t>(n), now.engagement_target.col(f).data(), now.shock.engagement.data(),
                                                   now.engagement.col(f).data(), now.dues_paid.col(f).data(), setting.assessment.data(),
                                                   params.inertia, next.engagement.col(f).data());
        if (gap <= 0) continue;
        if (refill > 0)
            for (const int i : ambitious) next.filled.push_back({{i}, {f}, now.fill_ambition(i) * (refill / ambition * gap)});
        next.shortfall(f) = gap * (1 - std::min(1.0, refill + topped(f) / gap));
    }
    if (!now.topups.empty()) next.filled = merged(std::move(next.filled));
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
    for (int i = 0; i < n; ++i) unled(i) = setting.leader_of[static_cast<std::size_t>(i)].exists() ? 0 : 1;
    ArrayXd room(n), leader_skill(leaders);
    for (int g = 0; g < leaders; ++g) leader_skill(g) = 0.5 + 0.5 * best_skill(setting.leaders[static_cast<std::size_t>(g)], now.diplomacy);
    auto filled = now.filled.begin();
    for (int f = 0; f < forums; ++f) {
        const double* weight = weights(now, setting.institutions.forums[static_cast<std::size_t>(f)], f, room);
        for (int g = 0; g < leaders; ++g)
            made.leader(g, f) = root(pooled(now, setting.leaders[static_cast<std::size_t>(g)], weight), nu) * leader_skill(g);
        double total = made.leader.col(f).sum() +
                       country_kernel().weigh(static_cast<std::size_t>(n), alone.data(), weight, unled.data(), made.country.col(f).data());
        for (; filled != now.filled.end() && filled->forum.index == f; ++filled) {
            const int i = filled->country.index;
            const double before = made.country(i, f);
            made.country(i, f) = root(now.capability(i) + filled->amount, nu) * skill(i) * weight[i];
            total += unled(i) * (made.country(i, f) - before);
        }
        if (total > 0) made.share.col(f) = made.leader.col(f) / total;
    }
    sim::ensures(filled == now.filled.end(), "payments stand forum by forum");
    for (const Leader& leader : setting.leaders)
        for (const CountryId i : leader.members) made.overall(i.index) = made.country.row(i.index).sum();
    return made;
}

}  // namespace comity::agents
