#pragma once
// Who votes like whom: S of every pair of countries over the votes of four rounds, and the graph of agreement above the median.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/vote_history.hpp"

namespace comity::agents {

/// Agreement of every pair, and what of it lies above the median.
struct AgreementGraph {
    Eigen::ArrayXXf weights;  ///< [country, country], max(0, S_ij - median S), symmetric, 0 on the diagonal and where no vote was common
    double median = 0;        ///< median of S_ij over pairs with a common vote; NaN where there is none
};

/// S_ij = mean(1 - |v_i - v_j| / 2) over the drafts on which both voted; the weights are what exceeds the median.
///
/// The median must be taken off: raw S gives Q < .06 even in split assemblies.
class AgreementGraphBuilder {
public:
    const AgreementGraph& build(const VoteHistory& votes);
    /// S_ij, j < i, as they were last built: [i (i - 1) / 2 + j], negative where no vote was common.
    const std::vector<float>& pairs() const { return pairs_; }

private:
    void compare(const VoteHistory& votes);

    AgreementGraph graph_;
    std::vector<float> pairs_;
};

/// The median of values in [0, 1], the mean of the two in the middle where their number is even; negative ones do not count; NaN of none.
double median_of_shares(const std::vector<float>& values);

}  // namespace comity::agents
