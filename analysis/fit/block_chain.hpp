#pragma once
// A positive definite system of equal blocks in a chain, each tied to the next by the same multiple of the identity.

#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace comity::analysis {

/// The matrix with blocks A_t on its diagonal and -w I beside them, factored block by block: S_0 = A_0, S_t+1 = A_t+1 - w^2 S_t^-1.
///
/// It is the information of a random walk with precision w seen through blocks of observations, and `inverse_blocks` is the smoother's variance.
///
/// Shape:  T blocks [n, n]
/// Source: Rauch, Tung & Striebel (1965), AIAA Journal 3(8):1445-1450, in the form of information; Golub & Van Loan (2013), Matrix Computations, 4.5
class BlockChain {
public:
    /// Of each block the lower half alone is read.
    BlockChain(std::vector<Eigen::MatrixXd> blocks, double tie);
    /// Whether the matrix is positive definite; nothing else may be asked where it is not.
    bool whole() const { return whole_; }
    double log_determinant() const;
    /// Shape:  right [T n, any]
    Eigen::MatrixXd solve(const Eigen::MatrixXd& right) const;
    /// Diagonal of the inverse.
    ///
    /// Shape:  [T n]
    Eigen::VectorXd inverse_diagonal() const;

private:
    std::vector<Eigen::LLT<Eigen::MatrixXd>> pivots_;
    double tie_;
    Eigen::Index size_ = 0;
    bool whole_ = true;
};

}  // namespace comity::analysis
