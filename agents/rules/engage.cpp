#include "agents/rules/engage.hpp"

#include <cmath>

#include "agents/world.hpp"
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

/// out_if: 1 for members, the forum's figure for the others, [country, forum].
ArrayXXd standing(const World& now, const Setting& setting)
{
    ArrayXXd out(setting.num_countries(), setting.num_forums());
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        out.col(f).setConstant(forum.universal ? 1 : forum.outside_presence);
        if (!forum.universal)
            for (const int i : now.roster[static_cast<std::size_t>(f)]) out(i, f) = 1;
    }
    return out;
}

/// Presence of a coalition in each forum: capabilities are pooled before the root is taken, since a sum of roots would favour the
/// coalition of many small members.
void pool(const World& now, const Leader& leader, double exponent, const ArrayXXd& weight,
          Eigen::Ref<Eigen::Array<double, 1, Eigen::Dynamic>, 0, Eigen::InnerStride<>> row)
{
    double skill = 0;
    for (const CountryId i : leader.members) skill = std::max(skill, now.diplomacy(i.index));
    for (Eigen::Index f = 0; f < weight.cols(); ++f) {
        double pooled = 0;
        for (const CountryId i : leader.members) pooled += now.capability(i.index) * weight(i.index, f);
        row(0, f) = root(pooled, exponent) * (0.5 + 0.5 * skill);
    }
}

}  // namespace

EngagementState engage(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums();
    EngagementState next{ArrayXXd(n, forums), now.topup, ArrayXd::Zero(forums)};
    const double ambition = now.fill_ambition.sum();
    const double refill = ambition > 0 ? params.refill : 0;
    for (int f = 0; f < forums; ++f) {
        const auto target = (now.engagement_target.col(f) + now.shock.engagement).max(0).min(1);
        next.engagement.col(f) = now.engagement.col(f) + params.inertia * (target - now.engagement.col(f));
        const auto paid = (now.dues_paid.col(f) >= 0).select(now.dues_paid.col(f), next.engagement.col(f));
        const double gap = (setting.assessment * (1 - paid)).sum();
        if (gap <= 0) continue;
        if (refill > 0) next.filled.col(f) += now.fill_ambition * (refill / ambition * gap);
        next.shortfall(f) = gap * (1 - std::min(1.0, refill + now.topup.col(f).sum() / gap));
    }
    return next;
}

Presence presence(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums(), leaders = setting.num_leaders();
    const double nu = params.presence_exponent;
    Presence made{ArrayXXd(n, forums), ArrayXXd(leaders, forums), ArrayXXd::Zero(leaders, forums)};

    const ArrayXXd weight = standing(now, setting) * now.engagement;
    const ArrayXd skill = 0.5 + 0.5 * now.diplomacy;
    ArrayXd alone(n), unled(n);  // presence of a full member that fills nothing; 1 for countries that no leader speaks for
    for (int i = 0; i < n; ++i) {
        alone(i) = root(now.capability(i), nu) * skill(i);
        unled(i) = setting.leader_of[static_cast<std::size_t>(i)].exists() ? 0 : 1;
    }
    for (int g = 0; g < leaders; ++g) pool(now, setting.leaders[static_cast<std::size_t>(g)], nu, weight, made.leader.row(g));
    for (int f = 0; f < forums; ++f) {
        made.country.col(f) = alone * weight.col(f);
        if ((now.filled.col(f) > 0).any())
            for (int i = 0; i < n; ++i)
                if (now.filled(i, f) > 0) made.country(i, f) = root(now.capability(i) + now.filled(i, f), nu) * skill(i) * weight(i, f);
        const double total = made.leader.col(f).sum() + (unled * made.country.col(f)).sum();
        if (total > 0) made.share.col(f) = made.leader.col(f) / total;
    }
    return made;
}

}  // namespace comity::agents
