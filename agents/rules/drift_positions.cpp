#include "agents/rules/drift_positions.hpp"

#include <cmath>

#include "agents/country_kernel.hpp"
#include "agents/influence.hpp"
#include "agents/rules/bound_confidence.hpp"
#include "agents/rules/spread_propaganda.hpp"
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
    if (params.form == InfluenceForm::degroot) return ArrayXd::Ones(countries);
    return own.size() > 0 ? own : ArrayXd::Constant(countries, params.susceptibility);
}

/// Whether some module has partners heard unequally.
bool hears_unequally(const Rules& rules) { return rules.bounded_confidence.on || rules.propaganda.on; }

/// How partners are heard under the modules that are on.
Hearing hearing_of(const World& now)
{
    Hearing hearing;
    hearing.reach = reach_of(now.rules.bounded_confidence);
    hearing.renormalised = now.rules.influence.form != InfluenceForm::deffuant;
    if (now.rules.propaganda.on) hearing.trust = trust_in_l_pole(now, now.rules.propaganda);
    return hearing;
}

/// W x; where countries meet one partner each, its mean.
void mix(const World& now, const Influence& influence, const InfluenceParams& params, ArrayXXd& mixed)
{
    if (hears_unequally(now.rules))
        influence.apply_heard(now.position, params, hearing_of(now), mixed);
    else
        influence.apply(now.position, params, mixed);
}

/// The partner whose share of the weights covers u; -1 without partners.
int partner_at(const Influence& influence, int i, double u)
{
    const auto partners = influence.partners(i);
    const auto weights = influence.weights(i);
    int met = -1;
    double covered = 0;
    for (std::size_t k = 0; k < partners.size() && covered <= u; ++k) {
        if (weights[k] > 0) met = partners[k];
        covered += weights[k];
    }
    return met;
}

/// What countries make of one partner each.
void meet(const World& now, const Setting& setting, const Influence& influence, const InfluenceParams& params, const sim::Draws& draws, ArrayXXd& mixed)
{
    const ArrayXXd& x = now.position;
    mixed = x;
    const std::vector<double> luck = sim::uniforms(draws, Purpose::meeting, setting.agent, 0);
    const Hearing hearing = hearing_of(now);
    for (int i = 0; i < setting.num_countries(); ++i) {
        const int j = partner_at(influence, i, luck[static_cast<std::size_t>(i)]);
        if (j < 0) continue;
        const double total = influence.total(i), of_others = params.self_in_pool ? total / (1 + total) : params.rate;
        for (Eigen::Index a = 0; a < x.cols(); ++a) {
            const double gap = x(j, a) - x(i, a), trust = x(j, a) > 0 && hearing.trust.size() > 0 ? hearing.trust(i, a) : 1;
            if (std::abs(gap) <= hearing.reach) mixed(i, a) += of_others * trust * gap;
        }
    }
}

}  // namespace

const std::vector<std::string>& choices(InfluenceForm)
{
    static const std::vector<std::string> words{"friedkin_johnsen", "degroot", "deffuant"};
    return words;
}

const std::vector<std::string>& choices(TieWeights)
{
    static const std::vector<std::string> words{"layered", "equal", "capability"};
    return words;
}

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
    if (params.form == InfluenceForm::deffuant)
        meet(now, setting, influence, params, draws, next);
    else
        mix(now, influence, params, next);
    const ArrayXd s = susceptibilities(next.rows(), setting.susceptibility, params);
    const ArrayXd threat = params.threat_pull * now.exposure * (felt_threat(now) - setting.initial_threat);
    ArrayXXd pull(next.rows(), now.rules.propaganda.on ? next.cols() : 1);  // to the S pole, one column where it is the same in all arenas
    pull.colwise() = threat;
    if (now.rules.propaganda.on) pull -= propaganda(now, now.rules.propaganda);
    const sim::BlockBatch blocks(draws, Purpose::position_noise, setting.agent);
    Eigen::ArrayXXf noise = Eigen::ArrayXXf::Zero(static_cast<Eigen::Index>(sim::padded(blocks.size())), together);
    for (Eigen::Index a = 0; a < next.cols(); ++a) {
        if (params.noise > 0 && a % together == 0) blocks.draw(static_cast<std::uint32_t>(a / together), sim::BlockNormals{noise.data()});
        double* x = next.col(a).data();
        const PositionTerms terms{x, s.data(), now.anchor.col(a).data(), pull.col(a % pull.cols()).data(), noise.col(a % together).data(),
                                  arena_load(setting, a), params.noise, farthest};
        country_kernel().settle(static_cast<std::size_t>(next.rows()), terms, x);
    }
    return next;
}

ArrayXXd inverted_anchors(const World& start, const Influence& influence, const InfluenceParams& params, const ArrayXd& susceptibility)
{
    ArrayXXd mixed;
    mix(start, influence, params, mixed);
    const ArrayXXd& x0 = start.position;
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
        const auto& members = now.coalitions.members({g});
        if (members.empty() && now.leader_position.size() > 0) line.row(g) = now.leader_position.row(g);
        double total = 0;
        for (const CountryId i : members) total += weight(i.index);
        for (const CountryId i : members)  // without any presence all members count alike
            line.row(g) += now.position.row(i.index) * (total > 0 ? weight(i.index) / total : 1 / static_cast<double>(members.size()));
    }
    return line;
}

}  // namespace comity::agents
