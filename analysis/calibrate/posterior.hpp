#pragma once
// What a block of the calibration says of its parameters.

#include <string>
#include <vector>

#include <Eigen/Core>

#include "sim/parameters.hpp"

namespace comity::analysis {

/// A parameter that is fitted. Its prior is flat on `prior`, unless the block says otherwise.
struct FreeParameter {
    std::string path;  ///< as in scenarios, without `rules.`: `voting.veto_cost`
    sim::Range prior;
};

/// One finding about how well a block was fitted: `quantity` (`ess`, `acceptance`, `contraction`, ...) of `subject` (a parameter, two with
/// ` x ` between them, a target, or empty for the block).
struct Diagnostic {
    std::string quantity;
    std::string subject;
    double value = 0;
    std::string note{};
};

/// Shape:  draws [draw, parameter], each draw counting the same
struct Posterior {
    std::string block;
    std::string method;  ///< in words, with its source
    std::vector<FreeParameter> parameters;
    Eigen::MatrixXd draws;
    std::vector<Diagnostic> diagnostics;
};

}  // namespace comity::analysis
