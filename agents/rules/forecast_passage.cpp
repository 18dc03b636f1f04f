#include "agents/rules/forecast_passage.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/cast_votes.hpp"
#include "agents/world.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

/// P(yes) and P(no) of one voter.
struct Chances {
    double yes = 0, no = 0;
};

Chances vote_chances(double z, double half_band, double cost)
{
    return {sim::logistic(z - half_band), sim::logistic(-half_band - z - cost)};
}

/// P(sum of the voters' yes - factor x no >= least) by the normal approximation with a continuity correction.
double normal_chance(const std::vector<Chances>& voters, double factor, double least)
{
    double mean = 0;
    double variance = 0;
    for (const Chances& p : voters) {
        const double mu = p.yes - factor * p.no;
        mean += mu;
        variance += p.yes + factor * factor * p.no - mu * mu;
    }
    const double beyond = mean - (least - 0.5);
    if (!(variance > 0)) return beyond > 0 ? 1 : 0;
    return sim::normal_cdf(beyond / std::sqrt(variance));
}

/// P(at least `quota` of independent events).
double tail(const std::vector<double>& chances, int quota)
{
    if (quota <= 0) return 1;
    std::vector<double> reached(static_cast<std::size_t>(quota) + 1, 0.0);  // [number of events, the last: quota or more]
    reached[0] = 1;
    for (const double p : chances) {
        reached.back() += reached[reached.size() - 2] * p;
        for (std::size_t k = reached.size() - 2; k > 0; --k) reached[k] = reached[k] * (1 - p) + reached[k - 1] * p;
        reached[0] *= 1 - p;
    }
    return reached.back();
}

bool may_veto(const Forum& forum, const Setting& setting, int i)
{
    return std::find(forum.veto.begin(), forum.veto.end(), setting.code[static_cast<std::size_t>(i)]) != forum.veto.end();
}

}  // namespace

double chance_to_pass(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, const LeaderPull&,
                      double error, const VotingParams& params)
{
    const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(draft.forum.index)];
    std::vector<Chances> voters;
    std::vector<double> yes;
    double nobody_blocks = 1;
    for (const int i : now.roster[static_cast<std::size_t>(draft.forum.index)]) {
        double x = now.position(i, draft.arena.index) + error;
        if (draft.norm.exists()) x += setting.norm_offset(i, draft.norm.index);
        const double z = draft.slope * (x - draft.cut) + draft.consent - params.target_protection * affinity(now, setting, influence, i, draft.target);
        const double half_band = draft.half_band * now.style(i) * now.shock.style(i);
        voters.push_back(vote_chances(z, half_band, 0));
        const double no_at_cost = vote_chances(z, half_band, params.veto_cost).no;
        if (forum.rule != DecisionRule::council) {
            nobody_blocks *= 1 - no_at_cost;
        } else if (may_veto(forum, setting, i)) {
            nobody_blocks *= 1 - no_at_cost;
            yes.push_back(voters.back().yes / (1 - no_at_cost));
        } else {
            yes.push_back(voters.back().yes);
        }
    }
    const double majority = draft.important ? normal_chance(voters, 2, 0) : normal_chance(voters, 1, 1);
    switch (forum.rule) {
        case DecisionRule::council: return nobody_blocks * tail(yes, forum.quota);
        case DecisionRule::consensus: return nobody_blocks;
        case DecisionRule::consensus_then_majority: return std::max(nobody_blocks, majority);
        case DecisionRule::majority:
        case DecisionRule::majority_signature: break;
    }
    return majority;
}

int num_cosponsors(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, const LeaderPull& pull,
                   const VotingParams& params)
{
    constexpr double log_odds = 2.1972245773362196;  // of .9
    Eigen::ArrayXd z;
    latent(now, setting, influence, draft, pull, params, z);
    int count = 0;
    for (const int i : now.roster[static_cast<std::size_t>(draft.forum.index)])
        if (z(i) - draft.half_band * now.style(i) * now.shock.style(i) > log_odds) ++count;
    return count;
}

}  // namespace comity::agents
