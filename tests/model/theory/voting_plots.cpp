#include <vector>

#include "agents/rules/tally.hpp"
#include "sim/elementary.hpp"
#include "tests/agents/rules/hall.hpp"
#include "tests/model/theory/plots.hpp"

namespace comity::tests {
namespace {

using namespace agents;

constexpr double half_band = 0.613706, cost = 1.278114;  // at z = 2 every yes is .8 and every veto holder's no .02 (MODEL.md section 9)

/// P(no veto of five) times P(at least 9 of 15 say yes | no veto), by adding one member after another.
double passage(double z)
{
    const double yes = sim::logistic(z - half_band), held = 1 - sim::logistic(-z - half_band - cost);
    std::vector<double> chance(16, 0.0);  // of so many yes
    chance[0] = 1;
    for (int i = 0; i < 15; ++i) {
        const double p = i < 5 ? yes / held : yes;
        for (std::size_t k = 15; k > 0; --k) chance[k] = chance[k] * (1 - p) + chance[k - 1] * p;
        chance[0] *= 1 - p;
    }
    double enough = 0;
    for (std::size_t k = 9; k <= 15; ++k) enough += chance[k];
    return enough * held * held * held * held * held;
}

/// Fifteen members at one latent z.
Plot independent_council()
{
    constexpr int drafts = 4000;
    Hall hall = council_of_fifteen();
    hall.params.veto_cost = cost;
    const Draft draft = Hall::draft(council, half_band);
    Curve forecast{"the forecast", {}, {}}, drawn{"votes on 4,000 drafts", {}, {}, Mark::dots};
    Curve law{"reference: P(no veto) x P(at least 9 of 15 yes)", {}, {}, Mark::line, 0, 1e-12};
    for (int k = 0; k <= 20; ++k) {
        const double z = 0.2 * k;
        hall.world.position.setConstant(z);
        const Agenda agenda = Hall::agenda(draft, drafts);
        long adopted = 0;
        for (const Outcome& outcome : tally(hall.world, hall.setting, agenda, hall.vote(agenda, k)).of) adopted += outcome.adopted;
        for (Curve* curve : {&forecast, &drawn, &law}) curve->x.push_back(z);
        forecast.y.push_back(chance_to_pass(hall.world, hall.setting, hall.influence, draft, 0, hall.params));
        drawn.y.push_back(static_cast<double>(adopted) / drafts);
        law.y.push_back(passage(z));
    }
    Curve of_votes = law;
    of_votes.name = "";
    of_votes.theory_of = 1;
    of_votes.tolerance = 0.03;
    const Curve known{"reference: .88987 at z = 2", {2}, {0.88987}, Mark::rings, 0, 1e-5};
    return {"council",
            "Passage of a council's draft, members alike",
            {"latent z of all members", 0, 4},
            {"chance, share adopted", 0, 1},
            {forecast, drawn, law, of_votes, known}};
}

}  // namespace

std::vector<Plot> voting_plots() { return {independent_council()}; }

}  // namespace comity::tests
