#include "analysis/fit/block_chain.hpp"

#include <cmath>
#include <utility>

namespace comity::analysis {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

BlockChain::BlockChain(std::vector<MatrixXd> blocks, double tie) : tie_(tie)
{
    for (MatrixXd& block : blocks) {
        size_ = block.rows();
        if (!pivots_.empty()) block -= tie_ * tie_ * pivots_.back().solve(MatrixXd::Identity(size_, size_));
        pivots_.emplace_back(block);
        if (pivots_.back().info() != Eigen::Success) {
            whole_ = false;
            return;
        }
    }
}

double BlockChain::log_determinant() const
{
    double sum = 0;
    for (const auto& pivot : pivots_)
        for (Index i = 0; i < size_; ++i) sum += 2 * std::log(pivot.matrixLLT()(i, i));
    return sum;
}

MatrixXd BlockChain::solve(const MatrixXd& right) const
{
    MatrixXd x = right;
    const auto rows = [&](std::size_t t) { return x.middleRows(static_cast<Index>(t) * size_, size_); };
    for (std::size_t t = 0; t < pivots_.size(); ++t) {
        if (t > 0) rows(t) += tie_ * rows(t - 1);
        rows(t) = pivots_[t].solve(rows(t)).eval();
    }
    for (std::size_t t = pivots_.size() - 1; t-- > 0;) rows(t) += tie_ * pivots_[t].solve(rows(t + 1)).eval();
    return x;
}

VectorXd BlockChain::inverse_diagonal() const
{
    VectorXd diagonal(static_cast<Index>(pivots_.size()) * size_);
    MatrixXd later;
    for (std::size_t t = pivots_.size(); t-- > 0;) {
        MatrixXd block = pivots_[t].solve(MatrixXd::Identity(size_, size_));
        if (later.size() > 0) block += (tie_ * tie_ * block * later * block).eval();
        diagonal.segment(static_cast<Index>(t) * size_, size_) = block.diagonal();
        later = std::move(block);
    }
    return diagonal;
}

}  // namespace comity::analysis
