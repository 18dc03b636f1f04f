#pragma once
// Block `voting` of the calibration: rule 4.6 against recorded votes.

#include <vector>

#include <Eigen/Core>

#include "analysis/calibrate/laplace_sir.hpp"
#include "analysis/calibrate/posterior.hpp"
#include "analysis/fit/ideal_points.hpp"

namespace comity::analysis {

/// A text that was voted on.
struct VotedText {
    struct Vote {
        int country;
        Choice choice;
    };
    std::vector<Vote> votes;
    int cluster = 0;         ///< texts that return share it
    int frame = 0;           ///< column of the positions that hold for it
    Eigen::VectorXd line;    ///< [leader], y_gv in {-1, 0, 1}
    Eigen::VectorXd winner;  ///< [leader], 2 p_ga - 1 before the vote
};

/// Shape:  positions, std_errors, in_bloc [country, frame]; leverage [country, leader], weakness [country]
struct VotingData {
    std::vector<VotedText> texts;
    int num_clusters = 0;
    Eigen::MatrixXd positions, std_errors;              ///< x_ia and how sure it is; NaN where there is none
    Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> in_bloc;  ///< members of the bloc whose vote is copied
    Eigen::VectorXd bloc_positions;                     ///< [frame], x_ga of the bloc
    Eigen::MatrixXd leverage;                           ///< L_ig; 0 for members of any leader
    Eigen::VectorXd weakness;                           ///< 1 - str_i; likewise 0 for them
    int china = -1, russia = -1;                        ///< rows whose style is free; -1: none
};

/// Parameters of rule 4.6 in the block.
struct VotingBlockParams {
    double slope = 1.5, half_band = 1.1, leverage = 0.6, bandwagon = 0.3, bloc_copying = 0.8;
    double style_china = 1.3, style_russia = 1;
    double band_spread = 0.5;  ///< s.d. of ln of a text's half-band about that of the rule: no parameter of the model
};

/// s.d. of a text's step p_v - q_m, in positions: what makes beta0 a number of its own (judgement).
///
/// Votes tell slopes 2 beta0 (p - q), never p - q itself. Options of leaders (4.5) have steps between about .2 and 2.
inline constexpr double step_sd = 1;

/// ln p(votes on a text | parameters), its own cut, slope and half-band integrated out by Laplace's approximation.
///
///     z_i = 2 beta0 h x_i + a + sum_g y_g [lam_E L_ig + lam_B (1 - str_i)(2 p_g - 1)],   P(no) = L(-z - d_i),   P(yes) = L(z - d_i),
///     d_i = st_i delta e^w;   h ~ N(0, step_sd^2),   a ~ N(0, 5^2),   w ~ N(0, band_spread^2)
/// Members of the bloc copy its vote with chance psi, drawn at its own position without pulls: the three possible votes are summed over, each with an integral of its own,
/// since together they may have two modes. A position's standard
/// error s is integrated out vote by vote: z and d are divided by sqrt(1 + (2 beta0 h s / 1.702)^2); that a country's error is the same on all its votes is left out.
///
/// Shape:  starts [(h / step_sd, a, w), the bloc's vote]: first guesses, replaced by the modes; the first column alone where no member of the bloc voted
/// Errors: throws std::runtime_error if the mode is not found
/// Source: MODEL.md 4.6; Tierney & Kadane (1986), J. Am. Stat. Assoc. 81:82; Zeger, Liang & Albert (1988), Biometrics 44:1049, for the division
double text_log_likelihood(const VotedText& text, const VotingData& data, const VotingBlockParams& params, Eigen::Matrix3d& starts);

/// Posterior of voting.slope, .half_band, .leverage, .bandwagon and .bloc_copying on their ranges, and of the styles of China and Russia on [.3, 3]
/// (`style.CHN`, `style.RUS`), each where it has a row; priors flat.
///
/// Texts of a cluster may go together (laplace_sir). Announced lines are given; leaders' members feel no pull, so that no vote is its own cause.
/// Accommodation between partners (step 5 of 4.6) is left out, and so are absences; what accommodation turns into abstention raises the partners' style.
///
/// Errors: throws std::invalid_argument for data without texts
Posterior voting_block(const VotingData& data, const SirOptions& options);

}  // namespace comity::analysis
