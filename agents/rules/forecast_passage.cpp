#include "agents/rules/forecast_passage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/vote_kernel.hpp"
#include "agents/world.hpp"
#include "sim/distributions.hpp"

namespace comity::agents {
namespace {

/// P(at least `quota` of independent events). `so_far` is room for P(k events so far), k < quota, from place 1 on; place 0 stays 0.
double tail(std::span<const double> chances, std::size_t count, int quota, std::array<std::pmr::vector<double>, 2>& so_far)
{
    if (quota <= 0) return 1;
    const auto most = static_cast<std::size_t>(quota);
    for (auto& each : so_far) each.assign(most + 1, 0.0);
    so_far[0][1] = 1;
    double done = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double p = chances[i];
        const double* __restrict before = so_far[i % 2].data();
        double* __restrict after = so_far[(i + 1) % 2].data();
        done += before[most] * p;
        for (std::size_t k = 1; k <= most; ++k) after[k] = before[k] * (1 - p) + before[k - 1] * p;
    }
    return done;
}

}  // namespace

Forecast::Forecast(const World& now, const Setting& setting, const Influence& influence, ForumId forum, const VotingParams& params,
                   std::pmr::memory_resource* room)
    : params_(&params),
      electorate_(now, setting, forum, room),
      inclinations_(now, setting, influence, electorate_, params, nullptr, room),
      z_(electorate_.padded, room),
      narrow_(electorate_.padded, room),
      yes_(electorate_.padded, room),
      no_(electorate_.padded, room),
      held_(room),
      reached_{std::pmr::vector<double>(room), std::pmr::vector<double>(room)}
{
    held_.reserve(electorate_.vetoes.size());
}

double Forecast::chance(const Draft& draft, double error, double enough)
{
    inclinations_.in(draft.arena).latent(draft, error, z_.data());
    switch (electorate_.rules.rule) {
        case DecisionRule::council: return council(draft, enough);
        case DecisionRule::consensus: return consensus(draft);
        case DecisionRule::consensus_then_majority: return std::max(consensus(draft), majority(draft));
        case DecisionRule::majority:
        case DecisionRule::majority_signature: break;
    }
    return majority(draft);
}

void Forecast::make_chances(const Draft& draft)
{
    if (draft.half_band != narrowed_by_) electorate_.narrow(draft.half_band, narrow_);
    narrowed_by_ = draft.half_band;
    noise_kernel(params_->noise)
        .chances(electorate_.padded, z_.data(), electorate_.style.data(), draft.half_band, narrow_.data(), yes_.data(), no_.data());
    std::fill(yes_.begin() + static_cast<std::ptrdiff_t>(electorate_.size), yes_.end(), 0.0);
    std::fill(no_.begin() + static_cast<std::ptrdiff_t>(electorate_.size), no_.end(), 0.0);
}

double Forecast::majority(const Draft& draft)
{
    make_chances(draft);
    // yes - no >= 1, or yes - 2 no >= 0, in whole votes.
    const double factor = draft.important ? 2 : 1;
    const double least = draft.important ? 0 : 1;
    const Moments sum = vote_kernel().moments(electorate_.padded, yes_.data(), no_.data(), factor);
    const double beyond = sum.mean - (least - 0.5);
    if (!(sum.variance > 0)) return beyond > 0 ? 1 : 0;
    return sim::normal_cdf(beyond / std::sqrt(sum.variance));
}

double Forecast::consensus(const Draft& draft)
{
    sim::Column<double>& odds = no_;
    noise_kernel(params_->noise)
        .odds_of_no(electorate_.padded, z_.data(), electorate_.style.data(), draft.half_band, params_->veto_cost, odds.data());
    std::fill(odds.begin() + static_cast<std::ptrdiff_t>(electorate_.size), odds.end(), 0.0);
    return 1 / vote_kernel().product(electorate_.padded, odds.data());
}

double Forecast::council(const Draft& draft, double enough)
{
    constexpr double clearly = 1 - 1e-9;  // so that no rounding brings the bound up to `enough`
    double no_veto = 1;
    held_.clear();
    for (const std::size_t p : electorate_.vetoes) {
        held_.push_back(chance_below(params_->noise, z_[p] + draft.half_band * electorate_.style[p] + params_->veto_cost));  // 1 - P(no)
        no_veto *= held_.back();
    }
    if (no_veto < clearly * enough) return no_veto;
    make_chances(draft);
    for (std::size_t v = 0; v < held_.size(); ++v) {
        double& yes = yes_[electorate_.vetoes[v]];
        yes = std::min(1.0, yes / held_[v]);
    }
    return std::min(1.0, no_veto * tail(yes_, electorate_.size, electorate_.rules.quota, reached_));  // a sum may end a rounding above
}

double chance_to_pass(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, double error,
                      const VotingParams& params)
{
    return Forecast(now, setting, influence, draft.forum, params).chance(draft, error);
}

int num_cosponsors(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, const LeaderPull& pull,
                   const VotingParams& params)
{
    const double likely = ninth_decile(params.noise);
    Eigen::ArrayXd z;
    latent(now, setting, influence, draft, pull, params, z);
    int count = 0;
    for (int i = 0; i < setting.num_countries(); ++i)
        if (z(i) - draft.half_band * now.style(i) * now.shock.style(i) > likely) ++count;
    return count;
}

}  // namespace comity::agents
