#include "agents/rules/drift_positions.hpp"

#include "agents/country_kernel.hpp"
#include "agents/influence.hpp"
#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;

constexpr double farthest = 4;

double arena_load(const Setting& setting, Eigen::Index arena)
{
    return setting.institutions.arenas[static_cast<std::size_t>(arena)].load;
}

/// s_i of every country.
ArrayXd susceptibilities(Eigen::Index countries, const ArrayXd& own, const InfluenceParams& params)
{
    sim::expects(own.size() == 0 || own.size() == countries, "susceptibility is given for all countries or for none");
    return own.size() > 0 ? own : ArrayXd::Constant(countries, params.susceptibility);
}

}  // namespace

ArrayXXd anchors(const World& now, const Setting& setting, const InfluenceParams& params)
{
    ArrayXXd anchor = setting.initial_anchor + now.anchor_drift;
    for (Eigen::Index a = 0; a < anchor.cols(); ++a)
        if (const double pull = arena_load(setting, a) * params.regime_pull; pull != 0)
            anchor.col(a) -= pull * (now.exposure - setting.initial_exposure);
    return anchor;
}

ArrayXXd drift_positions(const World& now, const Setting& setting, const Influence& influence, const InfluenceParams& params,
                         const sim::Draws& draws)
{
    constexpr Eigen::Index together = 4;  // arenas whose noise one block makes
    ArrayXXd next;
    influence.apply(now.position, params, next);
    const ArrayXd s = susceptibilities(next.rows(), setting.susceptibility, params);
    const ArrayXd pull = params.threat_pull * now.exposure * (felt_threat(now) - setting.initial_threat);
    const sim::BlockBatch blocks(draws, Purpose::position_noise, setting.agent);
    Eigen::ArrayXXf noise = Eigen::ArrayXXf::Zero(static_cast<Eigen::Index>(sim::padded(blocks.size())), together);
    for (Eigen::Index a = 0; a < next.cols(); ++a) {
        if (params.noise > 0 && a % together == 0) blocks.draw(static_cast<std::uint32_t>(a / together), sim::BlockNormals{noise.data()});
        double* x = next.col(a).data();
        const PositionTerms terms{x, s.data(), now.anchor.col(a).data(), pull.data(), noise.col(a % together).data(),
                                  arena_load(setting, a), params.noise, farthest};
        country_kernel().settle(static_cast<std::size_t>(next.rows()), terms, x);
    }
    return next;
}

ArrayXXd inverted_anchors(const ArrayXXd& x0, const Influence& influence, const InfluenceParams& params, const ArrayXd& susceptibility)
{
    ArrayXXd mixed;
    influence.apply(x0, params, mixed);
    const ArrayXd s = susceptibilities(x0.rows(), susceptibility, params);
    ArrayXXd anchor = x0;
    for (Eigen::Index i = 0; i < x0.rows(); ++i)
        if (s(i) < 1) anchor.row(i) = (x0.row(i) - s(i) * mixed.row(i)) / (1 - s(i));
    return anchor;
}

ArrayXXd leader_positions(const World& now, const Setting& setting)
{
    const ArrayXd& weight = now.presence.overall;
    ArrayXXd line = ArrayXXd::Zero(setting.num_leaders(), setting.num_arenas());
    for (int g = 0; g < setting.num_leaders(); ++g) {
        const auto& members = setting.leaders[static_cast<std::size_t>(g)].members;
        double total = 0;
        for (const CountryId i : members) total += weight(i.index);
        for (const CountryId i : members)  // without any presence all members count alike
            line.row(g) += now.position.row(i.index) * (total > 0 ? weight(i.index) / total : 1 / static_cast<double>(members.size()));
    }
    return line;
}

}  // namespace comity::agents
