#include "agents/rules/spread_propaganda.hpp"

#include <algorithm>

#include "agents/world.hpp"

namespace comity::agents {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;

ArrayXd pooled_media(const World& now)
{
    const ArrayXd own = (now.media * now.shock.media).min(1);
    ArrayXd pooled = own;
    for (const Partnership& pair : now.partnerships) {
        pooled(pair.first.index) += pair.strength * own(pair.second.index);
        pooled(pair.second.index) += pair.strength * own(pair.first.index);
    }
    return pooled.min(1);
}

double media_of_s_pole(const ArrayXd& media, const ArrayXd& x)
{
    double sum = 0;
    for (Eigen::Index i = 0; i < media.size(); ++i) {
        const double own = media(i);  // read for either pole, so that no branch is needed
        sum += x(i) < 0 ? own : 0;
    }
    return std::min(1.0, sum);
}

ArrayXXd propaganda(const World& now, const PropagandaParams& params)
{
    const ArrayXd media = pooled_media(now), open = params.persuasion * (1 - now.resilience);
    ArrayXXd push(now.position.rows(), now.position.cols());
    for (Eigen::Index a = 0; a < push.cols(); ++a) {
        const ArrayXd sent = now.position.col(a).sign() * media;
        push.col(a) = open * (sent.sum() - sent);
    }
    return push;
}

ArrayXXd trust_in_l_pole(const World& now, const PropagandaParams& params)
{
    const ArrayXd media = pooled_media(now), open = 1 - now.resilience;
    ArrayXXd trust(now.position.rows(), now.position.cols());
    for (Eigen::Index a = 0; a < trust.cols(); ++a) trust.col(a) = 1 - params.distrust * media_of_s_pole(media, now.position.col(a)) * open;
    return trust;
}

double added_blame(const World& now, const Setting& setting, const PropagandaParams& params)
{
    const ArrayXd media = pooled_media(now);
    double reach = 0;
    int arenas = 0;
    for (int a = 0; a < setting.num_arenas(); ++a) {
        if (!(setting.institutions.arenas[static_cast<std::size_t>(a)].load > 0)) continue;
        reach += media_of_s_pole(media, now.position.col(a));
        ++arenas;
    }
    return arenas > 0 ? params.blame * reach / arenas : 0;
}

}  // namespace comity::agents
