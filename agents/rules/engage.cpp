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
    EngagementState next{ArrayXXd(n, forums), ArrayXXd(n, forums), ArrayXd(forums)};
    double ambition = 0;
    for (int i = 0; i < n; ++i) ambition += now.fill_ambition(i);
    const double refill = ambition > 0 ? params.refill : 0;
    for (int f = 0; f < forums; ++f) {
        double gap = 0, topups = 0;
        for (int i = 0; i < n; ++i) {
            double target = now.engagement_target(i, f) + now.shock.engagement(i);
            target = target < 0 ? 0 : target > 1 ? 1 : target;
            const double engagement = now.engagement(i, f) + params.inertia * (target - now.engagement(i, f));
            const double dues = now.dues_paid(i, f);
            next.engagement(i, f) = engagement;
            gap += setting.assessment(i) * (1 - (dues >= 0 ? dues : engagement));
            topups += now.topup(i, f);
        }
        next.filled.col(f) = now.topup.col(f);
        next.shortfall(f) = 0;
        if (gap <= 0) continue;
        if (refill > 0) next.filled.col(f) += now.fill_ambition * (refill / ambition * gap);
        next.shortfall(f) = gap * (1 - std::min(1.0, refill + topups / gap));
    }
    return next;
}

Presence presence(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums(), leaders = setting.num_leaders();
    const double nu = params.presence_exponent;
    Presence made{ArrayXXd(n, forums), ArrayXXd(leaders, forums), ArrayXXd(leaders, forums)};

    ArrayXXd weight = standing(now, setting);
    weight *= now.engagement;
    ArrayXd alone(n);  // presence of a full member that fills nothing
    for (int i = 0; i < n; ++i) alone(i) = root(now.capability(i), nu) * (0.5 + 0.5 * now.diplomacy(i));
    for (int f = 0; f < forums; ++f) {
        made.country.col(f) = alone * weight.col(f);
        for (int i = 0; i < n; ++i)
            if (now.filled(i, f) > 0)
                made.country(i, f) = root(now.capability(i) + now.filled(i, f), nu) * (0.5 + 0.5 * now.diplomacy(i)) * weight(i, f);
    }
    for (int g = 0; g < leaders; ++g) pool(now, setting.leaders[static_cast<std::size_t>(g)], nu, weight, made.leader.row(g));

    for (int f = 0; f < forums; ++f) {
        double total = 0;
        for (int g = 0; g < leaders; ++g) total += made.leader(g, f);
        for (int i = 0; i < n; ++i)
            if (!setting.leader_of[static_cast<std::size_t>(i)].exists()) total += made.country(i, f);
        for (int g = 0; g < leaders; ++g) made.share(g, f) = total > 0 ? made.leader(g, f) / total : 0;
    }
    return made;
}

}  // namespace comity::agents
