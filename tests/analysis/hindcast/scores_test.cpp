#include "analysis/hindcast/scores.hpp"

#include <cmath>
#include <limits>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

/// Two votes on each of two roll calls.
const std::vector<TestVote> votes = {{{0, 0}, Choice::yes}, {{1, 0}, Choice::no}, {{0, 1}, Choice::abstain}, {{1, 1}, Choice::yes}};
const std::vector<int> place = {0, 0, 1, 1};

Chances chances()
{
    Chances given(4, 3);
    given << .1, .2, .7,  // right
        .2, .2, .6,       // wrong
        .3, .4, .3,       // right
        0, 1, 0;          // wrong, and certain of it
    return given;
}

}  // namespace

TEST_CASE("scores are those worked by hand", "[analysis][scores]")
{
    const Scores found = scores(votes, chances(), {1, 1, 1, 0}, place, Eigen::MatrixXd::Ones(1, 2));
    CHECK(found.votes == 3);
    CHECK(found.roll_calls == 2);
    CHECK(found.accuracy.value == Approx(2.0 / 3));
    CHECK(found.log_loss.value == Approx(-(std::log(.7) + std::log(.2) + std::log(.4)) / 3));
    CHECK(found.brier.value == Approx((.01 + .04 + .09 + .64 + .04 + .36 + .09 + .36 + .09) / 3));
    CHECK(found.ece.value == Approx((.3 + .6 + .6) / 3));  // each in a bin of its own
}

TEST_CASE("a chance of nothing costs as much as a chance in a million", "[analysis][scores]")
{
    const Scores found = scores(votes, chances(), {0, 0, 0, 1}, place, Eigen::MatrixXd::Ones(1, 2));
    CHECK(found.log_loss.value == Approx(-std::log(1e-6 / (1 + 2e-6))));
}

TEST_CASE("no votes give no number", "[analysis][scores]")
{
    CHECK(std::isnan(scores(votes, chances(), {0, 0, 0, 0}, place, Eigen::MatrixXd::Ones(1, 2)).log_loss.value));
}

TEST_CASE("samples draw as many roll calls as there are, each as often as the others", "[analysis][scores]")
{
    const Eigen::MatrixXd weights = resampled(2000, 10, 3);
    CHECK((weights.rowwise().sum().array() == 10).all());
    // Each column's mean is 1 with a standard error of sqrt(.9 / 2000) = .021.
    CHECK((weights.colwise().mean().array() - 1).abs().maxCoeff() < .021 * 5);
    CHECK((resampled(2000, 10, 4) - weights).cwiseAbs().sum() > 0);
}

TEST_CASE("an interval is that of the samples that have a value", "[analysis][scores]")
{
    std::vector<double> samples;
    for (int k = 0; k <= 1000; ++k) samples.push_back(k);
    samples.push_back(std::numeric_limits<double>::quiet_NaN());
    const Estimate found = percentile_estimate(7, samples);
    CHECK(found.value == 7);
    CHECK(found.low == Approx(25));
    CHECK(found.high == Approx(975));
}

TEST_CASE("the interval moves roll calls, not votes", "[analysis][scores]")
{
    Eigen::MatrixXd weights(2, 2);
    weights << 2, 0, 0, 2;  // the first roll call alone, the second alone
    const Scores found = scores(votes, chances(), {1, 1, 1, 1}, place, weights);
    const double first = -(std::log(.7) + std::log(.2)) / 2, second = -(std::log(.4) + std::log(1e-6 / (1 + 2e-6))) / 2;
    CHECK(found.log_loss.low == Approx(first + .025 * (second - first)));
    CHECK(found.log_loss.high == Approx(first + .975 * (second - first)));
}

TEST_CASE("what a model loses against another is the difference of log losses, on the same samples", "[analysis][scores]")
{
    Chances even = Chances::Constant(4, 3, 1.0 / 3);
    Eigen::MatrixXd weights(2, 2);
    weights << 2, 0, 0, 2;
    const std::vector<char> counted = {1, 1, 1, 0};
    const Estimate found = log_loss_above(votes, even, chances(), counted, place, weights);
    CHECK(found.value == Approx(std::log(3.0) + (std::log(.7) + std::log(.2) + std::log(.4)) / 3));
    const double first = std::log(3.0) + (std::log(.7) + std::log(.2)) / 2, second = std::log(3.0) + std::log(.4);
    CHECK(found.low == Approx(std::min(first, second) + .025 * std::abs(second - first)));
    CHECK(log_loss_above(votes, even, even, counted, place, weights).high == 0);
}
