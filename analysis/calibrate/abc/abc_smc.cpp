#include "analysis/calibrate/abc/abc_smc.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "analysis/calibrate/abc/box_kernel.hpp"
#include "analysis/calibrate/abc/weighted_sample.hpp"
#include "sim/draws.hpp"
#include "sim/ensemble.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

/// What draws are for; their numbers are part of the results.
enum class Purpose : std::uint8_t { place, row };

constexpr int scatter_generation = 0xffff;  // no generation's own number

/// Chance for one block.
struct BlockDraws {
    std::uint64_t seed;
    std::uint64_t block;

    std::function<double(int)> places(int generation, std::int64_t attempt) const
    {
        return [draws = of(generation, attempt), agent = block](int k) { return draws.uniform(Purpose::place, agent, static_cast<std::uint32_t>(k)); };
    }
    int row(int generation, std::int64_t attempt, int rows) const
    {
        return static_cast<int>(of(generation, attempt).uniform(Purpose::row, block) * rows);
    }

private:
    sim::Draws of(int generation, std::int64_t attempt) const { return sim::Draws(seed, static_cast<std::uint32_t>(attempt), generation); }
};

BlockDraws draws_of(const AbcProblem& problem, const AbcPlan& plan) { return {plan.seed, sim::agent_code(problem.name)}; }

Eigen::VectorXd prior_place(const AbcProblem& problem, const std::function<double(int)>& uniform)
{
    Eigen::VectorXd place(static_cast<Eigen::Index>(problem.parameters.size()));
    for (Eigen::Index d = 0; d < place.size(); ++d) place(d) = uniform(static_cast<int>(d));
    return place;
}

/// What one attempt came to.
struct Attempt {
    Eigen::VectorXd place;
    int row = 0;
    Eigen::ArrayXd simulated;
};

/// Where the attempts of a generation come from, and when they are near enough.
struct Generation {
    int number = 0;
    double tolerance = std::numeric_limits<double>::infinity();
    std::uint32_t first_replicate = 0;
    std::int64_t most_attempts = 0;
    std::optional<BoxKernel> kernel{};  ///< none: the priors
};

Attempt attempt_of(const AbcProblem& problem, const AbcPlan& plan, const Generation& generation, std::int64_t k)
{
    const BlockDraws draws = draws_of(problem, plan);
    const auto uniform = draws.places(generation.number, k);
    Attempt attempt;
    attempt.place = generation.kernel ? generation.kernel->propose(uniform) : prior_place(problem, uniform);
    attempt.row = draws.row(generation.number, k, problem.rows);
    attempt.simulated = problem.simulate(values_at(problem.parameters, attempt.place), attempt.row, generation.first_replicate + static_cast<std::uint32_t>(k));
    return attempt;
}

/// The variance between replicates of one parameter set, the mean over sets drawn from the prior: half the squared difference of two.
/// Where every pair has an undefined value, 0.
Eigen::ArrayXd scatter(const AbcProblem& problem, const AbcPlan& plan)
{
    const auto targets = static_cast<Eigen::Index>(problem.targets.size());
    Eigen::ArrayXXd played = Eigen::ArrayXXd::Constant(targets, 2 * plan.scatter_points, std::numeric_limits<double>::quiet_NaN());
    const BlockDraws draws = draws_of(problem, plan);
    sim::for_each_index(2 * plan.scatter_points, plan.threads, [&](std::int64_t k) {
        const std::int64_t point = k / 2;
        const Eigen::VectorXd place = prior_place(problem, draws.places(scatter_generation, point));
        try {
            played.col(k) = problem.simulate(values_at(problem.parameters, place), draws.row(scatter_generation, point, problem.rows), static_cast<std::uint32_t>(k));
        } catch (const std::exception&) {  // says nothing of the scatter
        }
    });
    Eigen::ArrayXd squares = Eigen::ArrayXd::Zero(targets), pairs = squares;
    for (int point = 0; point < plan.scatter_points; ++point) {
        const Eigen::ArrayXd half = (played.col(2 * point) - played.col(2 * point + 1)).square() / 2;
        squares += half.isNaN().select(0, half);
        pairs += half.isNaN().select(Eigen::ArrayXd::Zero(targets), 1);
    }
    return squares / pairs.max(1);
}

Eigen::ArrayXd scale_of(const AbcProblem& problem, const AbcPlan& plan)
{
    Eigen::ArrayXd scale = scatter(problem, plan);
    for (Eigen::Index k = 0; k < scale.size(); ++k) scale(k) = std::hypot(problem.targets[static_cast<std::size_t>(k)].error, std::sqrt(scale(k)));
    if (!(scale > 0).any()) throw std::runtime_error(fmt::format("block {}: no target has an error or a scatter to measure a miss by", problem.name));
    return scale;
}

/// Takes in attempts in their order until a population is full.
class Acceptance {
public:
    Acceptance(const AbcProblem& problem, const AbcPlan& plan, const Eigen::ArrayXd& scale, const Generation& generation)
        : problem_(problem), scale_(scale), wanted_(plan.particles)
    {
        population_.generation = generation.number;
        population_.tolerance = generation.tolerance;
        population_.first_replicate = generation.first_replicate;
        population_.places.resize(wanted_, static_cast<Eigen::Index>(problem.parameters.size()));
        population_.distances.resize(wanted_);
        population_.statistics.resize(wanted_, static_cast<Eigen::Index>(problem.targets.size()));
    }

    bool full() const { return accepted() == wanted_; }
    int accepted() const { return static_cast<int>(population_.rows.size()); }
    std::int64_t attempts() const { return population_.attempts; }
    std::int64_t failed() const { return population_.failed; }
    Population& population() { return population_; }

    void fail()
    {
        ++population_.attempts;
        ++population_.failed;
    }
    void take(const Attempt& attempt)
    {
        ++population_.attempts;
        const double off = distance(problem_.targets, attempt.simulated, scale_);
        if (!(off <= population_.tolerance)) return;
        const int n = accepted();
        population_.places.row(n) = attempt.place;
        population_.distances(n) = off;
        population_.statistics.row(n) = attempt.simulated.matrix();
        population_.rows.push_back(attempt.row);
    }

private:
    const AbcProblem& problem_;
    const Eigen::ArrayXd& scale_;
    int wanted_;
    Population population_;
};

/// w ~ prior / q, the prior flat.
Eigen::VectorXd importance(const Eigen::MatrixXd& places, const BoxKernel& kernel)
{
    Eigen::VectorXd weights(places.rows());
    for (Eigen::Index n = 0; n < places.rows(); ++n) weights(n) = 1 / kernel.density(places.row(n).transpose());
    return weights / weights.sum();
}

GenerationRecord record_of(const Acceptance& so_far, const Generation& generation)
{
    return {generation.number, generation.tolerance, so_far.attempts(), so_far.failed(), 0, 0};
}

/// One generation; nothing where it was stopped, or spent its attempts.
std::optional<Population> play_generation(const AbcProblem& problem, const AbcPlan& plan, const Eigen::ArrayXd& scale, const Generation& generation,
                                          const std::function<void(const GenerationRecord&, int)>& progress, const std::atomic<bool>& stop)
{
    Acceptance acceptance(problem, plan, scale, generation);
    std::vector<Attempt> slots(static_cast<std::size_t>(sim::num_slots(plan.threads)));
    std::atomic<bool> enough = false;
    sim::run_ordered(
        {0, generation.most_attempts, plan.threads},
        [&](std::int64_t k, int slot) { slots[static_cast<std::size_t>(slot)] = attempt_of(problem, plan, generation, k); },
        [&](std::int64_t, int slot, const std::exception_ptr& failure) {
            if (enough) return;  // played beyond the need
            if (failure)
                acceptance.fail();
            else
                acceptance.take(slots[static_cast<std::size_t>(slot)]);
            enough = acceptance.full() || stop;
            progress(record_of(acceptance, generation), acceptance.accepted());
        },
        enough);
    if (!acceptance.full()) return std::nullopt;
    Population population = std::move(acceptance.population());
    population.weights = generation.kernel ? importance(population.places, *generation.kernel) : Eigen::VectorXd::Constant(plan.particles, 1.0 / plan.particles);
    return population;
}

Generation first_generation(const AbcPlan& plan)
{
    // Simulations that break off are not accepted: twice the particles leave room for half of them.
    return {.first_replicate = static_cast<std::uint32_t>(2 * plan.scatter_points), .most_attempts = 2 * std::int64_t{plan.particles}};
}

Generation generation_after(const Population& last, const AbcPlan& plan)
{
    const std::vector<double> distances(last.distances.begin(), last.distances.end());
    return {.number = last.generation + 1,
            .tolerance = quantile_of(distances, plan.quantile),
            .first_replicate = last.next_replicate(),
            .most_attempts = static_cast<std::int64_t>(2 * plan.particles / plan.least_acceptance),
            .kernel = BoxKernel(last.places, last.weights)};
}

void note(AbcState& state, Population population)
{
    state.history.push_back({population.generation, population.tolerance, population.attempts, population.failed, population.acceptance(), effective_size(population.weights)});
    if (!state.first) state.first = population;
    state.last = std::move(population);
}

/// Why the state is the last one; empty where another generation follows.
std::string reason_to_stop(const AbcState& state, const AbcPlan& plan)
{
    if (static_cast<int>(state.history.size()) >= plan.generations) return fmt::format("all {} generations were played", plan.generations);
    if (state.last->generation > 0 && state.last->acceptance() < plan.least_acceptance)
        return fmt::format("generation {} accepted {:.3f}, less than {}", state.last->generation, state.last->acceptance(), plan.least_acceptance);
    if (!(generation_after(*state.last, plan).tolerance > 0)) return "every simulation hits the record";
    return "";
}

}  // namespace

AbcState sample_posterior(const AbcProblem& problem, const AbcPlan& plan, AbcState state, const std::function<void(const AbcState&)>& keep,
                          const std::function<void(const GenerationRecord&, int)>& progress, const std::atomic<bool>& stop)
{
    if (state.scale.size() == 0) state.scale = scale_of(problem, plan);
    while (state.stopped.empty()) {
        const Generation generation = state.last ? generation_after(*state.last, plan) : first_generation(plan);
        std::optional<Population> population = play_generation(problem, plan, state.scale, generation, progress, stop);
        if (!population && stop) return state;
        if (population)
            note(state, std::move(*population));
        else if (!state.last)
            throw std::runtime_error(fmt::format("block {}: more than half of the simulations drawn from the priors broke off", problem.name));
        state.stopped = population ? reason_to_stop(state, plan)
                                   : fmt::format("generation {} would accept less than {}", generation.number, plan.least_acceptance / 2);
        keep(state);
    }
    return state;
}

}  // namespace comity::analysis
