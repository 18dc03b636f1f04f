#include "analysis/hindcast/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/hindcast/ensemble_scores.hpp"
#include "sim/draws.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;

constexpr double least_chance = 1e-6;
constexpr int num_bins = 10;

/// Columns of sums over the votes of a roll call.
enum Sum : Index { num_votes, right, log_loss, brier, first_bin };  // then by bin: votes, chance, right
constexpr Index num_sums = first_bin + 3 * num_bins;

/// Chances of a vote, none of them nothing.
Eigen::Array3d counted_chances(const Chances& chances, std::size_t vote)
{
    const Eigen::Array3d p = chances.row(static_cast<Index>(vote)).transpose().max(least_chance);
    return p / p.sum();
}

Eigen::MatrixXd sums_by_roll_call(std::span<const TestVote> votes, const Chances& chances, const std::vector<char>& counted, const std::vector<int>& place,
                                  Index roll_calls)
{
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(roll_calls, num_sums);
    for (std::size_t v = 0; v < votes.size(); ++v) {
        if (!counted[v]) continue;
        const Eigen::Array3d p = counted_chances(chances, v);
        Index best = 0;
        const double confidence = p.maxCoeff(&best);
        const auto cast = static_cast<Index>(votes[v].cast);
        auto row = sums.row(place[v]);
        const double hit = best == cast ? 1 : 0;
        row[num_votes] += 1;
        row[right] += hit;
        row[log_loss] -= std::log(p[cast]);
        row[brier] += p.square().sum() - 2 * p[cast] + 1;
        const Index bin = first_bin + 3 * std::min<Index>(num_bins - 1, static_cast<Index>(confidence * num_bins));
        row[bin] += 1;
        row[bin + 1] += confidence;
        row[bin + 2] += hit;
    }
    return sums;
}

/// Accuracy, log loss, Brier score and ECE of sums over roll calls.
Eigen::Array4d scores_of(const Eigen::Ref<const Eigen::RowVectorXd>& sums)
{
    const double n = sums[num_votes];
    if (!(n > 0)) return Eigen::Array4d::Constant(std::numeric_limits<double>::quiet_NaN());
    double off = 0;
    for (Index bin = first_bin; bin < num_sums; bin += 3) off += std::abs(sums[bin + 2] - sums[bin + 1]);
    return {sums[right] / n, sums[log_loss] / n, sums[brier] / n, off / n};
}

enum class Chance { resampling };

}  // namespace

Estimate percentile_estimate(double value, std::vector<double> samples)
{
    std::erase_if(samples, [](double each) { return std::isnan(each); });
    if (samples.empty()) return {value, value, value};
    std::sort(samples.begin(), samples.end());
    return {value, quantile_of_sorted(samples, 0.025), quantile_of_sorted(samples, 0.975)};
}

Eigen::MatrixXd resampled(int samples, int roll_calls, std::uint64_t seed)
{
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(samples, roll_calls);
    for (int s = 0; s < samples; ++s) {
        const sim::Draws draws(seed, static_cast<std::uint32_t>(s), 0);
        for (int k = 0; k < roll_calls; ++k) {
            const double u = draws.uniform(Chance::resampling, 0, static_cast<std::uint32_t>(k));
            weights(s, static_cast<Index>(u * roll_calls)) += 1;
        }
    }
    return weights;
}

Scores scores(std::span<const TestVote> votes, const Chances& chances, const std::vector<char>& counted, const std::vector<int>& place,
              const Eigen::MatrixXd& weights)
{
    const Eigen::MatrixXd sums = sums_by_roll_call(votes, chances, counted, place, weights.cols());
    const Eigen::Array4d value = scores_of(sums.colwise().sum());
    const Eigen::MatrixXd samples = weights * sums;
    std::vector<double> found[4];
    for (Index s = 0; s < samples.rows(); ++s) {
        const Eigen::Array4d each = scores_of(samples.row(s));
        for (int k = 0; k < 4; ++k) found[k].push_back(each[k]);
    }
    Scores result;
    result.accuracy = percentile_estimate(value[0], found[0]);
    result.log_loss = percentile_estimate(value[1], found[1]);
    result.brier = percentile_estimate(value[2], found[2]);
    result.ece = percentile_estimate(value[3], found[3]);
    result.votes = static_cast<long>(sums.col(num_votes).sum());
    result.roll_calls = (sums.col(num_votes).array() > 0).count();
    return result;
}

Estimate log_loss_above(std::span<const TestVote> votes, const Chances& chances, const Chances& others, const std::vector<char>& counted,
                        const std::vector<int>& place, const Eigen::MatrixXd& weights)
{
    Eigen::MatrixX2d sums = Eigen::MatrixX2d::Zero(weights.cols(), 2);  // of the difference; votes
    for (std::size_t v = 0; v < votes.size(); ++v) {
        if (!counted[v]) continue;
        const auto cast = static_cast<Index>(votes[v].cast);
        sums.row(place[v]) += Eigen::RowVector2d(std::log(counted_chances(others, v)[cast] / counted_chances(chances, v)[cast]), 1);
    }
    const Eigen::MatrixX2d drawn = weights * sums;
    std::vector<double> samples;
    for (Index s = 0; s < drawn.rows(); ++s)
        if (drawn(s, 1) > 0) samples.push_back(drawn(s, 0) / drawn(s, 1));
    return percentile_estimate(sums.col(0).sum() / sums.col(1).sum(), samples);
}

}  // namespace comity::analysis
