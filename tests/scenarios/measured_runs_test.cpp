// Whole runs of the baseline, by their measures.
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

Eigen::Index place(const std::vector<agents::Metric>& metrics, const std::string& name)
{
    for (std::size_t k = 0; k < metrics.size(); ++k)
        if (metrics[k].name == name) return static_cast<Eigen::Index>(k);
    throw std::runtime_error("no metric " + name);
}

/// An outcome of the baseline's replicates, at a pull of the expected winner.
std::vector<double> net_bandwagon(const std::string& pull, std::uint32_t first, std::uint32_t runs)
{
    const auto of = scenario("s01", {"rules.voting.bandwagon=" + pull});
    const auto start = start_of(of);
    const auto column = place(agents::outcome_metrics(start.setting, of.rules), "bandwagon_net_mean");
    std::vector<double> values;
    for (std::uint32_t r = first; r < first + runs; ++r) values.push_back(play(start, of.seed, r).outcomes(column));
    return values;
}

/// Mean of b - a over its standard error.
double t_value(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0, squares = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        sum += b[k] - a[k];
        squares += (b[k] - a[k]) * (b[k] - a[k]);
    }
    const auto n = static_cast<double>(a.size());
    return sum / n / std::sqrt((squares / n - sum / n * sum / n) / (n - 1));
}

}  // namespace

TEST_CASE("the stronger the pull of the expected winner, the more votes move towards who won last", "[scenarios][measures]")
{
    constexpr std::uint32_t runs = 60;
    const auto none = net_bandwagon("0", 0, runs);
    CHECK(t_value(none, net_bandwagon("2", 0, runs)) > 5);
    CHECK(std::abs(t_value(none, net_bandwagon("0", runs, runs))) < 5);  // other luck alone does not
}

TEST_CASE("an event may wait for a measure of blocs, and begins in the round after it", "[scenarios][measures]")
{
    const ScratchFolder scratch;
    const auto file = scratch.path() / "waits.yaml";
    std::ofstream(file) << "extends: s01\nevents:\n  - {type: exit, when: fragmentation_worst, above: 0, state: USA, forum: UNGA, engagement: 0}\n";
    const std::vector<std::string> yearly{"rounds=12", "observe.blocs_every_years=1"};
    const auto of = scenario("s01", yearly), waiting = scenario(file.string(), yearly);
    const auto start = start_of(of);
    const auto presence = place(agents::series_metrics(start.setting, of.rules, of.observe), "presence_US");
    const Eigen::ArrayXd without = play(start, 1, 0).series.col(presence), with = play(start_of(waiting), 1, 0).series.col(presence);
    for (int t = 0; t < 12; ++t) {
        CAPTURE(t);
        CHECK((without(t) == with(t)) == (t < 4));  // measured in rounds 3, 7 and 11
    }
}
