#pragma once
// When something first happens, where some runs end before it does.

#include <vector>

namespace comity::analysis {

/// A run followed until something happened, or until it ended without that (censored).
struct Followed {
    double time = 0;
    bool happened = false;
};

/// From a time on, the share that it has not happened to yet.
struct SurvivalStep {
    double time = 0;
    double share = 1;
    double error = 0;  ///< standard error, Greenwood's formula
};

/// S(t) = product over times t_k <= t of 1 - d_k / n_k, d_k runs that it happens to at t_k, n_k runs followed until then; a run that ends
/// at t_k was followed until then. error^2 = S^2 sum d_k / (n_k (n_k - d_k)), 0 where S is 0. One step a time at which it happens.
///
/// Source: Kaplan & Meier (1958), J. Am. Stat. Assoc. 53:457; Greenwood (1926)
std::vector<SurvivalStep> kaplan_meier(std::vector<Followed> runs);

/// The step in force at a time; before the first it has happened to none.
SurvivalStep survival_at(const std::vector<SurvivalStep>& steps, double time);

}  // namespace comity::analysis
