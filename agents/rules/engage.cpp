#include "agents/rules/engage.hpp"

#include <cmath>
#include <vector>

#include "agents/country_kernel.hpp"
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

ArrayXd roots(const ArrayXd& x, double exponent)
{
    if (exponent == 0.5) return x.max(0).sqrt();
    return x.unaryExpr([&](double each) { return root(each, exponent); });
}

/// Rows of countries that fill something somewhere.
std::vector<int> filling_rows(const Eigen::Ref<const ArrayXXd>& amounts)
{
    ArrayXd sum = amounts.col(0);
    for (Eigen::Index f = 1; f < amounts.cols(); ++f) sum += amounts.col(f);
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>((sum > 0).count()));
    for (Eigen::Index i = 0; i < sum.size(); ++i)
        if (sum(i) > 0) rows.push_back(static_cast<int>(i));
    return rows;
}

/// out_if e_if: engagement of members, and of the others times the forum's figure, [country, forum].
ArrayXXd weights(const World& now, const Setting& setting)
{
    ArrayXXd weight = now.engagement;
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        if (forum.universal) continue;
        weight.col(f) *= forum.outside_presence;
        for (const int i : now.roster[static_cast<std::size_t>(f)]) weight(i, f) = now.engagement(i, f);
    }
    return weight;
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
    const std::vector<int> filling = filling_rows(now.fill_ambition);
    for (int f = 0; f < forums; ++f) {
        const double gap = country_kernel().engage(static_cast<std::size_t>(n), now.engagement_target.col(f).data(), now.shock.engagement.data(),
                                                   now.engagement.col(f).data(), now.dues_paid.col(f).data(), setting.assessment.data(),
                                                   params.inertia, next.engagement.col(f).data());
        if (gap <= 0) continue;
        if (refill > 0)
            for (const int i : filling) next.filled(i, f) += now.fill_ambition(i) * (refill / ambition * gap);
        next.shortfall(f) = gap * (1 - std::min(1.0, refill + now.topup.col(f).sum() / gap));
    }
    return next;
}

Presence presence(const World& now, const Setting& setting, const EngagementParams& params)
{
    const int n = setting.num_countries(), forums = setting.num_forums(), leaders = setting.num_leaders();
    const double nu = params.presence_exponent;
    Presence made{ArrayXXd(n, forums), ArrayXXd(leaders, forums), ArrayXXd::Zero(leaders, forums)};

    const ArrayXXd weight = weights(now, setting);
    const ArrayXd skill = 0.5 + 0.5 * now.diplomacy;
    const ArrayXd alone = roots(now.capability, nu) * skill;  // presence of a full member that fills nothing
    ArrayXd unled(n);                                         // 1 for countries that no leader speaks for
    for (int i = 0; i < n; ++i) unled(i) = setting.leader_of[static_cast<std::size_t>(i)].exists() ? 0 : 1;
    const std::vector<int> filling = filling_rows(now.filled);
    for (int g = 0; g < leaders; ++g) pool(now, setting.leaders[static_cast<std::size_t>(g)], nu, weight, made.leader.row(g));
    for (int f = 0; f < forums; ++f) {
        double total = made.leader.col(f).sum() + country_kernel().weigh(static_cast<std::size_t>(n), alone.data(), weight.col(f).data(),
                                                                         unled.data(), made.country.col(f).data());
        for (const int i : filling) {
            if (!(now.filled(i, f) > 0)) continue;
            const double before = made.country(i, f);
            made.country(i, f) = root(now.capability(i) + now.filled(i, f), nu) * skill(i) * weight(i, f);
            total += unled(i) * (made.country(i, f) - before);
        }
        if (total > 0) made.share.col(f) = made.leader.col(f) / total;
    }
    return made;
}

}  // namespace comity::agents
