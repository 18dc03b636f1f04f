#pragma once
// Block `positions` of the calibration: rule 4.3 against positions observed in windows of years.

#include <array>
#include <cstddef>
#include <vector>

#include <Eigen/Core>

#include "analysis/calibrate/laplace_sir.hpp"
#include "analysis/calibrate/posterior.hpp"

namespace comity::analysis {

/// Layers of ties: security, trade, caucus, partnership.
inline constexpr int num_layers = 4;

/// Positions of one country in one arena, in order of time.
///
/// Shape:  round, position, std_error [observation], at least two; partners [observation, layer]: sum_j L_ij x_j of a layer, row-normalised but for partnerships
struct PositionTrack {
    int country = 0;
    double load = 1;  ///< ell_a
    std::vector<int> round;
    Eigen::VectorXd position, std_error;
    Eigen::Matrix<double, Eigen::Dynamic, num_layers> partners;
    std::array<double, num_layers> total{};  ///< sum_j L_ij of a layer: 1 or 0, of partnerships what it is
};

/// Shape:  exposure, threat [country, round]: auto_i and T_i as they stand when positions of that round are made
struct PositionData {
    std::vector<PositionTrack> tracks;
    Eigen::ArrayXXd exposure, threat;
    int num_clusters = 0;       ///< of tracks whose data may go together
    std::vector<int> cluster;   ///< [country], -1 without tracks
};

/// Parameters of rule 4.3 in the block's order, and the factor on standard errors, which is no parameter of the model.
struct PositionParams {
    double rate = 0, susceptibility = 0, threat_pull = 0, regime_pull = 0, noise = 0, error_factor = 1;
    std::array<double, num_layers> weight{};  ///< th_A, th_T, th_R, th_P; they sum to 1
};

/// ln p(positions of a track | parameters), its first true position flat.
///
/// With d_t = x_t - x_0 and the anchor at which x_0 is at rest, rule 4.3 reads
///     d_t = s (1 - eta) d_t-1 + s eta (m_t-1 - m_0) - (1 - s) ell g_A (auto_t - auto_0) - ell g_T auto_t (T_t - T_0) + sig_x N(0, 1),
/// m_t = (V x)_t the partners' mean, taken as observed and drawn straight between observations. A country without partners keeps all weight: eta = 0.
/// Observations are x_t + f se N(0, 1) at the middle of their windows. A scalar Kalman filter runs on the observations and on a column of ones, whose
/// innovations integrate the flat x_0 out.
///
/// Source: Kalman (1960), J. Basic Eng. 82:35; de Jong (1991), Annals of Statistics 19:1073, for the flat start
double track_log_likelihood(const PositionTrack& track, const PositionData& data, const PositionParams& params);

/// The path of d_t without noise, from the track's first observation to its last: [round since the first].
std::vector<double> forced_path(const PositionTrack& track, const PositionData& data, const PositionParams& params);

/// Posterior of influence.rate, .susceptibility, .security_weight, .trade_weight, .caucus_weight, .threat_pull, .regime_pull and .noise.
///
/// Priors: flat on the ranges that studies use (eta 0 to .1, s .95 to 1, g_T 0 to .05, g_A 0 to 4, sig_x 0 to .2); weights flat on the simplex
/// with that of partnerships; the factor f on standard errors flat on .05 to 4, since what a text that returns
/// does to a position is the same in every window, and no error of its change. Tracks of a cluster may go together; its members' shocks are taken as
/// independent by the likelihood, and what that leaves out widens the intervals (laplace_sir).
/// What is known only in part is told: of eta and s, r = s eta / (1 - s) fixes the rest state; between them, the speed a = s (1 - eta).
///
/// Errors: throws std::invalid_argument for data without tracks or with a track of fewer than two observations
/// Source: MODEL.md 4.3
Posterior positions_block(const PositionData& data, const SirOptions& options);

}  // namespace comity::analysis
