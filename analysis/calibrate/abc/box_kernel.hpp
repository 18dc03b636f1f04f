#pragma once
// How a population of points in the unit box is perturbed: what moves its members, and how likely it is to lead to a point.

#include <functional>

#include <Eigen/Core>

namespace comity::analysis {

/// The weighted members of a population, each blurred by a normal law of twice the population's covariance, cut to the unit box.
///
///   q(u) ~ sum_j w_j N(u; u_j, 2 Sigma),   0 <= u <= 1
///
/// A proposal outside the box is drawn anew from the member on, so what is cut off is the same factor for every point, and falls out of
/// the weights. A spread below 1e-6 of the box counts as that, so that members that all agree can still move.
///
/// Shape:  places [member, parameter], each in [0, 1]; weights [member], their sum 1
/// Source: Beaumont, Cornuet, Marin & Robert (2009), Biometrika 96:983, sec. 3, for twice the covariance; in several dimensions Filippi,
///         Barnes, Cornebise & Stumpf (2013), Stat. Appl. Genet. Mol. Biol. 12:87, sec. 3
class BoxKernel {
public:
    BoxKernel(const Eigen::MatrixXd& places, const Eigen::VectorXd& weights);

    /// A point of the box.
    ///
    /// Draws:  uniform(k), k = 0, 1, ...: for each try one for the member and one a parameter
    Eigen::VectorXd propose(const std::function<double(int)>& uniform) const;

    /// q(u), up to a factor that all points share.
    double density(const Eigen::VectorXd& place) const;

private:
    Eigen::MatrixXd places_;  // [parameter, member]
    Eigen::VectorXd weights_;
    Eigen::MatrixXd root_;    // lower triangle of the kernel's covariance
};

}  // namespace comity::analysis
