#include "analysis/calibrate/abc/abc_smc.hpp"

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "analysis/calibrate/abc/abc_posterior.hpp"
#include "analysis/calibrate/abc/abc_state.hpp"
#include "analysis/calibrate/abc/regression_adjustment.hpp"
#include "analysis/calibrate/abc/weighted_sample.hpp"
#include "tests/analysis/calibrate/toys.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::analysis;
using namespace comity::tests;

namespace {

constexpr AbcPlan large{.particles = 2000, .generations = 12, .least_acceptance = 0.05, .scatter_points = 512, .seed = 5, .threads = 2};

Eigen::MatrixXd in_units(const AbcProblem& problem, const Eigen::MatrixXd& places)
{
    Eigen::MatrixXd values(places.rows(), places.cols());
    for (Eigen::Index n = 0; n < places.rows(); ++n) values.row(n) = values_at(problem.parameters, places.row(n).transpose()).transpose();
    return values;
}

double sd(const Eigen::MatrixXd& values, const Eigen::VectorXd& weights) { return std::sqrt(weighted_covariance(values, weights)(0, 0)); }

/// Whether an s.d. may be that of so many independent normal values: 5 standard errors, each sd / sqrt(2 n).
bool plausible_sd(double observed, double count, double truth) { return std::abs(observed - truth) < 5 * truth / std::sqrt(2 * count); }

std::string text_of(const AbcState& state) { return as_json(state).dump(); }

const Diagnostic& find(const Posterior& posterior, const std::string& quantity, const std::string& subject)
{
    for (const Diagnostic& each : posterior.diagnostics)
        if (each.quantity == quantity && each.subject == subject) return each;
    throw std::logic_error("no diagnostic " + quantity + " of " + subject);
}

}  // namespace

TEST_CASE("a normal mean of known variance gets its posterior", "[analysis][calibrate]")
{
    const AbcProblem problem = normal_mean();
    const AbcState state = sampled(problem, large);
    const Population& last = *state.last;
    CHECK(plausible_sd(state.scale(0), 512, 0.4));
    REQUIRE(last.tolerance * state.scale(0) < 0.2);

    // A tolerance of e widens the posterior by e^2/3.
    const double wide = std::sqrt(0.16 + std::pow(last.tolerance * state.scale(0), 2) / 3);
    const Eigen::MatrixXd accepted = in_units(problem, last.places);
    const double size = effective_size(last.weights);
    CHECK(plausible_mean(weighted_mean(accepted, last.weights)(0), static_cast<long>(size), 1, wide));
    CHECK(plausible_sd(sd(accepted, last.weights), size, wide));
    // Without weights what is proposed most counts most: the law is too narrow by sqrt(2/3 + 1/12) or so.
    CHECK_FALSE(plausible_sd(sd(accepted, Eigen::VectorXd::Constant(last.places.rows(), 1.0 / 2000)), size, wide));

    const AdjustedSample moved = adjusted(problem, state);
    CHECK(moved.note.empty());
    CHECK(plausible_mean(weighted_mean(in_units(problem, moved.places), moved.weights)(0), static_cast<long>(effective_size(moved.weights)), 1, 0.4));
    CHECK(plausible_sd(sd(in_units(problem, moved.places), moved.weights), effective_size(moved.weights), 0.4));

    const Posterior posterior = posterior_of(problem, large, state, Adjustment::regression).posterior;
    CHECK(find(posterior, "contraction", "toy.mean").value == Approx(1 - 0.16 * 12 / 100).epsilon(0.005));
    CHECK(find(posterior, "response", "mean x toy.mean").value > 0.98);
    CHECK(posterior.draws.rows() == 2000);
}

TEST_CASE("regression makes up for a tolerance that is too wide", "[analysis][calibrate]")
{
    const AbcProblem problem = normal_mean();
    AbcPlan few = large;
    few.generations = 4;
    AbcState state = sampled(problem, few);
    REQUIRE(state.last->tolerance < farthest_adjusted);
    CHECK(sd(in_units(problem, state.last->places), state.last->weights) > 0.45);
    const AdjustedSample moved = adjusted(problem, state);
    CHECK(plausible_sd(sd(in_units(problem, moved.places), moved.weights), effective_size(moved.weights), 0.4));

    state.last->tolerance = 2;
    CHECK_THAT(adjusted(problem, state).note, Catch::Matchers::ContainsSubstring("no nearer to the record than 2.00 scales"));
    CHECK(adjusted(problem, state).places == state.last->places);
}

TEST_CASE("a prior stays flat where the record says nothing", "[analysis][calibrate]")
{
    AbcProblem problem = normal_mean();
    problem.simulate = [](const Eigen::VectorXd&, int, std::uint32_t replicate) { return Eigen::ArrayXd::Constant(1, noise(replicate, 0)); };
    AbcPlan plan = large;
    plan.particles = 8000;
    plan.generations = 5;
    const AbcState state = sampled(problem, plan);
    REQUIRE(state.history.size() == 5);
    const std::vector<int> members = resampled(state.last->weights, 4000, 0.5);
    std::vector<long> tenths(10), unweighted(10);
    for (const int n : members) ++tenths[static_cast<std::size_t>(10 * state.last->places(n, 0))];
    for (int n = 0; n < 8000; ++n) ++unweighted[static_cast<std::size_t>(10 * state.last->places(n, 0))];
    const std::vector<double> flat(10, 1.0);
    CHECK(plausible_counts(tenths, flat));
    CHECK_FALSE(plausible_counts(unweighted, flat));  // proposals keep away from the edges

    const Posterior posterior = posterior_of(problem, plan, state, Adjustment::regression).posterior;
    CHECK(std::abs(find(posterior, "contraction", "toy.mean").value) < 0.1);
    CHECK(std::abs(find(posterior, "response", "mean x toy.mean").value) < 5 / std::sqrt(8000.0));
}

TEST_CASE("two parameters of which only the sum is recorded come out bound to each other", "[analysis][calibrate]")
{
    // Priors flat on [-1, 1], s = a + b + N(0, .1) recorded as 0: a is nearly flat, b about -a; var(a + b) = .01
    const AbcProblem problem{"toy", {{"toy.a", {-1, 1}}, {"toy.b", {-1, 1}}}, {{"sum", 0, 0}},
                             [](const Eigen::VectorXd& x, int, std::uint32_t replicate) { return Eigen::ArrayXd::Constant(1, x.sum() + 0.1 * noise(replicate, 0)); }, 1};
    const AbcState state = sampled(problem, large);
    const Eigen::MatrixXd accepted = in_units(problem, state.last->places);
    const Eigen::VectorXd sum = accepted.rowwise().sum();
    const double size = effective_size(state.last->weights), off = state.last->tolerance * state.scale(0);
    CHECK(plausible_sd(sd(sum, state.last->weights), size, std::sqrt(0.01 + off * off / 3)));
    CHECK(sd(accepted.col(0), state.last->weights) == Approx(1 / std::sqrt(3.0)).epsilon(0.06));
    const Posterior posterior = posterior_of(problem, large, state, Adjustment::none).posterior;
    CHECK(find(posterior, "correlation", "toy.a x toy.b").value < -0.95);
}

TEST_CASE("what earlier blocks leave open is carried through", "[analysis][calibrate]")
{
    // Earlier draws: 0, 1, ..., 9 tenths. s = a + row/10 + N(0, .05) recorded as 1: a = 1 - row/10, and every row is alike likely.
    AbcProblem problem{"toy", {{"toy.a", {-1, 3}}}, {{"sum", 1, 0}},
                       [](const Eigen::VectorXd& x, int row, std::uint32_t replicate) { return Eigen::ArrayXd::Constant(1, x(0) + 0.1 * row + 0.05 * noise(replicate, 0)); }, 10};
    const AbcPosterior result = posterior_of(problem, large, sampled(problem, large), Adjustment::none);
    std::vector<long> counts(10);
    for (std::size_t n = 0; n < result.rows.size(); ++n) {
        ++counts[static_cast<std::size_t>(result.rows[n])];
        REQUIRE(std::abs(result.posterior.draws(static_cast<Eigen::Index>(n), 0) + 0.1 * result.rows[n] - 1) < 0.5);
    }
    for (long& count : counts) count /= 4;  // draws that share a particle are not independent
    CHECK(plausible_counts(counts, std::vector<double>(10, 1.0)));
    CHECK(find(result.posterior, "rows", "").value == 10);
}

TEST_CASE("any number of threads samples the same", "[analysis][calibrate]")
{
    AbcPlan plan{.particles = 60, .generations = 5, .seed = 9, .threads = 1};
    const std::string one = text_of(sampled(normal_mean(), plan));
    plan.threads = 2;
    CHECK(text_of(sampled(normal_mean(), plan)) == one);
    plan.threads = 7;
    CHECK(text_of(sampled(normal_mean(), plan)) == one);
    plan.seed = 10;
    CHECK(text_of(sampled(normal_mean(), plan)) != one);
}

TEST_CASE("no two simulations that count share their luck", "[analysis][calibrate]")
{
    AbcProblem problem = normal_mean();
    std::set<std::uint32_t> replicates;
    std::size_t played = 0;
    const Simulate plain = problem.simulate;
    problem.simulate = [&](const Eigen::VectorXd& x, int row, std::uint32_t replicate) {
        ++played;
        replicates.insert(replicate);
        return plain(x, row, replicate);
    };
    const AbcState state = sampled(problem, {.particles = 50, .generations = 4, .seed = 2, .threads = 1});
    REQUIRE(state.history.size() == 4);
    CHECK(played > 250);
    CHECK(replicates.size() == played);
}

TEST_CASE("sampling that was stopped goes on to the same end", "[analysis][calibrate]")
{
    const AbcProblem problem = normal_mean();
    const AbcPlan plan{.particles = 60, .generations = 6, .seed = 9, .threads = 2};
    const std::string whole = text_of(sampled(problem, plan));

    std::atomic<bool> stop = false;
    std::string kept;
    const auto keep = [&](const AbcState& state) { kept = text_of(state); };
    const auto interrupt = [&](const GenerationRecord& now, int accepted) { stop = now.generation == 3 && accepted == 20; };
    const AbcState partial = sample_posterior(problem, plan, {}, keep, interrupt, stop);
    REQUIRE(partial.history.size() == 3);
    CHECK(partial.stopped.empty());
    CHECK(text_of(partial) == kept);

    const std::atomic<bool> never = false;
    const AbcState resumed = sample_posterior(problem, plan, state_of(nlohmann::ordered_json::parse(kept)), keep, [](const auto&, int) {}, never);
    CHECK(text_of(resumed) == whole);
    CHECK(kept == whole);
}

TEST_CASE("sampling stops where the model comes no nearer", "[analysis][calibrate]")
{
    // Simulations miss by 3 or more whatever the parameter: the last tolerance is near that, and hardly anything is accepted.
    AbcProblem problem = normal_mean();
    problem.simulate = [](const Eigen::VectorXd& x, int, std::uint32_t replicate) {
        return Eigen::ArrayXd::Constant(1, 4 + std::abs(x(0)) + 1e-3 * noise(replicate, 0));
    };
    problem.targets[0].error = 1;
    const AbcPlan plan{.particles = 100, .generations = 60, .least_acceptance = 0.2, .seed = 1, .threads = 2};
    const AbcState state = sampled(problem, plan);
    CHECK(state.history.size() < 40);
    CHECK(state.stopped.find("accept") != std::string::npos);
    CHECK(state.last->tolerance > 3 - 0.01);
}

TEST_CASE("simulations that break off are counted and not accepted", "[analysis][calibrate]")
{
    AbcProblem problem = normal_mean();
    const Simulate plain = problem.simulate;
    problem.simulate = [plain](const Eigen::VectorXd& x, int row, std::uint32_t replicate) {
        if (x(0) > 4) throw std::runtime_error("not finite");
        return plain(x, row, replicate);
    };
    const AbcState state = sampled(problem, {.particles = 200, .generations = 2, .seed = 1, .threads = 2});
    CHECK(in_units(problem, state.first->places).maxCoeff() <= 4);
    CHECK(plausible(state.history[0].failed, state.history[0].attempts, 0.2));

    problem.simulate = [](const Eigen::VectorXd&, int, std::uint32_t) -> Eigen::ArrayXd { throw std::runtime_error("never"); };
    problem.targets[0].error = 1;
    CHECK_THROWS_AS(sampled(problem, {.particles = 20}), std::runtime_error);
}

TEST_CASE("a target that is left undefined counts as far off, one without a scale not at all", "[analysis][calibrate]")
{
    const std::vector<AbcTarget> targets{{"a", 1, 0.5}, {"b", 2, 0.5}, {"c", 3, 0}};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Eigen::Array3d scale(0.5, 0.5, 0);
    CHECK(distance(targets, Eigen::Array3d(1.5, 2, 99), scale) == Approx(std::sqrt(0.5)));
    CHECK(distance(targets, Eigen::Array3d(1, nan, 3), scale) == Approx(std::sqrt(8.0)));
    CHECK(std::isinf(distance(targets, Eigen::Array3d(1, 2, 3), Eigen::Array3d::Zero())));
}
