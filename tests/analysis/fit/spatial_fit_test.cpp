#include "analysis/fit/spatial_fit.hpp"

#include <cmath>
#include <stdexcept>

#include <Eigen/QR>

#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

struct Plane {
    MatrixXd points;  ///< [dimension, country]
    RollCalls calls;
};

/// Votes drawn from the model in two dimensions.
Plane drawn_plane(int countries, int items, std::uint64_t seed)
{
    TestChance chance(seed);
    Plane plane;
    plane.points.resize(2, countries);
    for (double& x : plane.points.reshaped()) x = chance.normal();
    plane.calls.num_countries = countries;
    plane.calls.num_items = items;
    for (int k = 0; k < items; ++k) {
        VectorXd item(4);
        item << 1.5 * chance.normal(), chance.normal(), -0.5 + chance.normal(), -0.3;
        for (int i = 0; i < countries; ++i) {
            const Eigen::Array3d p = spatial_chances(plane.points.col(i), item);
            const double u = chance.uniform();
            plane.calls.votes.push_back({i, k, u < p[0] ? Choice::no : u < p[0] + p[1] ? Choice::abstain : Choice::yes});
        }
    }
    return plane;
}

/// Share of the variance of each true dimension that a linear map of the fitted points explains: the scale and a turn are free.
VectorXd explained(const MatrixXd& truth, const MatrixXd& fitted)
{
    MatrixXd basis(fitted.cols(), fitted.rows() + 1);
    basis << fitted.transpose(), VectorXd::Ones(fitted.cols());
    VectorXd share(truth.rows());
    for (Eigen::Index d = 0; d < truth.rows(); ++d) {
        const VectorXd y = truth.row(d).transpose();
        const VectorXd left = y - basis * basis.colPivHouseholderQr().solve(y);
        share[d] = 1 - left.squaredNorm() / (y.array() - y.mean()).matrix().squaredNorm();
    }
    return share;
}

}  // namespace

TEST_CASE("points in a plane are recovered from votes, up to a turn and a scale", "[analysis][spatial_fit]")
{
    const Plane plane = drawn_plane(70, 250, 5);
    const SpatialFit fit = fit_spatial(plane.calls, 2, {}, 0);
    CHECK(explained(plane.points, fit.points).minCoeff() > 0.9);
    const SpatialFit line = fit_spatial(plane.calls, 1, {}, 0);
    CHECK(explained(plane.points, line.points).minCoeff() < 0.7);  // one dimension cannot hold both
    CHECK(fit.log_posterior > line.log_posterior + 100);
    // identified: principal axes, the widest first, the named country above the mean on each
    const MatrixXd off = fit.points.colwise() - fit.points.rowwise().mean();
    const MatrixXd spread = off * off.transpose();
    CHECK(std::abs(spread(0, 1)) < 1e-6 * spread(0, 0));
    CHECK(spread(0, 0) > spread(1, 1));
    CHECK((off.col(0).array() > 0).all());
}

TEST_CASE("items fitted where the points are known are those of the joint fit", "[analysis][spatial_fit]")
{
    const Plane plane = drawn_plane(40, 60, 9);
    const SpatialFit fit = fit_spatial(plane.calls, 2, {}, 0);
    const MatrixXd items = fit_items(plane.calls, fit.points, {});
    CHECK((items - fit.items).cwiseAbs().maxCoeff() < 2e-3);
    RollCalls silent = plane.calls;
    silent.num_items = 61;
    CHECK(fit_items(silent, fit.points, {}).col(60).isZero());  // no vote: the mode of the prior
}

TEST_CASE("chances are those of the ordered logit", "[analysis][spatial_fit]")
{
    VectorXd point(2), item(4);
    point << 0.5, -1;
    item << 1.2, 0.4, -0.3, std::log(0.8);
    const double u = -0.3 - (1.2 * 0.5 - 0.4);
    const auto logistic = [](double z) { return 1 / (1 + std::exp(-z)); };
    const Eigen::Array3d p = spatial_chances(point, item);
    CHECK(p[0] == Approx(logistic(u)));
    CHECK(p[1] == Approx(logistic(u + 0.8) - logistic(u)));
    CHECK(p.sum() == Approx(1));
    CHECK((standardised(MatrixXd::Random(3, 50)).rowwise().mean().array().abs() < 1e-12).all());
}

TEST_CASE("a spatial fit refuses what it cannot fit", "[analysis][spatial_fit]")
{
    const Plane plane = drawn_plane(10, 5, 1);
    CHECK_THROWS_AS(fit_spatial(plane.calls, 0, {}, 0), std::invalid_argument);
    CHECK_THROWS_AS(fit_spatial(plane.calls, most_dimensions + 1, {}, 0), std::invalid_argument);
    CHECK_THROWS_AS(fit_spatial(plane.calls, 2, {}, 10), std::invalid_argument);
    CHECK_THROWS_AS(fit_spatial({10, 5, {}}, 2, {}, 0), std::invalid_argument);
    IdealPointPriors centred;
    centred.point_centre = VectorXd::Zero(10);
    CHECK_THROWS_AS(fit_spatial(plane.calls, 2, centred, 0), std::invalid_argument);
}
