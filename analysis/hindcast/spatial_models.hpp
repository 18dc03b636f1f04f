#pragma once
// Reference models that place roll calls in a space of ideal points, once half of the votes are known.

#include <map>

#include "analysis/hindcast/task.hpp"

namespace comity::analysis {

/// A2 (one dimension), A3 (two), and more: points from the window's votes, standardised; each roll call's slopes and thresholds from the
/// revealed votes on it, with the same priors. Points are fitted once an origin.
class RevealedSpatial {
public:
    explicit RevealedSpatial(int dimensions) : dimensions_(dimensions) {}
    /// Errors: throws what fit_spatial throws
    Chances operator()(const Task& task);

private:
    int dimensions_;
    std::map<int, Eigen::MatrixXd> points_;  // by origin
};

/// A4: ln A2 + ln(B3/B2) where the country has a last vote on the title, renormalised.
Chances with_memory(const Chances& spatial, const Chances& last, const Chances& otherwise);

}  // namespace comity::analysis
