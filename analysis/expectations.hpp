#pragma once
// Whether runs meet what a scenario expects.

#include <map>
#include <string>
#include <vector>

#include "analysis/report/paired_difference.hpp"
#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// met: the whole interval lies as expected; not met: it lies wholly elsewhere, or nothing differs; undecided: neither.
enum class Verdict { met, not_met, undecided };
std::string in_words(Verdict verdict);

/// What runs say of an expectation.
struct Judgement {
    scenarios::Expectation expectation;
    PairedDifference difference;  ///< the outcome minus that of the other scenario, or minus the number; with its 95 % interval
    Verdict verdict = Verdict::undecided;
};

/// higher: low > 0 is met, high <= 0 not met; lower likewise; similar: [low, high] within [-w, w] is met, wholly outside not met.
Verdict verdict_on(const scenarios::Expectation& expectation, const PairedDifference& difference);

/// Runs scenarios and holds their expectations against them. Replicate n of a scenario is paired with replicate n of the other,
/// on the seed of the first. Each ensemble is run once.
class Judge {
public:
    Judge(int runs, int threads) : runs_(runs), threads_(threads) {}

    /// Judgements on each expectation of a scenario, in its order.
    ///
    /// Errors: adds to `problems` what is wrong with the scenarios compared with; throws std::runtime_error where runs fail
    std::vector<Judgement> judge(const scenarios::Scenario& scenario, sim::Problems& problems);

private:
    using Outcomes = std::map<std::string, std::vector<double>>;

    const Outcomes& outcomes(const scenarios::Scenario& scenario, std::uint64_t seed, sim::Problems& problems);
    std::vector<double> reference(const scenarios::Expectation& expectation, std::uint64_t seed, sim::Problems& problems);

    int runs_, threads_;
    std::map<std::string, Outcomes> run_;  ///< by resolved scenario and seed
};

}  // namespace comity::analysis
