#pragma once
// Problems of inference whose posterior is known in closed form.

#include <atomic>

#include "analysis/calibrate/abc/abc_smc.hpp"
#include "sim/distributions.hpp"
#include "sim/draws.hpp"

namespace comity::tests {

enum class ToyPurpose : std::uint8_t { noise };

inline double noise(std::uint32_t replicate, std::uint32_t index)
{
    return sim::normal_quantile(sim::Draws(11, replicate, 0).uniform(ToyPurpose::noise, 1, index));
}

/// One mean in [-4, 6], recorded as 1 with sampling s.d. .4: the posterior is N(1, .4), the prior cuts nothing off.
inline analysis::AbcProblem normal_mean()
{
    return {"toy", {{"toy.mean", {-4, 6}}}, {{"mean", 1, 0}},
            [](const Eigen::VectorXd& x, int, std::uint32_t replicate) { return Eigen::ArrayXd::Constant(1, x(0) + 0.4 * noise(replicate, 0)); }, 1};
}

/// A sampling to its end, without interruption.
inline analysis::AbcState sampled(const analysis::AbcProblem& problem, const analysis::AbcPlan& plan)
{
    const std::atomic<bool> never = false;
    return sample_posterior(problem, plan, {}, [](const auto&) {}, [](const auto&, int) {}, never);
}

}  // namespace comity::tests
