#include <numeric>

#include "tests/agents/rules/crowd.hpp"
#include "tests/model/theory/plots.hpp"

namespace comity::tests {
namespace {

Curve path(std::string name, std::vector<double> shares)
{
    std::vector<double> rounds(shares.size());
    std::iota(rounds.begin(), rounds.end(), 0.0);
    return {std::move(name), std::move(rounds), std::move(shares)};
}

Plot granovetter()
{
    constexpr int rounds = 150;
    return {"granovetter",
            "Thresholds N(.25, sd): one spread halts, the next tips all",
            {"round", 0, rounds},
            {"share of adopters", 0, 1},
            {path("the rule, sd .122", granovetter_shares(0.25, 0.122, rounds)),
             path("the rule, sd .1225", granovetter_shares(0.25, 0.1225, rounds)),
             {"reference: .055 and 1", {rounds}, {0.055}, Mark::rings, 0, 0.001},
             {"", {rounds}, {1}, Mark::rings, 1, 0}}};
}

Plot bass()
{
    constexpr double p = 0.001, q = 0.01;
    constexpr int rounds = 600;
    Curve law{"reference: Bass's curve, p = .001, q = .01", {}, {}, Mark::line, 0, 0.015};
    for (int t = 0; t <= rounds; t += 20) {
        law.x.push_back(t);
        law.y.push_back(bass_share(p, q, t));
    }
    return {"bass", "Contagion of one reading from nobody", {"round", 0, rounds}, {"share of adopters", 0, 1},
            {path("the rule, 20,000 countries", contagion_shares(p, q, rounds, 20'000)), law}};
}

}  // namespace

std::vector<Plot> adoption_plots() { return {granovetter(), bass()}; }

}  // namespace comity::tests
