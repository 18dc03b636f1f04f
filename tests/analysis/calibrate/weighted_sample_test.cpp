#include "analysis/calibrate/abc/weighted_sample.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("equal weights give the usual mean and covariance", "[analysis][calibrate]")
{
    Eigen::MatrixXd sample(4, 2);
    sample << 1, 2, 2, 4, 3, 6, 6, 0;  // means 3, 3; squares 14, 20; products 2 - 1 + 0 - 9 = -8; over n - 1 = 3
    const Eigen::VectorXd weights = Eigen::VectorXd::Constant(4, 0.25);
    CHECK(weighted_mean(sample, weights)(0) == Approx(3));
    const Eigen::MatrixXd covariance = weighted_covariance(sample, weights);
    CHECK(covariance(0, 0) == Approx(14.0 / 3));
    CHECK(covariance(1, 1) == Approx(20.0 / 3));
    CHECK(covariance(0, 1) == Approx(-8.0 / 3));
    CHECK(effective_size(weights) == Approx(4));
}

TEST_CASE("a member without weight says nothing", "[analysis][calibrate]")
{
    Eigen::MatrixXd sample(3, 1);
    sample << 1, 3, 100;
    const Eigen::VectorXd weights = Eigen::Vector3d(0.5, 0.5, 0);
    CHECK(weighted_mean(sample, weights)(0) == Approx(2));
    CHECK(weighted_covariance(sample, weights)(0, 0) == Approx(2));
    CHECK(effective_size(weights) == Approx(2));
    CHECK(effective_size(Eigen::Vector3d(0.7, 0.2, 0.1)) == Approx(1 / 0.54));
}

TEST_CASE("members are drawn as often as their weight says, up to one", "[analysis][calibrate]")
{
    const Eigen::VectorXd weights = Eigen::Vector4d(0.5, 0.25, 0, 0.25);
    CHECK(resampled(weights, 4, 0.5) == std::vector<int>{0, 0, 1, 3});
    CHECK(resampled(weights, 8, 0.999) == std::vector<int>{0, 0, 0, 0, 1, 1, 3, 3});
    CHECK(resampled(weights, 2, 0) == std::vector<int>{0, 1});  // at 0 and at .5, where the second begins
}

TEST_CASE("a quantile lies between its neighbours by rank", "[analysis][calibrate]")
{
    CHECK(quantile_of({4, 1, 3, 2}, 0.5) == Approx(2.5));
    CHECK(quantile_of({4, 1, 3, 2}, 1) == 4);
    CHECK(quantile_of({7}, 0.3) == 7);
    CHECK(std::isnan(quantile_of({}, 0.5)));
}
