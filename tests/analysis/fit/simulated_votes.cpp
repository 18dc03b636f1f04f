#include "tests/analysis/fit/simulated_votes.hpp"

#include <cmath>
#include <numbers>

namespace comity::tests {

double TestChance::uniform()
{
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    z ^= z >> 31U;
    return (static_cast<double>(z >> 11U) + 0.5) * 0x1.0p-53;
}

double TestChance::normal()
{
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

Eigen::VectorXd standardised(const Eigen::VectorXd& points)
{
    const Eigen::VectorXd off = points.array() - points.mean();
    return off / std::sqrt(off.squaredNorm() / static_cast<double>(off.size()));
}

SimulatedVotes simulated_votes(int countries, int items, std::uint64_t seed)
{
    TestChance chance(seed);
    SimulatedVotes simulated;
    simulated.points.resize(countries);
    for (double& x : simulated.points) x = chance.normal();
    simulated.points = standardised(simulated.points);
    simulated.calls.num_countries = countries;
    simulated.calls.num_items = items;
    for (int k = 0; k < items; ++k) {
        const double slope = 1.5 * chance.normal();
        const double threshold = -1 + 1.5 * chance.normal();
        const double gap = std::exp(-.3 + .5 * chance.normal());
        for (int i = 0; i < countries; ++i) {
            const double u = threshold - slope * simulated.points[i];
            const double no = 1 / (1 + std::exp(-u));
            const double not_yes = 1 / (1 + std::exp(-u - gap));
            const double draw = chance.uniform();
            if (chance.uniform() < .1) continue;
            const auto choice = draw < no ? analysis::Choice::no : draw < not_yes ? analysis::Choice::abstain : analysis::Choice::yes;
            simulated.calls.votes.push_back({i, k, choice});
        }
    }
    return simulated;
}

}  // namespace comity::tests
