#pragma once
// From populations to a block's posterior: draws that count alike, and what is to be known about them.

#include <vector>

#include "analysis/calibrate/abc/abc_smc.hpp"
#include "analysis/calibrate/posterior.hpp"

namespace comity::analysis {

enum class Adjustment { regression, none };

/// What a block of simulations leaves behind.
///
/// Shape:  posterior.draws [draw, parameter]; rows [draw], the rows of earlier draws that belong to them
struct AbcPosterior {
    Posterior posterior;
    std::vector<int> rows;
};

/// As many draws as particles, by systematic resampling of the last population, after the adjustment.
///
/// Diagnostics: `tolerance`, `acceptance`, `ess`, `attempts` and `failed` by generation (subject `generation 3`); `contraction` of each parameter,
/// 1 - posterior variance / prior variance; `correlation` of two parameters in the posterior, and of a target and a parameter in the
/// last population; `response` of a target to a parameter, their correlation in the first population, drawn from the priors; `scale` of
/// each target; `rows`, how many different rows of earlier draws are left.
AbcPosterior posterior_of(const AbcProblem& problem, const AbcPlan& plan, const AbcState& state, Adjustment adjustment);

}  // namespace comity::analysis
