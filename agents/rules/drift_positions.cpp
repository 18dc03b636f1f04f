#include "agents/rules/drift_positions.hpp"

#include "agents/influence.hpp"
#include "agents/world.hpp"

namespace comity::agents {

Eigen::ArrayXXd leader_positions(const World& now, const Setting& setting)
{
    const Eigen::ArrayXd weight = now.presence.country.rowwise().sum();
    Eigen::ArrayXXd made(setting.num_leaders(), setting.num_arenas());
    for (int g = 0; g < setting.num_leaders(); ++g) {
        const auto& members = setting.leaders[static_cast<std::size_t>(g)].members;
        double total = 0;
        for (const CountryId i : members) total += weight(i.index);
        for (int a = 0; a < setting.num_arenas(); ++a) {
            double sum = 0;
            for (const CountryId i : members) sum += (total > 0 ? weight(i.index) / total : 1.0 / static_cast<double>(members.size())) * now.position(i.index, a);
            made(g, a) = sum;
        }
    }
    return made;
}

}  // namespace comity::agents
