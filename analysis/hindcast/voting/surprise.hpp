#pragma once
// What the votes of some tell about the others: the text surprised, and states near each other are surprised alike.

#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/voting/map_items.hpp"
#include "analysis/hindcast/voting/mechanisms.hpp"
#include "analysis/hindcast/voting/outlook.hpp"

namespace comity::analysis {

/// Variances of the surprise, in squared units of utility.
///
/// K_ij = common + broad exp(-3 D_ij) + near exp(-20 D_ij) + map x_i x_j / dimensions, D_ii = 0, D and x of the vantage; then on each text
/// + same_last [i and j cast the same last vote] + along z_i z_j, z the expected utilities of yes and of no, kept within 6, over 4, less
/// their mean over countries; all times a_i a_j, a = `unknown` for a country without a last vote on the text, else 1. `own` is on the
/// diagonal of the revealed.
///
/// Judgement, chosen on votes of 2008 to 2015.
struct SurpriseVariances {
    double common = 1, broad = 2, near = 3, map = 1, own = 1, same_last = 2, along = 1;
    double unknown = 1.4;
};

/// K of each topic, made positive semi-definite: few joint votes can leave distances that are no distances.
///
/// Shape:  result [topic] of [country, country]
std::vector<Eigen::MatrixXd> surprise_kernels(const Vantage& from, const Mechanisms& on);
/// The nearest positive semi-definite matrix: negative eigenvalues become 0.
///
/// Source: Higham (1988), Linear Algebra and its Applications 103:103-118
Eigen::MatrixXd positive_part(const Eigen::MatrixXd& symmetric);

/// K of one text.
///
/// Shape:  utilities [country, (no, abstain, yes)]
Eigen::MatrixXd text_kernel(const Eigen::MatrixXd& of_topic, const Eigen::ArrayX3d& utilities, const Ballot& last);

/// Shifts of the utilities of yes and of no that the revealed votes make most probable, at every country.
///
/// U = q + f; f_Y, f_N independent normal processes over countries with covariance K (revealed: + own I). The mode given the revealed votes
/// by damped Newton steps with the bound p (1 - p) + p_Y p_N on each choice's curvature; f elsewhere follows: f = K_(all, revealed) a,
/// f_revealed = (K + own I) a. No revealed vote, no shift.
///
/// Shape:  revealed [country]; result [country, (yes, no)]
/// Source: Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, alg. 3.3. The bound in place of the
///         whole curvature, which ties the choices: a diagonal that outweighs it, so that each choice solves a system of its own
LogOdds surprise(const Eigen::ArrayX3d& utilities, const Ballot& revealed, const Eigen::MatrixXd& kernel);

}  // namespace comity::analysis
