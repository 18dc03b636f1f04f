#include "analysis/fit/principal_axes.hpp"

#include <cmath>
#include <stdexcept>

#include "analysis/fit/ideal_points.hpp"
#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

MatrixXd drawn(Index rows, Index columns, TestChance& chance)
{
    MatrixXd values(rows, columns);
    for (double& x : values.reshaped()) x = chance.normal();
    return values;
}

/// Points moved to mean 0, principal axes and s.d. 1 by the definition itself, each axis on the side of `like`.
MatrixXd placed_afresh(const MatrixXd& points, const std::vector<bool>& counts, const MatrixXd& like)
{
    MatrixXd turned = turn_to_axes(points, counts) * points;
    for (Index d = 0; d < turned.rows(); ++d) {
        double n = 0, mean = 0, square = 0;
        for (Index j = 0; j < turned.cols(); ++j)
            if (counts[static_cast<std::size_t>(j)]) {
                n += 1;
                mean += turned(d, j);
                square += turned(d, j) * turned(d, j);
            }
        mean /= n;
        turned.row(d).array() -= mean;
        turned.row(d) /= std::sqrt(square / n - mean * mean);
        if (turned.row(d).dot(like.row(d)) < 0) turned.row(d) *= -1;
    }
    return turned;
}

}  // namespace

TEST_CASE("standard errors in a plane are those of points that are placed afresh, turn included", "[analysis][principal_axes]")
{
    TestChance chance(31);
    const Index n = 7;
    std::vector<bool> counts(static_cast<std::size_t>(n), true);
    counts[3] = false;
    MatrixXd points = drawn(2, n, chance);
    points.row(0) *= 1.6;
    points = turn_to_axes(points, counts) * points;
    const MatrixXd root = 1e-4 * drawn(2 * n, 2 * n, chance);  // small, so that the map is linear
    const MatrixXd covariance = root * root.transpose();
    const PrincipalAxes axes(points, counts);
    const PlacedAxes placed = axes.place(covariance.diagonal(), covariance * axes.functionals());
    CHECK((placed.position - placed_afresh(points, counts, placed.position)).cwiseAbs().maxCoeff() < 1e-12);

    constexpr int samples = 4000;
    MatrixXd square = MatrixXd::Zero(2, n);
    for (int s = 0; s < samples; ++s) {
        const VectorXd off = root * drawn(2 * n, 1, chance);
        const MatrixXd moved = placed_afresh(points + Eigen::Map<const MatrixXd>(off.data(), 2, n), counts, placed.position);
        square += (moved - placed.position).cwiseAbs2();
    }
    // a sample's s.d. is within 5 / sqrt(2 x 4000) of the true one
    const MatrixXd ratio = (square / samples).cwiseSqrt().cwiseQuotient(placed.std_error);
    CAPTURE(ratio);
    CHECK((ratio.array() - 1).abs().maxCoeff() < 0.056);
    // without what the scale fixes they would be far off
    MatrixXd plain(2, n);
    for (Index j = 0; j < n; ++j)
        for (Index d = 0; d < 2; ++d) plain(d, j) = std::sqrt(covariance(2 * j + d, 2 * j + d)) / axes.width(static_cast<int>(d));
    CHECK((plain.cwiseQuotient(placed.std_error).array() - 1).abs().maxCoeff() > 0.2);
}

TEST_CASE("a turn, a shift and a stretch of all points carry no uncertainty", "[analysis][principal_axes]")
{
    TestChance chance(8);
    MatrixXd points = drawn(2, 6, chance);
    points.row(1) *= 0.4;
    const std::vector<bool> all(6, true);
    points = turn_to_axes(points, all) * points;
    MatrixXd common(12, 5);
    for (Index j = 0; j < 6; ++j) {
        common.row(2 * j) << 1, 0, points(1, j), points(0, j), 0;
        common.row(2 * j + 1) << 0, 1, -points(0, j), 0, points(1, j);
    }
    const PrincipalAxes axes(points, all);
    for (Index k = 0; k < 5; ++k) {
        const MatrixXd covariance = common.col(k) * common.col(k).transpose();
        CHECK(axes.place(covariance.diagonal(), covariance * axes.functionals()).std_error.maxCoeff() < 1e-6);
    }
}

TEST_CASE("in one dimension the axis is the scale of the countries that count", "[analysis][principal_axes]")
{
    const auto simulated = comity::tests::simulated_votes(20, 60, 3);
    const IdealPointFit fit = fit_ideal_points(simulated.calls, {}, 0);
    std::vector<bool> counts(20, true);
    counts[4] = counts[9] = false;
    const PlacedPoints line = place_points(fit, counts, {0, 1});
    const PrincipalAxes axes(fit.points.transpose(), counts);
    const PlacedAxes placed = axes.place(fit.covariance.diagonal(), fit.covariance * axes.functionals());
    CHECK((placed.position.row(0).transpose() - line.position).cwiseAbs().maxCoeff() < 1e-12);
    CHECK((placed.std_error.row(0).transpose() - line.std_error).cwiseAbs().maxCoeff() < 1e-12);
    CHECK_THROWS_AS(PrincipalAxes(MatrixXd::Random(1, 4), {true, true, false, false}), std::invalid_argument);
}
