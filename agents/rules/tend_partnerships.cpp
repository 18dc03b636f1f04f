#include "agents/rules/tend_partnerships.hpp"

#include <algorithm>
#include <cmath>

#include "agents/world.hpp"

namespace comity::agents {

double resting_partnership(double joint_threat, double conflict, double wedge, const PartnershipParams& params)
{
    const double gain = params.growth * joint_threat;
    const double loss = params.decay * (1 - joint_threat) + params.conflict_cost * conflict + params.wedge_effect * (1 - joint_threat) * wedge;
    return gain + loss > 0 ? gain / (gain + loss) : 0;
}

std::vector<Partnership> tend_partnerships(const World& now, const PartnershipParams& params)
{
    const auto felt = [&](CountryId i) { return std::clamp(now.threat(i.index) + now.shock.threat(i.index), 0.0, 1.0); };
    std::vector<Partnership> next = now.partnerships;
    for (Partnership& pair : next) {
        const double m = std::sqrt(felt(pair.first) * felt(pair.second));
        const double loss = params.decay * (1 - m) + params.conflict_cost * pair.conflict + params.wedge_effect * (1 - m) * pair.wedge;
        pair.strength = std::clamp(pair.strength + params.growth * m * (1 - pair.strength) - loss * pair.strength, 0.0, 1.0);
    }
    return next;
}

}  // namespace comity::agents
