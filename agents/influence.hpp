#pragma once
// Who listens to whom: the weights W of rule 4.3, merged from the layers of ties.

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "agents/tie_graph.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct InfluenceParams;

/// Row-stochastic influence weights over partners, sparse, in one merged structure (columns ascending).
///
/// K_ij = th_A A_ij + th_T D_ij + th_R R_ij + th_P pi_ij, each layer row-normalised first except pi; ties between the USA and EU members
/// times the transatlantic tie. V_ij = K_ij / sum_k K_ik. W_ij = eta V_ij, W_ii = 1 - eta (1 without neighbours); with self_in_pool
/// W = row-normalised (K + I).
/// The structure and the layers' row-normalised weights are made once a scenario; only the rows that partnerships or the
/// transatlantic tie reach are made anew in a run.
class Influence {
public:
    Influence() = default;
    Influence(const Setting& setting, const std::vector<int>& partnered);

    /// Brings the weights in line with the partnerships and parameters of the world; does nothing where they have not changed.
    void update(const World& now, const Setting& setting, const InfluenceParams& params);
    /// W x: [country, arena] in, [country, arena] out, which must not alias.
    void apply(const Eigen::ArrayXXd& x, const InfluenceParams& params, Eigen::ArrayXXd& result) const;
    /// Partners of i and K_ij / sum K of i in the same order, for the tie-weighted shares of other rules.
    std::span<const std::int32_t> partners(int i) const;
    std::span<const double> weights(int i) const;
    /// K_ij / max_j K_ij, 0 without a tie (closeness to a target in rule 4.6).
    double closeness(int i, int j) const;

private:
    std::vector<std::int32_t> start_, to_;
    std::vector<double> security_, trade_, caucus_;  // row-normalised layers on the merged structure
    std::vector<std::int8_t> transatlantic_;         // 1 where the tie joins the USA and an EU member
    std::vector<double> raw_;                        // K
    std::vector<double> weight_;                     // K / row sum
    std::vector<double> row_max_;
    // what the weights were made with
    std::vector<double> made_strengths_;
    double made_tie_ = -1, made_security_ = -1, made_trade_ = -1, made_caucus_ = -1;
};

}  // namespace comity::agents
